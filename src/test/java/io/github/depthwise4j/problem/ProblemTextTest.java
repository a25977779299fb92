package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTextTest {
    private static final String LINE = "depthwise_conv2d float32 NHWC SAME"
            + " g32mb1ic32ih112iw112oc32oh112ow112kh3kw3sh1sw1ph1pw1dh0dw0 n\"name\"";

    @Test
    void theDocumentedLineIsReadAndWrittenAsItStands() {
        ConvolutionProblem problem = ConvolutionProblem.parse(LINE);
        assertThat(problem)
                .isEqualTo(new ConvolutionProblem(
                        ConvolutionParameters.depthwiseConv2d(
                                new int[] {1, 1, 1, 1}, Padding.SAME, DataFormat.NHWC, null, "name"),
                        DataType.FLOAT32,
                        Shape.of(1, 112, 112, 32),
                        Shape.of(3, 3, 32, 1),
                        false))
                .hasToString(LINE);
    }

    @Test
    void everyPartThatAppliesIsWritten() {
        ConvolutionProblem problem = new ConvolutionProblem(
                ConvolutionParameters.depthwiseConv2d(
                        new int[] {1, 1},
                        Padding.explicit(new int[][] {{0, 0}, {0, 0}, {1, 2}, {3, 4}}),
                        DataFormat.NCHW,
                        new int[] {2, 3},
                        "a b"),
                DataType.FLOAT32,
                Shape.of(2, 3, 1, 5, 7),
                Shape.of(2, 2, 1, 4),
                true);
        assertThat(problem)
                .hasToString("depthwise_conv2d float32 NCHW [[0,0],[0,0],[1,2],[3,4]]"
                        + " g1mb6ic1ih5iw7oc4oh6ow11kh2kw2sh1sw1ph1pw3dh1dw2 batch=2x3 bias n\"a b\"");
    }

    @Test
    void thousandsOfRandomProblemsAreReadBackFromTheirText() {
        long seed = TestSettings.newSeed();
        RandomProblems problems = new RandomProblems(seed);
        for (int i = 0; i < 5_000; i++) {
            ConvolutionProblem problem = problems.next();
            assertThat(ConvolutionProblem.parse(problem.toString()))
                    .as("seed %d, problem %d: %s", seed, i, problem)
                    .isEqualTo(problem);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "block_1/depthwise",
                "two words",
                "\"",
                "\\",
                "\\\"",
                "\\u0041",
                "ends with \\",
                "a\" bias n\"b",
                "line\nbreak\r\t\u0000\u0085\u2028\u2029",
                "é漢\uD83D\uDE00",
                " ",
                "n\"x\""
            })
    void anyNameIsReadBackFromOneLine(String name) {
        ConvolutionProblem problem = named(name);
        assertThat(problem.toString().lines()).hasSize(1);
        assertThat(ConvolutionProblem.parse(problem.toString()).parameters().name())
                .isEqualTo(name);
    }

    @Test
    void aVeryLongNameIsReadBack() {
        ConvolutionProblem problem = named("\"\\x".repeat(100_000));
        assertThat(ConvolutionProblem.parse(problem.toString())).isEqualTo(problem);
    }

    @Test
    void paddingOfTenDigitsIsReadBack() {
        ConvolutionProblem problem = new ConvolutionProblem(
                ConvolutionParameters.depthwiseConv2d(
                        new int[] {2_000_000_000, 1},
                        Padding.explicit(new int[][] {{0, 0}, {2_000_000_000, 5}, {0, 0}, {0, 0}}),
                        null,
                        null,
                        null),
                DataType.FLOAT32,
                Shape.of(1, 1, 1, 1),
                Shape.of(1, 1, 1, 1),
                false);
        assertThat(ConvolutionProblem.parse(problem.toString())).isEqualTo(problem);
    }

    @Test
    void sizesMayComeInAnyOrderAndDefaultsBeLeftOut() {
        ConvolutionProblem problem = ConvolutionProblem.parse(
                "  depthwise_conv2d   float32 NHWC [[0, 0], [1, 1], [1, 1], [0, 0]] oc8kw3kh3iw5ih5ic4  ");
        assertThat(problem.inputShape()).isEqualTo(Shape.of(1, 5, 5, 4));
        assertThat(problem.filterShape()).isEqualTo(Shape.of(3, 3, 4, 2));
        assertThat(problem.outputShape()).isEqualTo(Shape.of(1, 5, 5, 8));
    }

    @Test
    void problemsThatDifferInTheirNameOnlyAreEqualWithoutIt() {
        assertThat(named("a")).isNotEqualTo(named("b"));
        assertThat(named("a").unnamed()).isEqualTo(named("b").unnamed());
        assertThat(named("a").unnamed().toString()).doesNotContain("n\"");
        assertThat(named("").unnamed()).isEqualTo(named("a").unnamed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "depthwise_conv2d",
                "conv7d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1",
                "depthwise_conv2d int7 NHWC SAME mb1ic1ih1iw1oc1kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1hs2",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw11111111111",
                "depthwise_conv2d float32 NHWC SAME mb1ic2ih1iw1oc3kh1kw1",
                "depthwise_conv2d float32 NHWC SAME g2mb1ic4ih1iw1oc4kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic0ih1iw1oc3kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1sh9999999999",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1dh2147483647",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1oh2kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh3kw1ph0",
                "depthwise_conv2d float32 NHWC SAME mb6ic1ih1iw1oc1kh1kw1 batch=2x2",
                "depthwise_conv2d float32 NHWC SAME mb6ic1ih1iw1oc1kh1kw1 batch=6",
                "depthwise_conv2d float32 NHWC SAME mb6ic1ih1iw1oc1kh1kw1 batch=2x",
                "depthwise_conv2d float32 NHWC SAME mb6ic1ih1iw1oc1kh1kw1 batch=99999999999999999999x1",
                "depthwise_conv2d float32 NHWC SAME mb6ic1ih1iw1oc1kh1kw1 batch=9999999999x9999999999x9999999999",
                "depthwise_conv2d float32 NHWC SAME mb2147483647ic1ih1iw1oc1kh1kw1 batch=9999999999x9999999999",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh9999999999kw9999999999",
                "depthwise_conv2d float32 NHWC SAME mb9999999999ic1ih9999999999iw1oc1kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1 relu relu",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1 n\"a",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1 n\"a\"b\"",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1 n\"a\\\"",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1 n\"\\u12\"",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1 n\"\\u12x4\""
            })
    void aLineThatCannotBeReadIsRefusedAndQuoted(String line) {
        InvalidProblemException exception =
                catchThrowableOfType(InvalidProblemException.class, () -> ConvolutionProblem.parse(line));
        assertThat(exception).isNotNull();
        assertThat(exception.kind()).isEqualTo("text");
        assertThat(exception).hasMessageContainingAll("problem line = " + line, ", but ", "paste a line");
    }

    @Test
    void noLineAtAllIsRefused() {
        InvalidProblemException exception =
                catchThrowableOfType(InvalidProblemException.class, () -> ConvolutionProblem.parse(null));
        assertThat(exception.kind()).isEqualTo("text");
    }

    @Test
    void aReadableLineOfARefusedProblemIsRefusedByItsRule() {
        assertKind("depthwise_conv2d float32 NWHC SAME mb1ic1ih1iw1oc1kh1kw1", "data_format");
        assertKind("depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1 scale", "activation");
        assertKind("conv2d float32 NHWC SAME g2mb1ic4ih1iw1oc3kh1kw1", "groups");
        assertKind("depthwise_conv2d float32 NHWC same mb1ic1ih1iw1oc1kh1kw1", "padding");
        assertKind("depthwise_conv2d float32 NHWC [[0,0],[1,1]] mb1ic1ih1iw1oc1kh1kw1", "padding");
        assertKind("depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1sh0", "strides");
        assertKind("depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw1oc1kh1kw1sh2dh1", "stride_and_dilation");
        assertKind("depthwise_conv2d float32 NHWC VALID mb1ic1ih1iw1oc1kh2kw1", "negative_output");
        assertKind("depthwise_conv2d float32 NHWC VALID mb1ic1ih1iw1oc1kh0kw1", "empty_filter");
        assertKind("depthwise_conv2d float32 NHWC VALID mb1ic1ih9999999999iw1oc1kh1kw1", "size");
    }

    private static void assertKind(String line, String kind) {
        assertThat(catchThrowableOfType(InvalidProblemException.class, () -> ConvolutionProblem.parse(line))
                        .kind())
                .as(line)
                .isEqualTo(kind);
    }

    private static ConvolutionProblem named(String name) {
        return new ConvolutionProblem(
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, null, null, name),
                DataType.FLOAT32,
                Shape.of(1, 2, 3, 4),
                Shape.of(1, 2, 4, 2),
                false);
    }
}
