package io.github.depthwise4j.reference;

import org.jspecify.annotations.Nullable;

/** Numbers that are read one at a time, wherever they lie. */
@FunctionalInterface
public interface Elements {

    /**
     * {@return one number}
     *
     * @param index its index in row-major order
     * @throws IndexOutOfBoundsException if there is no such number
     */
    float at(int index);

    /**
     * {@return those of an array, which is not copied; null of null}
     *
     * @param values the numbers, or null
     */
    static @Nullable Elements of(float @Nullable [] values) {
        return values == null ? null : index -> values[index];
    }
}
