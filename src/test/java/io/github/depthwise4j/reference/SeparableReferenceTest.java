package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeparableReferenceTest {
    private static final int[] ONES = {1, 1, 1, 1};

    /** One row of two columns and two channels; each channel's taps add up both columns, tap weights 1 and 10. */
    @Test
    void theSecondFilterMixesTheChannelsOfTheFirst() {
        try (Tensor input = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2);
                Tensor depthwise = Tensor.of(new float[] {1, 1, 10, 10}, 1, 2, 2, 1);
                Tensor pointwise = Tensor.of(new float[] {1, 0, -1, 0, 1, 100}, 1, 1, 2, 3);
                Tensor output = ReferenceConvolution.separableConv2d(
                        input, depthwise, pointwise, ONES, Padding.VALID, null, null, null)) {
            // First 1 + 30 and 2 + 40, then the mixtures.
            assertThat(output.shape()).isEqualTo(Shape.of(1, 1, 1, 3));
            assertThat(output.toFloatArray()).containsExactly(31, 42, -31 + 4200);
        }
    }

    @Test
    void channelsFirstPutsTheSameNumbersIntoPlanes() {
        try (Tensor input = Tensor.of(new float[] {1, 3, 2, 4}, 1, 2, 1, 2);
                Tensor depthwise = Tensor.of(new float[] {1, 1}, 1, 1, 2, 1);
                Tensor pointwise = Tensor.of(new float[] {1, 1, 1, -1}, 1, 1, 2, 2);
                Tensor output = ReferenceConvolution.separableConv2d(
                        input, depthwise, pointwise, ONES, Padding.SAME, DataFormat.NCHW, null, null)) {
            assertThat(output.shape()).isEqualTo(Shape.of(1, 2, 1, 2));
            assertThat(output.toFloatArray()).containsExactly(3, 7, -1, -1);
        }
    }

    @Test
    void biasesActivationsAndTheResidualComeInTheirOrder() {
        SeparableProblem problem =
                SeparableProblem.parse("depthwise_conv2d float32 NHWC VALID ic2ih1iw1oc2kh1kw1 bias relu then "
                        + "conv2d float32 NHWC VALID ic2ih1iw1oc1kh1kw1 bias residual relu6");
        // relu(2 * 3 - 1) = 5 and relu(1 * 1 - 4) = 0; 5 * 0.5 + 0 * 100 + 1 + 0.25 = 3.75.
        assertThat(compute(problem, 0.25f).toFloatArray()).containsExactly(3.75f);
        assertThat(compute(problem, 9).toFloatArray()).containsExactly(6);
        assertThat(compute(problem, -9).toFloatArray()).containsExactly(0);
        assertThat(compute(problem, 9).sum(0)).isEqualTo(12.5);
        assertThat(compute(problem, -9).absoluteSum(0)).isEqualTo(2.5 + 1 + 9);
    }

    private static ReferenceResult compute(SeparableProblem problem, float residual) {
        return ReferenceConvolution.compute(
                problem,
                new float[] {2, 1},
                new float[] {3, 1},
                new float[] {-1, -4},
                new float[] {0.5f, 100},
                new float[] {1},
                new float[] {residual});
    }

    @Test
    void whatPassesBetweenIsNotRounded() {
        SeparableProblem problem = SeparableProblem.parse("depthwise_conv2d float32 NHWC VALID ic1ih1iw2oc1kh1kw2 then "
                + "conv2d float32 NHWC VALID ic1ih1iw1oc1kh1kw1 bias");
        ReferenceResult result = ReferenceConvolution.compute(
                problem,
                new float[] {0x1p30f, 1},
                new float[] {1, 1},
                null,
                new float[] {1},
                new float[] {-0x1p30f},
                null);
        assertThat(result.value(0)).isEqualTo(1);
    }

    /** The first part may be off by its bound, and the weights of the second pass that on. */
    @Test
    void theErrorOfTheFirstPartIsInherited() {
        SeparableProblem problem = SeparableProblem.parse("depthwise_conv2d float32 NHWC VALID ic2ih1iw1oc2kh1kw1 then "
                + "conv2d float32 NHWC VALID ic2ih1iw1oc1kh1kw1");
        ReferenceResult result = ReferenceConvolution.compute(
                problem, new float[] {1, 1}, new float[] {3, 5}, null, new float[] {100, -1000}, null, null);
        double first = ErrorBound.ofTerms(1).of(3) * 100 + ErrorBound.ofTerms(1).of(5) * 1000;
        assertThat(result.inheritedError(0)).isEqualTo(first);
        assertThat(result.value(0)).isEqualTo(-4700);
        ErrorBound bound = ErrorBound.of(problem);
        double expected = first + ErrorBound.ofTerms(2).of(5300);
        assertThat(bound.of(result, 0)).isBetween(expected, expected * (1 + 1e-6));
        assertThat(bound.accepts((float) (-4700 + 0.6 * expected), result, 0)).isTrue();
        assertThat(bound.accepts((float) (-4700 + 1.6 * expected), result, 0)).isFalse();
    }

    @Test
    void aFirstPartThatMayOverflowLeavesNothingToSay() {
        SeparableProblem problem = SeparableProblem.parse("depthwise_conv2d float32 NHWC VALID ic1ih1iw2oc1kh1kw2 then "
                + "conv2d float32 NHWC VALID ic1ih1iw1oc1kh1kw1");
        float large = Float.MAX_VALUE;
        for (float weight : new float[] {1e-10f, 0}) {
            ReferenceResult result = ReferenceConvolution.compute(
                    problem, new float[] {large, large}, new float[] {1, 1}, null, new float[] {weight}, null, null);
            assertThat(ErrorBound.of(problem).of(result, 0)).isInfinite();
        }
    }

    @Test
    void agreesWithTwoScattersInARowOnRandomIntegers() {
        long seed = TestSettings.newSeed();
        RandomProblems problems = new RandomProblems(seed, 3_000);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            SeparableProblem problem = problems.nextSeparable();
            float[] input = integers(random, problem.inputShape());
            float[] first = integers(random, problem.depthwise().filterShape());
            float[] firstBias = problem.depthwise().hasBias()
                    ? integers(random, problem.depthwise().biasShape())
                    : null;
            float[] second = integers(random, problem.pointwise().filterShape());
            float[] secondBias = problem.pointwise().hasBias()
                    ? integers(random, problem.pointwise().biasShape())
                    : null;
            float[] between = ScatterConvolution.compute(problem.depthwise(), input, first, firstBias);
            assertThat(ReferenceConvolution.compute(problem, input, first, firstBias, second, secondBias, null)
                            .toFloatArray())
                    .as("seed %d: %s", seed, problem)
                    .isEqualTo(ScatterConvolution.compute(problem.pointwise(), between, second, secondBias));
        }
    }

    private static float[] integers(Random random, Shape shape) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(9) - 4;
        }
        return values;
    }

    @Test
    void refusesAPointwiseFilterThatDoesNotFit() {
        try (Tensor input = Tensor.of(new float[4], 1, 1, 1, 4);
                Tensor depthwise = Tensor.of(new float[4], 1, 1, 4, 1);
                Tensor pointwise = Tensor.of(new float[4], 1, 1, 2, 2)) {
            assertThatExceptionOfType(InvalidProblemException.class)
                    .isThrownBy(() -> ReferenceConvolution.separableConv2d(
                            input, depthwise, pointwise, ONES, Padding.SAME, null, null, "block"))
                    .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo("pointwise"))
                    .withMessageContainingAll("block", "must be in_channels * channel_multiplier");
        }
    }

    @Test
    void refusesArgumentsThatAreNotThoseOfTheProblem() {
        SeparableProblem problem = SeparableProblem.parse("depthwise_conv2d float32 NHWC VALID ic1ih1iw1oc1kh1kw1 then "
                + "conv2d float32 NHWC VALID ic1ih1iw1oc1kh1kw1 residual");
        float[] one = {1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceConvolution.compute(problem, one, one, null, one, null, null))
                .withMessageContaining("residual = null, but the problem has one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceConvolution.compute(problem, one, one, one, one, null, one))
                .withMessageContaining("bias = 1 elements, but the problem has none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceConvolution.compute(problem, one, one, null, one, null, new float[2]))
                .withMessageContaining("residual.length = 2, but must be 1");
    }
}
