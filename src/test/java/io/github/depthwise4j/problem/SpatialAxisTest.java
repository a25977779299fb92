package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The positions of windows along one axis, from their definition. */
class SpatialAxisTest {
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);
    private static final int CASES = 20_000;

    @ParameterizedTest
    @CsvSource({
        // input, filter, stride, dilation, before, after, output; the first window, the last one, one between two taps
        "4, 2, 1, 1, 2, 0, 5, true",
        "4, 2, 1, 1, 1, 0, 4, false",
        "4, 2, 1, 1, 0, 2, 5, true",
        "4, 2, 1, 1, 0, 1, 4, false",
        "1, 2, 1, 4, 2, 2, 1, true",
        "1, 2, 1, 2, 2, 0, 1, false",
        "0, 1, 1, 1, 1, 0, 1, true",
        "3, 1, 1, 1, 0, 0, 3, false",
    })
    void aWindowOnPaddingTouchesNoInput(
            int input, int filter, int stride, int dilation, int before, int after, int output, boolean onPadding) {
        assertThat(new SpatialAxis(input, filter, stride, dilation, before, after, output).hasWindowOnPadding())
                .isEqualTo(onPadding);
    }

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
    void theCanonicalFormLosesWhatCannotMatter(
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
        assertThat(new SpatialAxis(input, filter, stride, dilation, before, after, output).canonical())
                .isEqualTo(new SpatialAxis(input, filter, newStride, newDilation, before, newAfter, output));
    }

    @Test
    void theCanonicalFormOfAnyAxisComputesTheSame() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            SpatialAxis axis = any(random);
            SpatialAxis canonical = axis.canonical();
            for (int out = 0; out < axis.output(); out++) {
                for (int tap = 0; tap < axis.filter(); tap++) {
                    assertThat(inputUnder(canonical, out, tap))
                            .as("seed %d, case %d: %s, output %d, tap %d", SEED, i, axis, out, tap)
                            .isEqualTo(inputUnder(axis, out, tap));
                }
            }
            int padded = canonical.input() + canonical.padBefore() + canonical.padAfter();
            assertThat((padded - canonical.extent()) / canonical.stride() + 1)
                    .as("seed %d, case %d: %s must give its output size by the formula", SEED, i, canonical)
                    .isEqualTo(axis.output());
            assertThat(canonical.canonical()).isEqualTo(canonical);
            assertThat(canonical.hasWindowOnPadding()).isEqualTo(axis.hasWindowOnPadding());
        }
    }

    /** The input position under a tap, or -1 where that is padding. */
    private static int inputUnder(SpatialAxis axis, int out, int tap) {
        int position = axis.position(out, tap);
        return position < 0 || position >= axis.input() ? -1 : position;
    }

    private static SpatialAxis any(Random random) {
        for (; ; ) {
            int input = 1 + random.nextInt(12);
            int filter = 1 + random.nextInt(5);
            int stride = 1 + random.nextInt(6);
            int dilation = 1 + random.nextInt(4);
            int before = random.nextInt(5);
            int after = random.nextInt(5);
            int left = input + before + after - ((filter - 1) * dilation + 1);
            if (left >= 0) {
                return new SpatialAxis(input, filter, stride, dilation, before, after, left / stride + 1);
            }
        }
    }
}
