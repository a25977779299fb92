package io.github.depthwise4j.network;

import java.util.Objects;

/**
 * How one layer of a network compares with the oracle, given the inputs that the layer had in the run.
 *
 * @param step the number of the step that computes it
 * @param name the name of the layer; it may be empty
 * @param problem what it computes, on one line
 * @param worstRatio the largest ratio of an error to the bound of the errors; above 1 if a result is wrong
 */
public record LayerVerification(int step, String name, String problem, double worstRatio) {
    /**
     * Refuses null.
     *
     * @param step the number of the step that computes it
     * @param name the name of the layer; it may be empty
     * @param problem what it computes, on one line
     * @param worstRatio the largest ratio of an error to the bound of the errors
     */
    public LayerVerification {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(problem, "problem");
    }

    /** {@return whether every number of the result is within its bound} */
    public boolean passed() {
        return worstRatio <= 1;
    }
}
