package io.github.depthwise4j.server;

import io.github.depthwise4j.ConvolutionOperation;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.tensor.TensorPool;
import java.nio.ByteBuffer;

/**
 * A convolution with a filter that stays. The operation is built once and keeps a plan for each shape that was asked
 * for; the tensors of a request come from a pool, so that a request maps no new memory.
 */
final class OperationComputation implements Computation {
    private final ConvolutionOperation operation;
    private final TensorPool pool;

    OperationComputation(ConvolutionOperation operation, TensorPool pool) {
        this.operation = operation;
        this.pool = pool;
    }

    @Override
    public Shape outputShape(Shape input) {
        return operation.outputShape(input);
    }

    @Override
    public void run(ByteBuffer input, Shape shape, ByteBuffer output) {
        try (Tensor x = pool.acquire(shape);
                Tensor y = pool.acquire(operation.outputShape(shape))) {
            x.copyFrom(input);
            operation.run(x, y);
            y.copyTo(output);
        }
    }

    @Override
    public void close() {
        operation.close();
    }
}
