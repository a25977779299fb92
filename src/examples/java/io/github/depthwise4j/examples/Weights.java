package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Tensor;

/** The numbers of a trained network, by name, as {@code conv1/kernel}. */
@FunctionalInterface
public interface Weights extends AutoCloseable {

    /**
     * {@return the array of a name, which the caller closes}
     *
     * @param name the path of the variable in Keras 3
     * @param shape the shape it must have
     * @throws java.io.UncheckedIOException if there is none, or it has another shape, or it cannot be read
     */
    Tensor get(String name, long... shape);

    /** Closes what the numbers come from, if that must be closed. Arrays that were read stay open. */
    @Override
    default void close() {}
}
