package io.github.depthwise4j.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of activations, of fused and of separable problems, and what is refused of them. */
class SeparableTextTest {
    private static final String DEPTHWISE =
            "depthwise_conv2d float32 NHWC SAME g3mb1ic3ih4iw5oc6oh4ow5kh3kw3" + "sh1sw1ph1pw1dh0dw0 bias relu6";
    private static final String POINTWISE =
            "conv2d float32 NHWC VALID g1mb1ic6ih4iw5oc8oh4ow5kh1kw1" + "sh1sw1ph0pw0dh0dw0 residual leaky_relu(0.1)";

    @Test
    void bothPartsAreWrittenAndReadBack() {
        SeparableProblem problem = SeparableProblem.of(
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, DataFormat.NHWC, null, null),
                DataType.FLOAT32,
                Shape.of(1, 4, 5, 3),
                Shape.of(3, 3, 3, 2),
                Shape.of(1, 1, 6, 8),
                new Fusion(true, false, Activation.RELU6),
                new Fusion(false, true, Activation.leakyRelu(0.1f)));
        assertThat(problem).hasToString(DEPTHWISE + " then " + POINTWISE);
        assertThat(SeparableProblem.parse(problem.toString())).isEqualTo(problem);
        assertThat(Problem.parse(problem.toString())).isEqualTo(problem);
        assertThat(problem.outputShape()).isEqualTo(Shape.of(1, 4, 5, 8));
        assertThat(problem.inputShape()).isEqualTo(Shape.of(1, 4, 5, 3));
    }

    @Test
    void thousandsOfFusedProblemsOfAllOperationsAreReadBack() {
        long seed = TestSettings.newSeed();
        RandomProblems problems = new RandomProblems(seed, 10_000, true);
        for (int i = 0; i < 1_500; i++) {
            for (Problem problem : new Problem[] {problems.next(), problems.nextConv2d(), problems.nextSeparable()}) {
                assertThat(Problem.parse(problem.toString()))
                        .as("seed %d: %s", seed, problem)
                        .isEqualTo(problem);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", " then conv2d ", "a\" then conv2d b", "ends with \\", "\\\" then conv2d \"\\"})
    void anyNameIsReadBack(String name) {
        SeparableProblem problem = SeparableProblem.of(
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, null, null, name),
                DataType.FLOAT32,
                Shape.of(1, 2, 2, 1),
                Shape.of(1, 1, 1, 1),
                Shape.of(1, 1, 1, 1),
                Fusion.NONE,
                Fusion.NONE);
        assertThat(Problem.parse(problem.toString())).isEqualTo(problem);
        assertThat(Problem.parse(problem.depthwise().toString())).isEqualTo(problem.depthwise());
        assertThat(problem.unnamed().toString()).doesNotContain("n\"");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", DEPTHWISE, DEPTHWISE + " then ", DEPTHWISE + " then depthwise_conv2d x"})
    void whatIsNotTwoConvolutionsIsRefused(String line) {
        assertThat(kindOf(() -> SeparableProblem.parse(line))).isEqualTo("text");
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThat(kindOf(() -> SeparableProblem.parse(DEPTHWISE + " then " + POINTWISE.replace("ic6", "ic5"))))
                .isEqualTo("pointwise");
        assertThat(kindOf(() ->
                        SeparableProblem.parse(DEPTHWISE + " then conv2d float32 NHWC VALID g2mb1ic6ih4iw5oc8kh1kw1")))
                .isEqualTo("pointwise");
        assertThat(kindOf(() ->
                        SeparableProblem.parse(DEPTHWISE + " then conv2d float32 NHWC SAME mb1ic6ih4iw5oc8kh3kw3")))
                .isEqualTo("pointwise");
        assertThat(kindOf(() -> SeparableProblem.parse(DEPTHWISE.replace("bias", "residual") + " then " + POINTWISE)))
                .isEqualTo("pointwise");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "relu",
                "relu6",
                "leaky_relu(0.2)",
                "leaky_relu(-1.5E-4)",
                "clip(-1.0,1.0)",
                "clip(-Infinity,0.5)",
                "clip(0.0,Infinity)",
                "elu",
                "sigmoid",
                "swish",
                "hard_swish",
                "hard_sigmoid",
                "tanh",
                "gelu_tanh",
                "gelu_erf"
            })
    void anActivationIsReadBackFromItsText(String text) {
        assertThat(Activation.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Relu",
                "scale",
                "relu(1)",
                "leaky_relu",
                "leaky_relu()",
                "leaky_relu(a)",
                "leaky_relu(1,2)",
                "leaky_relu(Infinity)",
                "leaky_relu(1e99)",
                "leaky_relu(NaN)",
                "leaky_relu(1-2)",
                "clip(1)",
                "clip(2,1)",
                "clip(1,2,3)",
                "clip(1, 2)",
                "relu6 ",
                "tanh()"
            })
    void aTextThatNamesNoActivationIsRefused(String text) {
        InvalidProblemException refusal =
                catchThrowableOfType(InvalidProblemException.class, () -> Activation.parse(text));
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).isEqualTo("activation");
        assertThat(refusal).hasMessageContainingAll("activation = ", ", but ");
    }

    @Test
    void parametersThatMeanNothingAreRefused() {
        assertThat(kindOf(() -> Activation.leakyRelu(Float.NaN))).isEqualTo("activation");
        assertThat(kindOf(() -> Activation.clip(1, Float.NaN))).isEqualTo("activation");
        assertThat(kindOf(() -> new Activation(Activation.Kind.RELU, 1, 0))).isEqualTo("activation");
        assertThat(kindOf(() -> new Activation(Activation.Kind.LEAKY_RELU, 1, 1)))
                .isEqualTo("activation");
    }

    @Test
    void conv2dTakesStridesAndDilationsInAllOfTensorFlowsForms() {
        for (DataFormat format : DataFormat.values()) {
            int[] four = format == DataFormat.NHWC ? new int[] {1, 2, 3, 1} : new int[] {1, 1, 2, 3};
            assertThat(conv2d(four, format, null)).isEqualTo(conv2d(new int[] {2, 3}, format, new int[] {1}));
            assertThat(conv2d(null, format, four)).isEqualTo(conv2d(new int[] {1, 1, 1, 1}, format, new int[] {2, 3}));
            assertThat(conv2d(new int[] {2}, format, new int[] {3}).strideWidth())
                    .isEqualTo(2);
            assertThat(conv2d(new int[] {2}, format, new int[] {3}).dilationWidth())
                    .isEqualTo(3);
        }
    }

    @Test
    void conv2dRefusesOtherForms() {
        for (int[] wrong : new int[][] {{}, {1, 1, 1}, {1, 1, 1, 1, 1}, {2, 1, 1, 1}, {1, 1, 1, 2}, {0}, {1, -1}}) {
            assertThat(kindOf(() -> conv2d(wrong, DataFormat.NHWC, null))).isEqualTo("strides");
            assertThat(kindOf(() -> conv2d(null, DataFormat.NHWC, wrong))).isEqualTo("dilations");
        }
        assertThat(kindOf(() -> conv2d(new int[] {1, 2, 1, 1}, DataFormat.NCHW, null)))
                .isEqualTo("strides");
    }

    private static ConvolutionParameters conv2d(int[] strides, DataFormat format, int[] dilations) {
        return ConvolutionParameters.conv2d(strides, Padding.SAME, format, dilations, null);
    }

    private static String kindOf(ThrowingCallable call) {
        InvalidProblemException refusal = catchThrowableOfType(InvalidProblemException.class, call);
        assertThat(refusal).isNotNull();
        return refusal.kind();
    }
}
