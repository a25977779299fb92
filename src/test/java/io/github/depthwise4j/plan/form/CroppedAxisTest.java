package io.github.depthwise4j.plan.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.problem.RandomAxes;
import io.github.depthwise4j.problem.SpatialAxis;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An axis without taps that see only padding. */
class CroppedAxisTest {
    private static final int CASES = 50_000;

    @ParameterizedTest
    @CsvSource({
        // input, taps, stride, dilation, before, after, output; taps, first tap, before, after
        "1, 3, 1, 1, 1, 1, 1,   1, 1, 0, 0",
        "1, 3, 1, 6, 6, 6, 1,   1, 1, 0, 0",
        "7, 31, 1, 1, 15, 15, 7,   13, 9, 6, 6",
        "2, 5, 1, 1, 2, 2, 2,   3, 1, 1, 1",
        "8, 3, 1, 1, 1, 1, 8,   3, 0, 1, 1",
        // Padding on one side only.
        "4, 6, 1, 1, 5, 0, 4,   4, 2, 3, 0",
        "4, 6, 1, 1, 0, 5, 4,   4, 0, 0, 3",
        // The first tap stays if the padding would become negative, the last one if there were room for one more
        // output.
        "3, 3, 1, 2, 1, 1, 1,   3, 0, 1, 1",
        // No tap sees the image.
        "1, 2, 1, 2, 1, 1, 1,   2, 0, 1, 1",
    })
    void aCroppedAxisLosesOuterTaps(
            int input,
            int filter,
            int stride,
            int dilation,
            int before,
            int after,
            int output,
            int taps,
            int firstTap,
            int newBefore,
            int newAfter) {
        CroppedAxis cropped = CroppedAxis.of(new SpatialAxis(input, filter, stride, dilation, before, after, output));
        assertThat(cropped.axis().filter()).isEqualTo(taps);
        assertThat(cropped.firstTap()).isEqualTo(firstTap);
        assertThat(cropped.axis().padBefore()).isEqualTo(newBefore);
        assertThat(cropped.axis().padAfter()).isEqualTo(newAfter);
    }

    @Test
    void anyCroppedAxisComputesTheSame() {
        Random random = new Random(TestSettings.SEED);
        int shorter = 0;
        for (int i = 0; i < CASES; i++) {
            SpatialAxis axis = RandomAxes.next(random, 8, 9, 4, 12);
            CroppedAxis cropped = CroppedAxis.of(axis);
            String what = "seed " + TestSettings.SEED + ", case " + i + ": " + axis + " as " + cropped;
            for (int out = 0; out < axis.output(); out++) {
                for (int tap = 0; tap < axis.filter(); tap++) {
                    int remaining = tap - cropped.firstTap();
                    boolean removed =
                            remaining < 0 || remaining >= cropped.axis().filter();
                    assertThat(removed ? -1 : RandomAxes.inputUnder(cropped.axis(), out, remaining))
                            .as(what)
                            .isEqualTo(RandomAxes.inputUnder(axis, out, tap));
                }
            }
            int padded = cropped.axis().input()
                    + cropped.axis().padBefore()
                    + cropped.axis().padAfter();
            assertThat((padded - cropped.axis().extent()) / cropped.axis().stride() + 1)
                    .as(what + " must give its output size by the formula")
                    .isEqualTo(axis.output());
            assertThat(cropped.axis().padBefore()).as(what).isNotNegative();
            shorter += cropped.axis().filter() < axis.filter() ? 1 : 0;
        }
        assertThat(shorter).isGreaterThan(CASES / 20);
    }

    @Test
    void hugeFiltersAreCroppedAtOnce() {
        int taps = 2_000_000_001;
        CroppedAxis cropped = CroppedAxis.of(new SpatialAxis(1, taps, 1, 1, taps / 2, taps / 2, 1));
        assertThat(cropped).isEqualTo(new CroppedAxis(new SpatialAxis(1, 1, 1, 1, 0, 0, 1), taps / 2));
    }
}
