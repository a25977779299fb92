package io.github.depthwise4j.spark;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;

/** What a task computes with: its share in an operation or a network of the executor. Closing it ends the share. */
interface Model extends AutoCloseable {
    /** The shape of a whole batch. */
    Shape inputShape();

    Shape outputShape();

    void run(Tensor input, Tensor output);

    @Override
    void close();
}
