package io.github.depthwise4j.reference;

import org.jspecify.annotations.Nullable;

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
     * {@return the numbers of an array, which is not copied; null for null}
     *
     * @param values the numbers, or null
     */
    static @Nullable Elements of(float @Nullable [] values) {
        return values == null ? null : index -> values[index];
    }
}
