package io.github.depthwise4j.server;

import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.github.depthwise4j.tensor.TensorPool;
import java.nio.ByteBuffer;
import java.util.List;

/** A whole network with one input and one output, whose shapes the model decides. */
final class NetworkComputation implements Computation {
    private final Network network;
    private final TensorPool pool;

    NetworkComputation(Network network, TensorPool pool) {
        if (network.inputShapes().size() != 1 || network.outputShapes().size() != 1) {
            throw new IllegalArgumentException(network + " must have one input and one output");
        }
        this.network = network;
        this.pool = pool;
    }

    Shape inputShape() {
        return network.inputShapes().get(0);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (!input.equals(inputShape())) {
            throw new BadRequestException("shape = " + input + ", but the network takes " + inputShape());
        }
        return network.outputShapes().get(0);
    }

    @Override
    public void run(ByteBuffer input, Shape shape, ByteBuffer output) {
        try (Tensor x = pool.acquire(shape);
                Tensor y = pool.acquire(network.outputShapes().get(0))) {
            x.copyFrom(input);
            network.run(List.of(x), List.of(y));
            y.copyTo(output);
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
