package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Tensor;

/** What a layer does, made ready for one input shape. */
interface Computation extends AutoCloseable {

    /**
     * Computes a result; allocates nothing.
     *
     * @param residual null for layers without
     */
    void run(Tensor input, Tensor residual, Tensor output);

    @Override
    default void close() {}
}
