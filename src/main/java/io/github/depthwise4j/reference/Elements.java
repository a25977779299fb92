package io.github.depthwise4j.reference;

import java.util.Objects;

/** A sequence of numbers that can be read one at a time, from any kind of memory. */
@FunctionalInterface
public interface Elements {

    /**
     * {@return the number with an index}
     *
     * @param index its index in row-major order
     * @throws IndexOutOfBoundsException if there is no such number
     */
    float at(int index);

    /**
     * {@return the numbers of an array, which is not copied}
     *
     * @param values the numbers
     */
    static Elements of(float[] values) {
        Objects.requireNonNull(values, "values");
        return index -> values[index];
    }
}
