package io.github.depthwise4j.errors;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The result of a call differs from the oracle's. {@code RuntimeVerification} found this in some outputs of the call.
 * Do not use the output of the call.
 */
public final class ComputationMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String strategy;
    private final String implementation;
    private final int[] coordinate;
    private final float actual;
    private final double expected;
    private final double error;
    private final double bound;

    /**
     * A wrong result.
     *
     * @param message what is wrong, for people
     * @param problem the one-line form of the problem
     * @param strategy how the plan computes it
     * @param implementation oneDNN's name of the implementation that computed it
     * @param coordinate the indices of the wrong output along the axes of the output's shape
     * @param actual what was computed there
     * @param expected what the oracle computed there
     * @param error the distance between the two
     * @param bound the largest error that would have passed
     */
    public ComputationMismatchException(
            String message,
            String problem,
            String strategy,
            String implementation,
            List<Integer> coordinate,
            float actual,
            double expected,
            double error,
            double bound) {
        super(Objects.requireNonNull(message, "message"));
        this.problem = Objects.requireNonNull(problem, "problem");
        this.strategy = Objects.requireNonNull(strategy, "strategy");
        this.implementation = Objects.requireNonNull(implementation, "implementation");
        this.coordinate = Objects.requireNonNull(coordinate, "coordinate").stream()
                .mapToInt(Integer::intValue)
                .toArray();
        this.actual = actual;
        this.expected = expected;
        this.error = error;
        this.bound = bound;
    }

    /** {@return the one-line form of the problem, which can be pasted into {@code depthwise4j verify --problem}} */
    public String problem() {
        return problem;
    }

    /** {@return the strategy of the plan; of a separable convolution, those of both parts} */
    public String strategy() {
        return strategy;
    }

    /** {@return oneDNN's name of the implementation; of a separable convolution, those of both parts} */
    public String implementation() {
        return implementation;
    }

    /** {@return the indices of a wrong output along the axes of the output's shape} */
    public List<Integer> coordinate() {
        return Arrays.stream(coordinate).boxed().toList();
    }

    /** {@return what was computed there} */
    public float actual() {
        return actual;
    }

    /** {@return what the oracle computed there} */
    public double expected() {
        return expected;
    }

    /** {@return the distance between the two; infinite if one of them is NaN or an infinity and the other is not} */
    public double error() {
        return error;
    }

    /** {@return the largest error that would have passed} */
    public double bound() {
        return bound;
    }
}
