package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest numbers that are accepted, and the smallest that are not. */
class LimitsTest {
    private static ConvolutionProblem parse(String sizes) {
        return ConvolutionProblem.parse("depthwise_conv2d float32 NHWC " + sizes);
    }

    private static void refused(String kind, String sizes, String... words) {
        assertThatExceptionOfType(InvalidProblemException.class)
                .isThrownBy(() -> parse(sizes))
                .withMessageContainingAll(words)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    @Test
    void aDilatedFilterSpansAtMost2147483646Positions() {
        assertThat(parse("SAME mb1ic1ih1iw1oc1kh2kw1dh2147483644")
                        .geometry()
                        .height()
                        .extent())
                .isEqualTo(2_147_483_646);
        refused("size", "SAME mb1ic1ih1iw1oc1kh2kw1dh2147483645", "2147483647", "smaller filter or dilation");
    }

    @Test
    void aPaddedImageHasAtMost2147483646Rows() {
        String sizes = "mb1ic1ih3iw1oc1kh1kw1sh2147483646";
        ConvolutionProblem largest = parse("[[0,0],[2147483643,0],[0,0],[0,0]] " + sizes);
        assertThat(largest.outputShape()).isEqualTo(Shape.of(1, 1, 1, 1));
        refused("size", "[[0,0],[2147483643,1],[0,0],[0,0]] " + sizes, "2147483647", "pad less");
    }

    @Test
    void aStrideInATextIsAtMost2147483646() {
        assertThat(parse("SAME mb1ic1ih1iw1oc1kh1kw1sh2147483646").parameters().strideHeight())
                .isEqualTo(2_147_483_646);
        refused("text", "SAME mb1ic1ih1iw1oc1kh1kw1sh2147483647", "sh2147483647 is too large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oh8", "ow7", "ph0", "pw0"})
    void aSizeThatFollowsFromTheOthersMustNotContradictThem(String wrong) {
        String right = "oh9ow9ph1pw1";
        assertThat(parse("SAME mb1ic4ih9iw9oc4kh3kw3" + right)).isEqualTo(parse("SAME mb1ic4ih9iw9oc4kh3kw3"));
        String key = wrong.substring(0, 2);
        refused(
                "text",
                "SAME mb1ic4ih9iw9oc4kh3kw3" + right.replaceAll(key + "\\d", wrong),
                wrong + " contradicts the other sizes");
    }

    @Test
    void paddingAloneMakesAnImageOfNothing() {
        assertThat(parse("[[0,0],[1,1],[0,0],[0,0]] mb1ic3ih0iw4oc3kh1kw1").outputShape())
                .isEqualTo(Shape.of(1, 2, 4, 3));
        assertThat(parse("VALID mb1ic3ih0iw4oc3kh1kw1").outputShape()).isEqualTo(Shape.of(1, 0, 4, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | [6]",
                "6, 1 | [6]",
                "'' | [6]",
            })
    void aBiasHasOneNumberForEachOutputChannel(String dims, String remedy) {
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, null, null, null);
        Shape filter = Shape.of(3, 3, 3, 2);
        ConvolutionProblem.checkFilter(parameters, filter, Shape.of(6));
        long[] bias = dims.isEmpty()
                ? new long[0]
                : Arrays.stream(dims.split(", ")).mapToLong(Long::parseLong).toArray();
        assertThatExceptionOfType(InvalidProblemException.class)
                .isThrownBy(() -> ConvolutionProblem.checkFilter(parameters, filter, Shape.of(bias)))
                .withMessageContaining("pass a tensor of shape " + remedy)
                .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo("bias"));
    }

    @Test
    void eachOperationNamesTheAxesOfItsOwnFilter() {
        ConvolutionParameters ordinary = ConvolutionParameters.conv2d(null, Padding.SAME, null, null, null);
        ConvolutionParameters depthwise =
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, null, null, null);
        assertThatExceptionOfType(InvalidProblemException.class)
                .isThrownBy(() -> ConvolutionProblem.checkFilter(ordinary, Shape.of(3, 3), null))
                .withMessageContaining("pass [filter_height, filter_width, in_channels / groups, out_channels]");
        assertThatExceptionOfType(InvalidProblemException.class)
                .isThrownBy(() -> ConvolutionProblem.checkFilter(depthwise, Shape.of(3, 3), null))
                .withMessageContaining("pass [filter_height, filter_width, in_channels, channel_multiplier]");
        assertThatExceptionOfType(InvalidProblemException.class)
                .isThrownBy(() -> ConvolutionProblem.checkFilter(ordinary, Shape.of(3, 3, 0, 4), null))
                .withMessageContaining("a filter without elements computes nothing");
    }
}
