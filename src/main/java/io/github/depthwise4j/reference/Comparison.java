package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Problem;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The worst of all outputs: the output with the largest ratio of error to bound.
 *
 * @param shape the dimensions of the output
 * @param index the row-major index of the worst output, or -1 if there are no outputs
 */
record Comparison(long[] shape, int index, float actual, double expected, double error, double bound) {

    /** Compares every output; {@code bound} returns the bound for an index. */
    static Comparison of(float[] actual, ReferenceResult expected, IntToDoubleFunction bound) {
        int worst = -1;
        double worstRatio = -1;
        for (int i = 0; i < actual.length; i++) {
            double error = ErrorBound.error(actual[i], expected.value(i));
            double ratio = ratio(error, bound.applyAsDouble(i));
            if (ratio > worstRatio) {
                worst = i;
                worstRatio = ratio;
            }
        }
        long[] shape = expected.shape().dims();
        if (worst < 0) {
            return new Comparison(shape, worst, 0, 0, 0, 0);
        }
        return new Comparison(
                shape,
                worst,
                actual[worst],
                expected.value(worst),
                ErrorBound.error(actual[worst], expected.value(worst)),
                bound.applyAsDouble(worst));
    }

    /**
     * The ratio of an error to its bound: 0 if there is no error or the bound is infinite, and infinite for an error
     * with a bound of 0.
     */
    private static double ratio(double error, double bound) {
        return error == 0 || bound == Double.POSITIVE_INFINITY ? 0 : error / bound;
    }

    boolean passed() {
        return error <= bound;
    }

    Verification verification(Problem problem, long seed, List<Verification.Check> failed) {
        return new Verification(problem, seed, failed, coordinate(), actual, expected, error, bound);
    }

    private List<Integer> coordinate() {
        return index < 0 ? List.of() : coordinate(shape, index);
    }

    /** The position along the axes of a shape. */
    static List<Integer> coordinate(long[] shape, int index) {
        Integer[] coordinate = new Integer[shape.length];
        int rest = index;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            coordinate[axis] = (int) (rest % shape[axis]);
            rest /= (int) shape[axis];
        }
        return List.of(coordinate);
    }
}
