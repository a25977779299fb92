package io.github.depthwise4j.spark;

import io.github.depthwise4j.OperationSpec;
import io.github.depthwise4j.SharedOperation;
import io.github.depthwise4j.SharedOperations;
import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.NetworkSpec;
import io.github.depthwise4j.network.SharedNetwork;
import io.github.depthwise4j.network.SharedNetworks;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.Serializable;
import java.util.List;

/**
 * What is broadcast to the executors: a specification as bytes. They stay bytes until a task of the executor needs
 * them, and are read once. Bytes also survive Kryo, which would not call the code that checks a specification.
 */
final class ModelSource implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] spec;
    private final long[] batchShape;
    private transient volatile Serializable read;

    private ModelSource(Serializable spec, long... batchShape) {
        this.spec = SpecParam.bytes(spec);
        this.batchShape = batchShape;
    }

    static ModelSource of(OperationSpec spec, Shape batch) {
        return new ModelSource(spec, batch.dims());
    }

    /** The specification names the batch. */
    static ModelSource of(NetworkSpec spec) {
        return new ModelSource(spec);
    }

    private synchronized Serializable spec() {
        if (read == null) {
            read = SpecParam.read(spec, Serializable.class);
        }
        return read;
    }

    Model open() {
        Serializable value = read == null ? spec() : read;
        return value instanceof OperationSpec operation
                ? new Operation(SharedOperations.get(operation), Shape.of(batchShape))
                : network((NetworkSpec) value);
    }

    private static Model network(NetworkSpec spec) {
        SharedNetwork share;
        try {
            share = SharedNetworks.get(spec);
        } catch (FileFormatException e) {
            throw new IllegalArgumentException("the network cannot be used: " + e.getMessage(), e);
        }
        List<Shape> inputs = share.network().inputShapes();
        List<Shape> outputs = share.network().outputShapes();
        if (inputs.size() != 1 || outputs.size() != 1) {
            share.close();
            throw new IllegalArgumentException("NetworkTransformer: the network has " + inputs.size() + " inputs and "
                    + outputs.size() + " outputs, but a column is one input and one output; use a network with one of "
                    + "each");
        }
        return new OneNetwork(share, inputs.get(0), outputs.get(0));
    }

    private record Operation(SharedOperation share, Shape inputShape, Shape outputShape) implements Model {
        Operation(SharedOperation share, Shape inputShape) {
            this(share, inputShape, share.operation().outputShape(inputShape));
        }

        @Override
        public void run(Tensor input, Tensor output) {
            share.operation().run(input, output);
        }

        @Override
        public void close() {
            share.close();
        }
    }

    private record OneNetwork(SharedNetwork share, Shape inputShape, Shape outputShape) implements Model {
        @Override
        public void run(Tensor input, Tensor output) {
            share.network().run(List.of(input), List.of(output));
        }

        @Override
        public void close() {
            share.close();
        }
    }
}
