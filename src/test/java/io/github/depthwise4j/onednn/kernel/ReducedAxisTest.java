package io.github.depthwise4j.onednn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.RandomAxes;
import io.github.depthwise4j.problem.SpatialAxis;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An axis without what cannot change a result. */
class ReducedAxisTest {
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);
    private static final int CASES = 20_000;

    @ParameterizedTest
    @CsvSource({
        // Padding that no window reaches goes; and where the windows end before the image does, there is none.
        "8, 3, 1, 1, 1, 9, 8,   1, 1, 1",
        "8, 3, 2, 1, 1, 9, 3,   2, 1, 0",
        // One tap has no dilation.
        "8, 1, 2, 5, 0, 0, 4,   2, 1, 0",
        "8, 2, 2, 5, 0, 0, 2,   2, 5, 0",
        // One window has the smallest stride for which there is no second one.
        "8, 3, 9, 1, 0, 0, 1,   6, 1, 0",
        "8, 3, 5, 1, 0, 0, 1,   5, 1, 0",
        "8, 8, 5, 1, 0, 0, 1,   1, 1, 0",
        "8, 3, 9, 1, 2, 0, 1,   8, 1, 0",
    })
    void aReducedAxisLosesWhatCannotMatter(
            int input,
            int filter,
            int stride,
            int dilation,
            int before,
            int after,
            int output,
            int newStride,
            int newDilation,
            int newAfter) {
        assertThat(ReducedAxis.of(new SpatialAxis(input, filter, stride, dilation, before, after, output)))
                .isEqualTo(new SpatialAxis(input, filter, newStride, newDilation, before, newAfter, output));
    }

    @Test
    void anyReducedAxisComputesTheSame() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            SpatialAxis axis = RandomAxes.next(random, 12, 5, 6, 5);
            SpatialAxis reduced = ReducedAxis.of(axis);
            for (int out = 0; out < axis.output(); out++) {
                for (int tap = 0; tap < axis.filter(); tap++) {
                    assertThat(RandomAxes.inputUnder(reduced, out, tap))
                            .as("seed %d, case %d: %s, output %d, tap %d", SEED, i, axis, out, tap)
                            .isEqualTo(RandomAxes.inputUnder(axis, out, tap));
                }
            }
            int padded = reduced.input() + reduced.padBefore() + reduced.padAfter();
            assertThat((padded - reduced.extent()) / reduced.stride() + 1)
                    .as("seed %d, case %d: %s must give its output size by the formula", SEED, i, reduced)
                    .isEqualTo(axis.output());
            assertThat(ReducedAxis.of(reduced)).isEqualTo(reduced);
            assertThat(reduced.hasWindowOnPadding()).isEqualTo(axis.hasWindowOnPadding());
        }
    }
}
