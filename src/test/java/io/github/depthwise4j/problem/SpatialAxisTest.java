package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The positions of windows along one axis, from their definition. */
class SpatialAxisTest {
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

    @Test
    void whetherAWindowLiesOnPaddingAgreesWithALookAtEveryTap() {
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            SpatialAxis axis = new SpatialAxis(
                    random.nextInt(8),
                    1 + random.nextInt(4),
                    1 + random.nextInt(4),
                    1 + random.nextInt(12),
                    random.nextInt(14),
                    random.nextInt(14),
                    random.nextInt(12));
            boolean expected = IntStream.range(0, axis.output()).anyMatch(out -> IntStream.range(0, axis.filter())
                    .map(tap -> axis.position(out, tap))
                    .noneMatch(position -> position >= 0 && position < axis.input()));
            assertThat(axis.hasWindowOnPadding()).as("%s", axis).isEqualTo(expected);
            found += expected ? 1 : 0;
        }
        assertThat(found).isBetween(2_000, 18_000);
    }
}
