package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares some outputs of one call with the oracle: at corners and borders of the images, in the first and last
 * channels, and at random places. The time depends on the number of these outputs and on the size of their windows, but
 * not on the size of the tensors.
 *
 * <p>An output is wrong if its distance from the oracle's output is above the {@link ErrorBound}. With NaN and
 * infinities, some results depend on oneDNN's implementation. All results that are documented are accepted:
 *
 * <ul>
 *   <li>A NaN or an infinity in a tap on the padding may make the output NaN.
 *   <li>For a NaN, an activation may return what {@link Activation} says.
 *   <li>A sum that is infinite may be NaN, because another term may have overflowed to the opposite infinity.
 *   <li>In a separable convolution, outputs that read such an element between the two parts, or in the second filter,
 *       are not checked.
 * </ul>
 *
 * <p>Not thread-safe: a check belongs to one call.
 */
public final class SpotCheck {
    private final Problem problem;
    /** The convolution whose outputs are compared. */
    private final ConvolutionProblem last;
    /** The input of the second part of a separable convolution; null in other convolutions. */
    private final @Nullable IntermediateElements between;

    private final ConvolutionLoops loops;

    /**
     * The wrong outputs that a check found.
     *
     * @param wrong how many outputs were wrong
     * @param sampled how many were compared
     * @param coordinate the position of one of the wrong ones along the axes of the output's shape
     * @param actual what was computed there
     * @param expected what the oracle computed there
     * @param error the distance between the two; infinite if one of them is NaN or an infinity and the other is not
     * @param bound the largest error that would have passed
     */
    public record Finding(
            int wrong,
            int sampled,
            List<Integer> coordinate,
            float actual,
            double expected,
            double error,
            double bound) {

        /**
         * Keeps a copy of the list.
         *
         * @param wrong how many outputs were wrong
         * @param sampled how many were compared
         * @param coordinate the position of one of the wrong ones along the axes of the output's shape
         * @param actual what was computed there
         * @param expected what the oracle computed there
         * @param error the distance between the two
         * @param bound the largest error that would have passed
         */
        public Finding {
            coordinate = List.copyOf(Objects.requireNonNull(coordinate, "coordinate"));
        }
    }

    private SpotCheck(
            Problem problem, ConvolutionProblem last, @Nullable IntermediateElements between, ConvolutionLoops loops) {
        this.problem = problem;
        this.last = last;
        this.between = between;
        this.loops = loops;
    }

    /**
     * {@return a check of one convolution}
     *
     * @param problem what was computed
     * @param input the input of the call
     * @param filter its filter, in TensorFlow's layout
     * @param bias one number per output channel; null if the problem has no bias
     * @param residual the tensor that was added to the sums; null if the problem has no residual
     * @throws IllegalArgumentException if a bias or a residual is missing, or passed to a problem that has none
     */
    public static SpotCheck of(
            ConvolutionProblem problem,
            Elements input,
            Elements filter,
            @Nullable Elements bias,
            @Nullable Elements residual) {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(filter, "filter");
        checkPresent("bias", problem.hasBias(), bias, problem);
        checkPresent("residual", problem.fusion().residual(), residual, problem);
        return new SpotCheck(
                problem,
                problem,
                null,
                new ConvolutionLoops(problem, ConvolutionLoops.Source.exact(input), filter, bias, residual));
    }

    /**
     * {@return a check of a separable convolution}
     *
     * @param problem what was computed
     * @param input the input of the call
     * @param depthwiseFilter the first filter, in TensorFlow's layout
     * @param depthwiseBias the bias of the first part; null if it has none
     * @param pointwiseFilter the second filter, in TensorFlow's layout
     * @param pointwiseBias the bias of the second part; null if it has none
     * @param residual the tensor that was added to the sums of the second part; null if it has no residual
     * @throws IllegalArgumentException if a bias or a residual is missing, or passed to a part that has none
     */
    public static SpotCheck of(
            SeparableProblem problem,
            Elements input,
            Elements depthwiseFilter,
            @Nullable Elements depthwiseBias,
            Elements pointwiseFilter,
            @Nullable Elements pointwiseBias,
            @Nullable Elements residual) {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(depthwiseFilter, "depthwiseFilter");
        Objects.requireNonNull(pointwiseFilter, "pointwiseFilter");
        checkPresent("depthwiseBias", problem.depthwise().hasBias(), depthwiseBias, problem);
        checkPresent("pointwiseBias", problem.pointwise().hasBias(), pointwiseBias, problem);
        checkPresent("residual", problem.pointwise().fusion().residual(), residual, problem);
        IntermediateElements between =
                new IntermediateElements(problem.depthwise(), input, depthwiseFilter, depthwiseBias);
        return new SpotCheck(
                problem,
                problem.pointwise(),
                between,
                new ConvolutionLoops(problem.pointwise(), between, pointwiseFilter, pointwiseBias, residual));
    }

    private static void checkPresent(String role, boolean needed, @Nullable Elements elements, Problem problem) {
        if (needed == (elements == null)) {
            throw new IllegalArgumentException(
                    role + (needed ? " is null, but the problem has one" : " is given, but the problem has none")
                            + "; pass what it says: " + problem);
        }
    }

    /**
     * Compares some outputs.
     *
     * @param output what was computed
     * @param samples how many outputs to compare, 1 or more; if there are fewer, all are compared
     * @param seed the seed of the random places; the same seed gives the same places
     * @return what is wrong, or nothing
     * @throws IllegalArgumentException if samples is below 1
     */
    public Optional<Finding> check(Elements output, int samples, long seed) {
        Objects.requireNonNull(output, "output");
        if (samples < 1) {
            throw new IllegalArgumentException(
                    "samples = " + samples + ", but at least one output is looked at; pass 1 or more");
        }
        int[] indices = SamplePoints.of(last, samples, seed);
        ErrorBound bound = ErrorBound.of(last);
        ReferenceResult expected = loops.at(indices);
        int wrong = 0;
        int first = 0;
        float firstActual = 0;
        for (int i = indices.length - 1; i >= 0; i--) {
            float actual = output.at(indices[i]);
            if (!bound.accepts(actual, expected, i) && !isDocumented(actual, expected.sum(i), indices[i])) {
                wrong++;
                first = i;
                firstActual = actual;
            }
        }
        if (wrong == 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                wrong,
                indices.length,
                Comparison.coordinate(problem.outputShape().dims(), indices[first]),
                firstActual,
                expected.value(first),
                ErrorBound.error(firstActual, expected.value(first)),
                bound.of(expected, first)));
    }

    /** Whether an output that differs from the oracle's is documented. */
    private boolean isDocumented(float actual, double sum, int index) {
        if (between != null && readsSpecial(between, index)) {
            return true;
        }
        boolean mayBeNan = !Double.isFinite(sum) || loops.hasSpecialTapOnPadding(index);
        return mayBeNan && isNanActivated(actual, last.fusion().activation());
    }

    private static boolean isNanActivated(float actual, Activation activation) {
        return Float.isNaN(actual)
                || switch (activation.kind()) {
                    case RELU, RELU6, SIGMOID -> actual == 0;
                    case LEAKY_RELU -> activation.alpha() == 0 && actual == 0;
                    case CLIP -> actual == activation.alpha();
                    case HARD_SIGMOID -> actual == 1;
                    default -> false;
                };
    }

    private boolean readsSpecial(IntermediateElements elements, int dstIndex) {
        int channels = last.geometry().ic();
        for (int ic = 0; ic < channels; ic++) {
            if (elements.isSpecial(loops.srcIndex(dstIndex, ic))) {
                return true;
            }
        }
        return false;
    }
}
