package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Numbers that are none, that are infinite, that are nearly nothing.
 *
 * <p>NaN and infinity in the input reach exactly the outputs whose window contains them. In the filter, they reach
 * exactly the outputs for which their tap is inside the image. If the tap is on the padding, the output may be NaN too:
 * some implementations of oneDNN skip such taps, as the oracle does; others multiply them by a zero, as TensorFlow
 * does.
 *
 * <p>The sign of a zero is not promised: a sum of zeros can be -0.
 */
class SpecialValuesTest {
    private static final float[] SPECIAL = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};

    static Stream<ConvolutionProblem> problems() {
        RandomProblems random = new RandomProblems(TestSettings.SEED, 5_000);
        // Windows that contain all columns are computed as a matrix product.
        Stream<ConvolutionProblem> narrow = Stream.of(
                        "SAME mb2ic1ih9iw2oc1kh3kw3",
                        "SAME mb3ic1ih2iw2oc2kh4kw3",
                        "[[0,0],[1,0],[4,4],[0,0]] mb1ic1ih9iw1oc3kh3kw5sw2",
                        "[[0,0],[0,0],[4,4],[0,0]] mb1ic1ih9iw3oc1kh3kw3dw2")
                .map(sizes -> ConvolutionProblem.parse("depthwise_conv2d float32 NHWC " + sizes));
        return Stream.concat(
                Stream.concat(SampleProblems.all(), narrow),
                Stream.generate(random::next)
                        .filter(problem -> problem.inputShape().elementCount() > 0)
                        .filter(problem -> problem.outputShape().elementCount() > 0)
                        .limit(300));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aSpecialInputReachesTheOutputsWhoseWindowHoldsIt(ConvolutionProblem problem) {
        float[] input = Numbers.randoms(problem.inputShape(), 1);
        float[] filter = Numbers.randoms(problem.filterShape(), 2);
        float[] bias = Numbers.bias(problem, 3);
        Random random = new Random(4);
        try (DepthwiseConv2d operation = Convolve.operation(problem, filter, bias)) {
            for (float special : SPECIAL) {
                float[] changed = input.clone();
                changed[random.nextInt(changed.length)] = special;
                changed[random.nextInt(changed.length)] = special;
                assertAsTheOracle(
                        special + " in the input",
                        problem,
                        changed,
                        filter,
                        bias,
                        Convolve.run(operation, problem, changed));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aSpecialTapReachesTheOutputsForWhichItLiesInsideTheImage(ConvolutionProblem problem) {
        float[] input = Numbers.randoms(problem.inputShape(), 5);
        float[] filter = Numbers.randoms(problem.filterShape(), 6);
        float[] bias = Numbers.bias(problem, 7);
        Random random = new Random(8);
        for (float special : SPECIAL) {
            // The first tap is on the padding before the image, the last one on the padding after it.
            for (int tap : new int[] {0, random.nextInt(filter.length), filter.length - 1}) {
                float[] changed = filter.clone();
                changed[tap] = special;
                assertAsOneOfTheOracles(
                        special + " in tap " + tap,
                        problem,
                        input,
                        changed,
                        bias,
                        Convolve.run(problem, input, changed, bias));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void theBiasSpreadsOverItsChannel(ConvolutionProblem problem) {
        if (!problem.hasBias()) {
            problem = new ConvolutionProblem(
                    problem.parameters(), problem.dataType(), problem.inputShape(), problem.filterShape(), true);
        }
        float[] input = Numbers.randoms(problem.inputShape(), 9);
        float[] filter = Numbers.randoms(problem.filterShape(), 10);
        float[] bias = Numbers.bias(problem, 11);
        bias[bias.length / 2] = Float.NaN;
        bias[0] = Float.NEGATIVE_INFINITY;
        assertAsTheOracle("special bias", problem, input, filter, bias, Convolve.run(problem, input, filter, bias));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void subnormalNumbersAreNotFlushedToZero(ConvolutionProblem problem) {
        float[] input = Numbers.times(0x1p-135f, Numbers.randoms(problem.inputShape(), 12));
        float[] filter = Numbers.randoms(problem.filterShape(), 13);
        float[] bias = problem.hasBias() ? Numbers.times(0x1p-140f, Numbers.bias(problem, 14)) : null;
        assertAsTheOracle("subnormal input", problem, input, filter, bias, Convolve.run(problem, input, filter, bias));
        float[] products = Numbers.times(0x1p-70f, Numbers.randoms(problem.inputShape(), 15));
        float[] small = Numbers.times(0x1p-65f, filter);
        assertAsTheOracle(
                "subnormal products", problem, products, small, bias, Convolve.run(problem, products, small, bias));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void zerosOfEitherSignGiveAZeroOfEitherSign(ConvolutionProblem problem) {
        float[] input = new float[(int) problem.inputShape().elementCount()];
        Arrays.fill(input, -0f);
        float[] filter = Numbers.randoms(problem.filterShape(), 16);
        float[] bias = problem.hasBias() ? new float[(int) problem.biasShape().elementCount()] : null;
        for (float value : Convolve.run(problem, input, filter, bias)) {
            assertThat(value == 0).as("%s is a zero", value).isTrue();
        }
    }

    private static void assertAsTheOracle(
            String what, ConvolutionProblem problem, float[] input, float[] filter, float[] bias, float[] actual) {
        ErrorBound bound = ErrorBound.of(problem);
        ReferenceResult expected = ReferenceConvolution.compute(problem, input, filter, bias);
        for (int i = 0; i < actual.length; i++) {
            if (!bound.accepts(actual[i], expected.value(i), expected.absoluteSum(i))) {
                throw new AssertionError(what + ": output " + i + " is " + actual[i] + ", expected " + expected.value(i)
                        + " for " + problem);
            }
        }
    }

    /** What the oracle gives when it skips the padding, or when the padding is written into the input as zeros. */
    private static void assertAsOneOfTheOracles(
            String what, ConvolutionProblem problem, float[] input, float[] filter, float[] bias, float[] actual) {
        ErrorBound bound = ErrorBound.of(problem);
        ReferenceResult skipped = ReferenceConvolution.compute(problem, input, filter, bias);
        WrittenPadding padded = WrittenPadding.of(problem);
        ReferenceResult multiplied = ReferenceConvolution.compute(padded.problem(), padded.input(input), filter, bias);
        for (int i = 0; i < actual.length; i++) {
            boolean accepted = bound.accepts(actual[i], skipped.value(i), skipped.absoluteSum(i))
                    || bound.accepts(actual[i], multiplied.value(i), multiplied.absoluteSum(i));
            if (!accepted) {
                throw new AssertionError(what + ": output " + i + " is " + actual[i] + ", expected " + skipped.value(i)
                        + " or " + multiplied.value(i) + " for " + problem);
            }
        }
    }
}
