package io.github.depthwise4j.server;

import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;

/** Numbers of one shape in, numbers of another out. Any number of threads may run it at the same time. */
public interface Computation extends AutoCloseable {
    /**
     * {@return the shape of the result}
     *
     * @throws RuntimeException if such an input cannot be computed, see {@link Status}
     */
    Shape outputShape(Shape input);

    /**
     * Computes.
     *
     * @param input the numbers as little-endian {@code float32}, from position to limit
     * @param shape their shape, for which {@link #outputShape} has returned
     * @param output gets the numbers of the result, from its position on
     */
    void run(ByteBuffer input, Shape shape, ByteBuffer output);

    @Override
    void close();
}
