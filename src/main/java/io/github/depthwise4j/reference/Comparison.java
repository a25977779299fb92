package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Problem;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The worst of all outputs: the one whose error is the largest multiple of its bound.
 *
 * @param shape the dimensions of the output
 * @param index its row-major index, or -1 if there are no outputs
 */
record Comparison(long[] shape, int index, float actual, double expected, double error, double bound) {

    /** Compares every output; {@code bound} is asked with its index. */
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
     * How many times its bound an error is: 0 where anything, or nothing else, would do; infinite beyond a bound of 0.
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
