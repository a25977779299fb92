package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Proves on this machine that an implementation of convolutions is right. It creates data, lets the subject compute,
 * and compares every output with the oracle.
 *
 * <p>One seed gives two sets of data. The first set consists of small integers, chosen so that every partial sum is an
 * integer below {@code 2^24}. Then no order of summation rounds, and the results must be equal, except for the error of
 * oneDNN's approximation of an activation. If a separable convolution has an activation between its parts that does not
 * keep integers, nothing is exact, and the bound applies to these data too. The second set consists of random numbers
 * of both signs; every result must be within its {@link ErrorBound}. The output contains NaN before the subject runs,
 * so a missing output is found.
 *
 * <p>Stateless: any number of threads may use a verifier if its subjects allow that.
 */
public final class Verifier {
    static final int LARGEST_INTEGER = 16;

    /** All integers below this number are {@code float} values. */
    private static final double EXACT_BELOW = 0x1p24;

    private final Subject subject;
    private final SeparableSubject separableSubject;

    /** The implementation to verify. */
    @FunctionalInterface
    public interface Subject {

        /**
         * Computes a problem. The tensors belong to the verifier and are open during the call only.
         *
         * @param problem what to compute
         * @param input the input, which must not be written
         * @param filter the filter, which must not be written
         * @param bias one number per output channel, which must not be written; null if the problem has no bias
         * @param residual what is added to the sums, in the problem's output shape, which must not be written; null if
         *     the problem has no residual
         * @param output where the result goes, in the problem's output shape
         */
        void compute(
                ConvolutionProblem problem,
                Tensor input,
                Tensor filter,
                @Nullable Tensor bias,
                @Nullable Tensor residual,
                Tensor output);
    }

    /** The implementation of separable convolutions to verify. */
    @FunctionalInterface
    public interface SeparableSubject {

        /**
         * Computes a problem. The tensors belong to the verifier and are open during the call only.
         *
         * @param problem what to compute
         * @param input the input, which must not be written
         * @param depthwiseFilter the first filter, which must not be written
         * @param depthwiseBias the bias of the first part, which must not be written; null if it has none
         * @param pointwiseFilter the second filter, which must not be written
         * @param pointwiseBias the bias of the second part, which must not be written; null if it has none
         * @param residual what is added to the sums of the second part, which must not be written; null if it has none
         * @param output where the result goes, in the problem's output shape
         */
        void compute(
                SeparableProblem problem,
                Tensor input,
                Tensor depthwiseFilter,
                @Nullable Tensor depthwiseBias,
                Tensor pointwiseFilter,
                @Nullable Tensor pointwiseBias,
                @Nullable Tensor residual,
                Tensor output);
    }

    /**
     * A verifier of one subject, which computes a separable convolution as two problems, one after the other.
     *
     * @param subject the implementation to verify
     */
    public Verifier(Subject subject) {
        this(subject, inTwoSteps(subject));
    }

    /**
     * A verifier of two subjects.
     *
     * @param subject the implementation of single convolutions
     * @param separableSubject the implementation of separable convolutions
     */
    public Verifier(Subject subject, SeparableSubject separableSubject) {
        this.subject = Objects.requireNonNull(subject, "subject");
        this.separableSubject = Objects.requireNonNull(separableSubject, "separableSubject");
    }

    private static SeparableSubject inTwoSteps(Subject subject) {
        return (problem, input, depthwiseFilter, depthwiseBias, pointwiseFilter, pointwiseBias, residual, output) -> {
            long[] between = problem.depthwise().outputShape().dims();
            try (Tensor intermediate = Tensor.uninitialized(DataType.FLOAT32, between)) {
                subject.compute(problem.depthwise(), input, depthwiseFilter, depthwiseBias, null, intermediate);
                subject.compute(problem.pointwise(), intermediate, pointwiseFilter, pointwiseBias, residual, output);
            }
        };
    }

    /**
     * Runs the subject twice and compares its results with the oracle's.
     *
     * @param problem what to compute
     * @param seed the seed of the data: the same seed and problem give the same data on every machine
     * @return what was found; a wrong result is reported, not thrown
     * @throws RuntimeException whatever the subject throws
     */
    public Verification verify(ConvolutionProblem problem, long seed) {
        VerifierRun run = new VerifierRun(
                VerifierRun.shapes(problem),
                arrays -> ReferenceConvolution.compute(problem, arrays[0], arrays[1], arrays[2], arrays[3]),
                (tensors, output) -> subject.compute(problem, tensors[0], tensors[1], tensors[2], tensors[3], output));
        return verify(problem, ErrorBound.of(problem), run, largestInteger(problem), 1, seed);
    }

    /**
     * Runs the subject for this kind of problem twice and compares its results with the oracle's.
     *
     * @param problem what to compute
     * @param seed the seed of the data: the same seed and problem give the same data on every machine
     * @return what was found; a wrong result is reported, not thrown
     * @throws RuntimeException whatever the subject throws
     */
    public Verification verify(Problem problem, long seed) {
        return problem instanceof SeparableProblem separable
                ? verify(separable, seed)
                : verify((ConvolutionProblem) problem, seed);
    }

    /**
     * Runs the subject of separable convolutions twice and compares its results with the oracle's.
     *
     * @param problem what to compute
     * @param seed the seed of the data: the same seed and problem give the same data on every machine
     * @return what was found; a wrong result is reported, not thrown
     * @throws RuntimeException whatever the subject throws
     */
    public Verification verify(SeparableProblem problem, long seed) {
        VerifierRun run = new VerifierRun(
                VerifierRun.shapes(problem),
                arrays -> ReferenceConvolution.compute(
                        problem, arrays[0], arrays[1], arrays[2], arrays[3], arrays[4], arrays[5]),
                (tensors, output) -> separableSubject.compute(
                        problem, tensors[0], tensors[1], tensors[2], tensors[3], tensors[4], tensors[5], output));
        boolean exact = Activations.keepsIntegers(problem.depthwise().fusion().activation());
        double grain = exact ? Activations.grain(problem.depthwise().fusion().activation()) : 0;
        return verify(problem, ErrorBound.of(problem), run, largestInteger(problem), grain, seed);
    }

    /**
     * The two runs. The first one is exact if every sum is a multiple of {@code grain} and {@code float} can hold it;
     * with a grain of 0 it is never exact.
     */
    private static Verification verify(
            Problem problem, ErrorBound bound, VerifierRun run, int largest, double grain, long seed) {
        Random random = new Random(seed);
        VerifierRun.Outcome exact = run.with(() -> integer(random, largest));
        VerifierRun.Outcome rounded = run.with(() -> 2 * random.nextFloat() - 1);
        Comparison exactComparison = Comparison.of(
                exact.actual(),
                exact.expected(),
                i -> exact.expected().absoluteSum(i) < EXACT_BELOW * grain
                        ? bound.ofExactSum(exact.expected(), i)
                        : bound.of(exact.expected(), i));
        Comparison roundedComparison =
                Comparison.of(rounded.actual(), rounded.expected(), i -> bound.of(rounded.expected(), i));
        List<Verification.Check> failed = new ArrayList<>();
        if (!exactComparison.passed()) {
            failed.add(Verification.Check.EXACT);
        }
        if (!roundedComparison.passed()) {
            failed.add(Verification.Check.WITHIN_BOUND);
        }
        if (!exact.inputsUntouched() || !rounded.inputsUntouched()) {
            failed.add(Verification.Check.INPUTS_UNTOUCHED);
        }
        return (exactComparison.passed() ? roundedComparison : exactComparison).verification(problem, seed, failed);
    }

    /** A random integer from {@code -largest} to {@code largest}. */
    private static float integer(Random random, int largest) {
        return random.nextInt(2 * largest + 1) - largest;
    }

    /** The largest integer for which all sums, with bias and residual, stay below {@code 2^24}; 1 if there is none. */
    private static int largestInteger(ConvolutionProblem problem) {
        int largest = LARGEST_INTEGER;
        while (largest > 1 && largestSum(problem, largest, largest) >= EXACT_BELOW) {
            largest--;
        }
        return largest;
    }

    private static int largestInteger(SeparableProblem problem) {
        int largest = LARGEST_INTEGER;
        while (largest > 1 && needsTooManyDigits(problem, largest)) {
            largest--;
        }
        return largest;
    }

    /** Whether the sums of the first part, or of the second in units of what passes between, may reach {@code 2^24}. */
    private static boolean needsTooManyDigits(SeparableProblem problem, int largest) {
        double between = largestSum(problem.depthwise(), largest, largest);
        double activated =
                Activations.steepestSlope(problem.depthwise().fusion().activation()) * between;
        double grain = Activations.grain(problem.depthwise().fusion().activation());
        return between >= EXACT_BELOW || largestSum(problem.pointwise(), activated, largest) >= EXACT_BELOW * grain;
    }

    private static double largestSum(ConvolutionProblem problem, double input, int largest) {
        ConvolutionGeometry geometry = problem.geometry();
        double terms = (double) geometry.kh() * geometry.kw() * geometry.icPerGroup();
        return terms * input * largest + (problem.fusion().residual() ? 2 : 1) * largest;
    }
}
