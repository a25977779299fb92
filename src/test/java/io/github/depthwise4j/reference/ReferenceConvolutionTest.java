package io.github.depthwise4j.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReferenceConvolutionTest {
    private static final int[] ONES = {1, 1, 1, 1};

    @Test
    void theWorkedExampleOfThreeByThreeComesOutAsDocumented() {
        try (Tensor input = counting(1, 3, 3, 1);
                Tensor filter = counting(2, 1, 1, 2);
                Tensor output =
                        ReferenceConvolution.depthwiseConv2d(input, filter, ONES, Padding.VALID, null, null, null)) {
            assertThat(output.shape()).isEqualTo(Shape.of(1, 2, 3, 2));
            assertThat(output.toFloatArray()).containsExactly(13, 18, 17, 24, 21, 30, 25, 36, 29, 42, 33, 48);
        }
    }

    @Test
    void theExampleOfTensorFlowsPageComesOutAsDocumented() {
        try (Tensor input = counting(1, 3, 2, 1);
                Tensor filter = counting(2, 1, 1, 2);
                Tensor output =
                        ReferenceConvolution.depthwiseConv2d(input, filter, ONES, Padding.VALID, null, null, null)) {
            assertThat(output.shape()).isEqualTo(Shape.of(1, 2, 2, 2));
            assertThat(output.toFloatArray()).containsExactly(10, 14, 14, 20, 18, 26, 22, 32);
        }
    }

    @Test
    void channelsFirstPutsTheSameNumbersIntoPlanes() {
        try (Tensor input = counting(1, 1, 3, 3);
                Tensor filter = counting(2, 1, 1, 2);
                Tensor output = ReferenceConvolution.depthwiseConv2d(
                        input, filter, ONES, Padding.VALID, DataFormat.NCHW, null, null)) {
            assertThat(output.shape()).isEqualTo(Shape.of(1, 2, 2, 3));
            assertThat(output.toFloatArray()).containsExactly(13, 17, 21, 25, 29, 33, 18, 24, 30, 36, 42, 48);
        }
    }

    @Test
    void samePaddingPutsTheOddZeroAtTheBottom() {
        // Two taps over three rows: nothing above, one zero below.
        assertThat(compute("NHWC SAME g1mb1ic1ih3iw1oc1kh2kw1", counting(3), counting(2), null))
                .containsExactly(1 + 2 * 2, 2 + 2 * 3, 3);
    }

    @Test
    void dilationSpreadsTheTaps() {
        assertThat(compute("NHWC VALID g1mb1ic1ih1iw5oc1kh1kw3dh0dw1", counting(5), counting(3), null))
                .containsExactly(1 + 2 * 3 + 3 * 5);
    }

    @Test
    void unequalStridesAdvanceEachAxisByItsOwn() {
        assertThat(compute("NHWC VALID g1mb1ic1ih3iw4oc1kh1kw1sh2sw3", counting(12), new float[] {1}, null))
                .containsExactly(1, 4, 9, 12);
    }

    @Test
    void theMultiplierIsTheFastestPartOfTheOutputChannel() {
        assertThat(compute("NHWC VALID g2mb1ic2ih1iw1oc4kh1kw1", new float[] {10, 100}, counting(4), null))
                .containsExactly(10, 20, 300, 400);
    }

    @Test
    void everyOutputChannelGetsItsOwnBias() {
        assertThat(compute(
                        "NCHW VALID g1mb1ic1ih1iw2oc2kh1kw1 bias",
                        new float[] {1, 2},
                        new float[] {1, -1},
                        new float[] {10, 20}))
                .containsExactly(11, 12, 19, 18);
    }

    @Test
    void severalBatchAxesAreKept() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC VALID mb6ic1ih1iw1oc1kh1kw1 batch=2x3");
        ReferenceResult result = ReferenceConvolution.compute(problem, counting(6), new float[] {2}, null);
        assertThat(result.shape()).isEqualTo(Shape.of(2, 3, 1, 1, 1));
        assertThat(result.toFloatArray()).containsExactly(2, 4, 6, 8, 10, 12);
    }

    @Test
    void paddingAroundAnEmptyImageGivesZeros() {
        assertThat(compute("NHWC [[0,0],[1,1],[1,1],[0,0]] mb1ic1ih0iw0oc1kh1kw2", new float[0], counting(2), null))
                .containsExactly(0, 0);
    }

    @Test
    void anEmptyBatchGivesAnEmptyTensorOfTheRightShape() {
        try (Tensor input = counting(0, 4, 6, 2);
                Tensor filter = counting(2, 2, 2, 3);
                Tensor output = ReferenceConvolution.depthwiseConv2d(
                        input, filter, new int[] {1, 2, 2, 1}, Padding.VALID, null, null, null)) {
            assertThat(output.shape()).isEqualTo(Shape.of(0, 2, 3, 6));
        }
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void batchAxesTooLongToWalkAlongEndAtOnceWhereTheOutputIsEmpty() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb2147483646ic1ih0iw1oc1000000kh1kw1");
        assertThat(ReferenceConvolution.compute(problem, new float[0], new float[1_000_000], null)
                        .elementCount())
                .isZero();
    }

    @Test
    void aNanInTheInputReachesExactlyTheWindowsThatHoldIt() {
        assertThat(compute("NHWC VALID mb1ic1ih1iw5oc1kh1kw2", new float[] {1, 1, Float.NaN, 1, 1}, counting(2), null))
                .containsExactly(3, Float.NaN, Float.NaN, 3);
    }

    @Test
    void anInfiniteTapOnThePaddingDoesNotReachTheBorder() {
        float[] filter = {Float.POSITIVE_INFINITY, 1, 1};
        assertThat(compute("NHWC SAME mb1ic1ih1iw3oc1kh1kw3", new float[] {1, 2, 3}, filter, null))
                .containsExactly(3, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
    }

    @Test
    void sumsAreKeptInDoubleAndRoundedOnce() {
        ConvolutionProblem problem = problem("NHWC VALID mb1ic1ih1iw3oc1kh1kw3");
        ReferenceResult result =
                ReferenceConvolution.compute(problem, new float[] {0x1p24f, 1, -0x1p24f}, new float[] {1, 1, 1}, null);
        assertThat(result.value(0)).isEqualTo(1);
        assertThat(result.absoluteSum(0)).isEqualTo(0x1p25 + 1);
    }

    @Test
    void theAbsoluteSumHoldsTheBiasAndLeavesOutThePadding() {
        ConvolutionProblem problem = problem("NHWC SAME mb1ic1ih1iw1oc1kh1kw3 bias");
        ReferenceResult result =
                ReferenceConvolution.compute(problem, new float[] {-2}, new float[] {100, 3, 100}, new float[] {-4});
        assertThat(result.value(0)).isEqualTo(-10);
        assertThat(result.absoluteSum(0)).isEqualTo(10);
    }

    @Test
    void conv2dAddsUpAllInputChannels() {
        try (Tensor input = counting(1, 1, 2, 2);
                Tensor filters = counting(1, 1, 2, 3);
                Tensor output = ReferenceConvolution.conv2d(input, filters, null, Padding.SAME, null, null, null)) {
            // Pixels (1, 2) and (3, 4), filters (1, 4), (2, 5) and (3, 6).
            assertThat(output.shape()).isEqualTo(Shape.of(1, 1, 2, 3));
            assertThat(output.toFloatArray()).containsExactly(9, 12, 15, 19, 26, 33);
        }
    }

    @Test
    void conv2dTakesOneStrideForBothAxesTogetherWithADilation() {
        try (Tensor input = counting(1, 1, 1, 7);
                Tensor filters = counting(1, 2, 1, 1);
                Tensor output = ReferenceConvolution.conv2d(
                        input, filters, new int[] {3}, Padding.VALID, DataFormat.NCHW, new int[] {2}, null)) {
            assertThat(output.shape()).isEqualTo(Shape.of(1, 1, 1, 2));
            assertThat(output.toFloatArray()).containsExactly(1 + 2 * 3, 4 + 2 * 6);
        }
    }

    @Test
    void conv2dTakesTheNumberOfGroupsFromTheFilter() {
        try (Tensor input = Tensor.of(new float[] {1, 10, 100, 1000}, 1, 1, 1, 4);
                Tensor filters = counting(1, 1, 2, 2);
                Tensor output = ReferenceConvolution.conv2d(input, filters, null, Padding.VALID, null, null, null)) {
            // The first filter (1, 3) sees the first two channels, the second (2, 4) the others.
            assertThat(output.toFloatArray()).containsExactly(31, 4200);
        }
    }

    @Test
    void conv2dWithOneChannelPerGroupIsADepthwiseConvolution() {
        ConvolutionProblem depthwise = problem("NHWC SAME mb2ic3ih4iw5oc6kh3kw2sh2sw1");
        ConvolutionProblem grouped = ConvolutionProblem.parse("conv2d float32 NHWC SAME g3mb2ic3ih4iw5oc6kh3kw2sh2sw1");
        assertThat(ReferenceConvolution.compute(grouped, counting(120), counting(36), null)
                        .toFloatArray())
                .isEqualTo(ReferenceConvolution.compute(depthwise, counting(120), counting(36), null)
                        .toFloatArray());
    }

    @Test
    void biasResidualAndActivationFollowTheSum() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("conv2d float32 NHWC SAME ic1ih1iw2oc1kh1kw1 bias residual relu6");
        ReferenceResult result = ReferenceConvolution.compute(
                problem, new float[] {1, 2}, new float[] {3}, new float[] {-1}, new float[] {-4, 2.5f});
        assertThat(result.toFloatArray()).containsExactly(0, 6);
        assertThat(result.sum(0)).isEqualTo(-2);
        assertThat(result.sum(1)).isEqualTo(7.5);
        assertThat(result.absoluteSum(0)).isEqualTo(8);
        assertThat(result.inheritedError(0)).isZero();
    }

    @Test
    void refusesAResidualThatIsMissing() {
        ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 NHWC SAME ic1ih1iw1oc1kh1kw1 residual");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceConvolution.compute(problem, counting(1), counting(1), null))
                .withMessageContaining("residual = null, but the problem has one");
    }

    @Test
    void agreesWithLoopsThatScatterEveryInputOnThousandsOfRandomProblems() {
        long seed = TestSettings.newSeed();
        RandomProblems problems = new RandomProblems(seed, 5_000);
        Random random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            ConvolutionProblem problem = i % 2 == 0 ? problems.next() : problems.nextConv2d();
            float[] input = integers(random, problem.inputShape());
            float[] filter = integers(random, problem.filterShape());
            float[] bias = problem.hasBias() ? integers(random, problem.biasShape()) : null;
            ReferenceResult result = ReferenceConvolution.compute(problem, input, filter, bias);
            assertThat(result.shape()).as("%s", problem).isEqualTo(problem.outputShape());
            assertThat(result.toFloatArray())
                    .as("seed %d: %s", seed, problem)
                    .isEqualTo(ScatterConvolution.compute(problem, input, filter, bias));
        }
    }

    @Test
    void refusesArraysOfAnotherLengthThanTheProblemSays() {
        ConvolutionProblem problem = problem("NHWC SAME mb1ic1ih1iw1oc1kh1kw3 bias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceConvolution.compute(problem, counting(2), counting(3), counting(1)))
                .withMessageContainingAll("input.length = 2", "1", problem.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceConvolution.compute(problem, counting(1), counting(2), counting(1)))
                .withMessageContainingAll("filter.length = 2", "3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferenceConvolution.compute(problem, counting(1), counting(3), counting(2)))
                .withMessageContainingAll("bias.length = 2", "1");
    }

    @Test
    void refusesABiasThatTheProblemDoesNotHaveAndTheOtherWayAround() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compute("NHWC SAME mb1ic1ih1iw1oc1kh1kw1", counting(1), counting(1), counting(1)))
                .withMessageContaining("bias = 1 elements, but the problem has none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compute("NHWC SAME mb1ic1ih1iw1oc1kh1kw1 bias", counting(1), counting(1), null))
                .withMessageContaining("bias = null, but the problem has one");
    }

    @Test
    void refusesWhatTheOperationRefusesAndNamesTheCall() {
        try (Tensor input = counting(1, 3, 3, 2);
                Tensor filter = counting(2, 1, 1, 2)) {
            assertThatExceptionOfType(InvalidProblemException.class)
                    .isThrownBy(() -> ReferenceConvolution.depthwiseConv2d(
                            input, filter, ONES, Padding.VALID, null, null, "block_1"))
                    .withMessageContaining("block_1")
                    .extracting(InvalidProblemException::kind)
                    .isEqualTo("depth_mismatch");
        }
    }

    @Test
    void refusesAClosedTensor() {
        try (Tensor filter = counting(2, 1, 1, 2)) {
            Tensor input = counting(1, 3, 3, 1);
            input.close();
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            ReferenceConvolution.depthwiseConv2d(input, filter, ONES, Padding.VALID, null, null, null))
                    .withMessageContaining("closed");
        }
    }

    private static float[] compute(String sizes, float[] input, float[] filter, float[] bias) {
        return ReferenceConvolution.compute(problem(sizes), input, filter, bias).toFloatArray();
    }

    private static ConvolutionProblem problem(String formatPaddingAndSizes) {
        return ConvolutionProblem.parse("depthwise_conv2d float32 " + formatPaddingAndSizes);
    }

    private static Tensor counting(long... shape) {
        return Tensor.of(counting((int) Shape.of(shape).elementCount()), shape);
    }

    private static float[] counting(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i + 1;
        }
        return values;
    }

    private static float[] integers(Random random, Shape shape) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(199) - 99;
        }
        return values;
    }
}
