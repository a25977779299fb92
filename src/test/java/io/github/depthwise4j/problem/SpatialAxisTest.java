package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;

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
}
