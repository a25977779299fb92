package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The result of a {@link Verifier} for one problem. Immutable.
 *
 * <p>Coordinate, values, error and bound are those of one output. If outputs are wrong, it is the worst one in the
 * first check with wrong outputs. If all are right, it is the one with the largest ratio of error to bound in the check
 * with random data.
 *
 * @param problem what was computed
 * @param seed the seed of the data
 * @param failedChecks the checks that failed, in the order of {@link Check}; empty if all passed
 * @param coordinate the position of the worst output along the axes of the output's shape; empty if there are no
 *     outputs
 * @param actual what the subject computed there
 * @param expected what the oracle computed there
 * @param error the distance between the two; infinite if one of them is NaN or an infinity and the other is not
 * @param bound the largest error that would have passed
 */
public record Verification(
        Problem problem,
        long seed,
        List<Check> failedChecks,
        List<Integer> coordinate,
        float actual,
        double expected,
        double error,
        double bound) {

    /** What is checked. */
    public enum Check {
        /**
         * Small integers as data, whose sums are exact in {@code float}: the results must be equal. After an
         * activation that does not keep integers, they may differ by the error of its approximation.
         */
        EXACT("exact (small integers)"),
        /** Random data of both signs: every result must be within its {@link ErrorBound}. */
        WITHIN_BOUND("within bound (random data)"),
        /** Input, filter, bias and residual must have the same bits afterwards. */
        INPUTS_UNTOUCHED("inputs untouched");

        private final String text;

        Check(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Keeps copies of the lists.
     *
     * @param problem what was computed
     * @param seed the seed of the data
     * @param failedChecks the checks that failed, in the order of {@link Check}; empty if all passed
     * @param coordinate the position of the worst output along the axes of the output's shape; empty if there are no
     *     outputs
     * @param actual what the subject computed there
     * @param expected what the oracle computed there
     * @param error the distance between the two; infinite if one of them is NaN or an infinity and the other is not
     * @param bound the largest error that would have passed
     */
    public Verification {
        Objects.requireNonNull(problem, "problem");
        failedChecks = List.copyOf(Objects.requireNonNull(failedChecks, "failedChecks"));
        coordinate = List.copyOf(Objects.requireNonNull(coordinate, "coordinate"));
    }

    /** {@return whether every check passed} */
    public boolean passed() {
        return failedChecks.isEmpty();
    }

    /**
     * {@return the command that does the same again} The command leaves out the name: it changes no number, and may
     * contain characters that a shell interprets.
     */
    public String replayCommand() {
        return "depthwise4j verify --problem \"" + problem.unnamed() + "\" --seed " + seed;
    }

    /** {@return the outcome on one line; on two lines if a check failed: what is wrong, and how to repeat the check} */
    public String describe() {
        if (passed()) {
            return "passed: " + problem + ", seed " + seed + ": " + worst();
        }
        String checks = failedChecks.stream().map(Check::toString).collect(Collectors.joining(", "));
        return "FAILED " + checks + ": " + worst() + System.lineSeparator() + "  replay: " + replayCommand();
    }

    private String worst() {
        return coordinate.isEmpty()
                ? "the output is empty"
                : "output" + coordinate + " is " + actual + ", expected " + expected + ", error " + error + ", bound "
                        + bound;
    }

    /** The same as {@link #describe()}. */
    @Override
    public String toString() {
        return describe();
    }
}
