package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every convolution, whatever the numbers: checked without the oracle. */
class PropertiesTest {
    private static final String SAMPLES = "io.github.depthwise4j.SampleProblems#all";
    private static final String SAMPLES_WITHOUT_BIAS = "io.github.depthwise4j.SampleProblems#withoutBias";

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void anImpulseReturnsTheFilterFlipped(ConvolutionProblem problem) {
        ConvolutionGeometry sizes = problem.geometry();
        float[] filter = Numbers.integers(problem.filterShape(), 1);
        float[] bias = Numbers.bias(problem, 2);
        int lastRow = sizes.ih() - 1;
        int lastColumn = sizes.iw() - 1;
        int[][] pixels = {{0, 0}, {0, lastColumn}, {lastRow, 0}, {lastRow, lastColumn}, {lastRow / 2, lastColumn / 2}};
        try (DepthwiseConv2d operation = Convolve.operation(problem, filter, bias)) {
            for (int[] pixel : pixels) {
                for (int channel : new int[] {0, sizes.ic() / 2, sizes.ic() - 1}) {
                    int image = sizes.mb() - 1;
                    float[] input = new float[(int) sizes.srcElements()];
                    input[Numbers.inputIndex(problem, image, channel, pixel[0], pixel[1])] = 1;
                    Numbers.assertEqual(
                            "impulse in image " + image + ", channel " + channel + ", pixel " + Arrays.toString(pixel),
                            Convolve.run(operation, problem, input),
                            impulseResponse(problem, filter, bias, image, channel, pixel));
                }
            }
        }
    }

    /** Every output that sees the pixel sees it under one tap of the filter, and shows that tap. */
    private static float[] impulseResponse(
            ConvolutionProblem problem, float[] filter, float[] bias, int image, int channel, int[] pixel) {
        ConvolutionGeometry sizes = problem.geometry();
        float[] response = new float[(int) sizes.dstElements()];
        for (int n = 0; n < sizes.mb(); n++) {
            for (int oc = 0; oc < sizes.oc(); oc++) {
                for (int row = 0; row < sizes.oh(); row++) {
                    for (int column = 0; column < sizes.ow(); column++) {
                        int tapRow = tap(sizes.height(), row, pixel[0]);
                        int tapColumn = tap(sizes.width(), column, pixel[1]);
                        boolean seen =
                                n == image && oc / sizes.ocPerGroup() == channel && tapRow >= 0 && tapColumn >= 0;
                        response[Numbers.outputIndex(problem, n, oc, row, column)] = (bias == null ? 0 : bias[oc])
                                + (seen ? filter[(tapRow * sizes.kw() + tapColumn) * sizes.oc() + oc] : 0);
                    }
                }
            }
        }
        return response;
    }

    /** The tap under which the window of an output has an input position, or -1. */
    private static int tap(SpatialAxis axis, int output, int input) {
        int distance = input + axis.padBefore() - output * axis.stride();
        boolean onTap = distance >= 0 && distance % axis.dilation() == 0 && distance / axis.dilation() < axis.filter();
        return onTap ? distance / axis.dilation() : -1;
    }

    @ParameterizedTest
    @MethodSource(SAMPLES_WITHOUT_BIAS)
    void theResultIsLinearInTheInput(ConvolutionProblem problem) {
        float[] filter = Numbers.integers(problem.filterShape(), 3);
        float[] a = Numbers.integers(problem.inputShape(), 4);
        float[] b = Numbers.integers(problem.inputShape(), 5);
        try (DepthwiseConv2d operation = Convolve.operation(problem, filter, null)) {
            float[] ofA = Convolve.run(operation, problem, a);
            float[] ofB = Convolve.run(operation, problem, b);
            Numbers.assertEqual("of a + b", Convolve.run(operation, problem, Numbers.sum(a, b)), Numbers.sum(ofA, ofB));
            Numbers.assertEqual(
                    "of -3a", Convolve.run(operation, problem, Numbers.times(-3, a)), Numbers.times(-3, ofA));
        }
    }

    @ParameterizedTest
    @MethodSource(SAMPLES_WITHOUT_BIAS)
    void theResultIsLinearInTheFilter(ConvolutionProblem problem) {
        float[] input = Numbers.integers(problem.inputShape(), 6);
        float[] a = Numbers.integers(problem.filterShape(), 7);
        float[] b = Numbers.integers(problem.filterShape(), 8);
        float[] ofA = Convolve.run(problem, input, a, null);
        float[] ofB = Convolve.run(problem, input, b, null);
        Numbers.assertEqual("of a + b", Convolve.run(problem, input, Numbers.sum(a, b), null), Numbers.sum(ofA, ofB));
        Numbers.assertEqual("of 5a", Convolve.run(problem, input, Numbers.times(5, a), null), Numbers.times(5, ofA));
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void movingTheImageByOneStrideMovesTheResultByOnePixel(ConvolutionProblem problem) {
        ConvolutionGeometry sizes = problem.geometry();
        SpatialAxis height = sizes.height();
        SpatialAxis width = sizes.width();
        float[] input = Numbers.integers(problem.inputShape(), 9);
        float[] moved = new float[input.length];
        for (int n = 0; n < sizes.mb(); n++) {
            for (int channel = 0; channel < sizes.ic(); channel++) {
                for (int row = height.stride(); row < sizes.ih(); row++) {
                    for (int column = width.stride(); column < sizes.iw(); column++) {
                        moved[Numbers.inputIndex(problem, n, channel, row, column)] = input[
                                Numbers.inputIndex(
                                        problem, n, channel, row - height.stride(), column - width.stride())];
                    }
                }
            }
        }
        float[] filter = Numbers.integers(problem.filterShape(), 10);
        float[] bias = Numbers.bias(problem, 11);
        try (DepthwiseConv2d operation = Convolve.operation(problem, filter, bias)) {
            float[] before = Convolve.run(operation, problem, input);
            float[] after = Convolve.run(operation, problem, moved);
            for (int n = 0; n < sizes.mb(); n++) {
                for (int oc = 0; oc < sizes.oc(); oc++) {
                    for (int row = 1; row < sizes.oh() && staysInside(height, row); row++) {
                        for (int column = 1; column < sizes.ow() && staysInside(width, column); column++) {
                            assertThat(after[Numbers.outputIndex(problem, n, oc, row, column)])
                                    .isEqualTo(before[Numbers.outputIndex(problem, n, oc, row - 1, column - 1)]);
                        }
                    }
                }
            }
        }
    }

    /**
     * Whether the window ends before the end of the image, behind which the moved image has lost what the other one
     * has.
     */
    private static boolean staysInside(SpatialAxis axis, int output) {
        return axis.position(output, axis.filter() - 1) < axis.input();
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void channelsDoNotMix(ConvolutionProblem problem) {
        ConvolutionGeometry sizes = problem.geometry();
        float[] filter = Numbers.randoms(problem.filterShape(), 12);
        float[] bias = Numbers.bias(problem, 13);
        float[] input = Numbers.randoms(problem.inputShape(), 14);
        try (DepthwiseConv2d operation = Convolve.operation(problem, filter, bias)) {
            float[] before = Convolve.run(operation, problem, input);
            for (int channel : new int[] {0, sizes.ic() / 2, sizes.ic() - 1}) {
                float[] changed = input.clone();
                for (int n = 0; n < sizes.mb(); n++) {
                    for (int row = 0; row < sizes.ih(); row++) {
                        for (int column = 0; column < sizes.iw(); column++) {
                            changed[Numbers.inputIndex(problem, n, channel, row, column)] = 1e30f;
                        }
                    }
                }
                float[] after = Convolve.run(operation, problem, changed);
                for (int oc = 0; oc < sizes.oc(); oc++) {
                    boolean own = oc / sizes.ocPerGroup() == channel;
                    assertThat(sameBits(problem, oc, before, after))
                            .as("input channel %d changed, output channel %d is the same", channel, oc)
                            .isEqualTo(!own);
                }
            }
        }
    }

    private static boolean sameBits(ConvolutionProblem problem, int oc, float[] a, float[] b) {
        ConvolutionGeometry sizes = problem.geometry();
        boolean same = true;
        for (int n = 0; n < sizes.mb(); n++) {
            for (int row = 0; row < sizes.oh(); row++) {
                for (int column = 0; column < sizes.ow(); column++) {
                    int index = Numbers.outputIndex(problem, n, oc, row, column);
                    same &= Float.floatToRawIntBits(a[index]) == Float.floatToRawIntBits(b[index]);
                }
            }
        }
        return same;
    }

    @ParameterizedTest
    @MethodSource(SAMPLES)
    void aPlanCanBeUsedAgainWithOtherData(ConvolutionProblem problem) {
        float[] filter = Numbers.randoms(problem.filterShape(), 15);
        float[] bias = Numbers.bias(problem, 16);
        float[] first = Numbers.randoms(problem.inputShape(), 17);
        float[] second = Numbers.randoms(problem.inputShape(), 18);
        try (DepthwiseConv2d operation = Convolve.operation(problem, filter, bias)) {
            float[] ofFirst = Convolve.run(operation, problem, first);
            float[] ofSecond = Convolve.run(operation, problem, second);
            assertWithinBound(problem, first, filter, bias, ofFirst);
            assertWithinBound(problem, second, filter, bias, ofSecond);
            assertThat(Convolve.run(operation, problem, first)).isEqualTo(ofFirst);
            assertThat(Convolve.run(problem, second, filter, bias)).isEqualTo(ofSecond);
        }
    }

    private static void assertWithinBound(
            ConvolutionProblem problem, float[] input, float[] filter, float[] bias, float[] actual) {
        ErrorBound bound = ErrorBound.of(problem);
        ReferenceResult expected = ReferenceConvolution.compute(problem, input, filter, bias);
        for (int i = 0; i < actual.length; i++) {
            assertThat(bound.accepts(actual[i], expected.value(i), expected.absoluteSum(i)))
                    .as("output %d is %s, expected %s", i, actual[i], expected.value(i))
                    .isTrue();
        }
    }
}
