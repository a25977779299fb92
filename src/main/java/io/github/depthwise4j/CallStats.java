package io.github.depthwise4j;

import io.github.depthwise4j.operation.CallTimes;
import java.util.Objects;

/**
 * The number and the time of the calls of all operations, or networks, of one kind and one name, since the process
 * began; see {@link Depthwise4j#callStats()}. Only calls that have succeeded are counted. The time of a call is what
 * its caller waited: it includes making a plan, if the call made one. The numbers are read one after the other, not at
 * one instant.
 *
 * @param operation {@code depthwise_conv2d}, {@code conv2d}, {@code separable_conv2d} or {@code network}
 * @param name the name that the builder or the network was given, or an empty one; after a thousand names, further ones
 *     share the name {@code (others)}
 * @param calls the number of calls
 * @param nanos the time of all these calls together, in nanoseconds
 */
public record CallStats(String operation, String name, long calls, long nanos) {
    /**
     * Checks that nothing is null.
     *
     * @param operation the kind of the operation
     * @param name the name that the program gave
     * @param calls the number of calls
     * @param nanos their time, in nanoseconds
     */
    public CallStats {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(name, "name");
    }

    static CallStats of(CallTimes times) {
        return new CallStats(times.operation(), times.name(), times.calls(), times.nanos());
    }
}
