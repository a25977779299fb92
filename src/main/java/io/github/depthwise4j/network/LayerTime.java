package io.github.depthwise4j.network;

import java.util.Objects;

/**
 * How long one step of a run took.
 *
 * @param step the number of the step
 * @param name the name of its layer; it may be empty
 * @param operation what it computes, and what is fused into it
 * @param computedBy how it is computed
 * @param nanos the time in nanoseconds
 */
public record LayerTime(int step, String name, String operation, String computedBy, long nanos) {
    /**
     * Refuses null.
     *
     * @param step the number of the step
     * @param name the name of its layer; it may be empty
     * @param operation what it computes, and what is fused into it
     * @param computedBy how it is computed
     * @param nanos the time in nanoseconds
     */
    public LayerTime {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(computedBy, "computedBy");
    }
}
