package io.github.depthwise4j.spark;

import io.github.depthwise4j.OperationSpec;
import io.github.depthwise4j.SharedOperation;
import io.github.depthwise4j.SharedOperations;
import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.NetworkSpec;
import io.github.depthwise4j.network.SharedNetwork;
import io.github.depthwise4j.network.SharedNetworks;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is broadcast to the executors: a specification as bytes. They stay bytes until a task of the executor needs
 * them, and are read once. Bytes also survive Kryo, which would not call the code that checks a specification.
 */
final class ModelSource implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The output of a network that has only one. */
    static final int ONLY = -1;

    private final byte[] spec;
    private final int output;
    private final long[] batchShape;
    private transient volatile Serializable read;

    private ModelSource(Serializable spec, int output, long... batchShape) {
        this.spec = SpecParam.bytes(spec);
        this.output = output;
        this.batchShape = batchShape;
    }

    static ModelSource of(OperationSpec spec, Shape batch) {
        return new ModelSource(spec, ONLY, batch.dims());
    }

    /** The specification names the batch; the output is a number, or {@link #ONLY}. */
    static ModelSource of(NetworkSpec spec, int output) {
        return new ModelSource(spec, output);
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
                : network((NetworkSpec) value, output);
    }

    private static Model network(NetworkSpec spec, int output) {
        SharedNetwork share;
        try {
            share = SharedNetworks.get(spec);
        } catch (FileFormatException e) {
            throw new IllegalArgumentException("the network cannot be used: " + e.getMessage(), e);
        }
        int inputs = share.network().inputShapes().size();
        int outputs = share.network().outputShapes().size();
        if (inputs != 1 || outputs != 1 && output == ONLY) {
            share.close();
            throw new IllegalArgumentException("NetworkTransformer: the network has " + inputs + " inputs and "
                    + outputs + " outputs, but a column is one input and one output; use a network with one input, and "
                    + "choose one of its outputs with setOutput");
        }
        if (output >= outputs) {
            share.close();
            throw new IllegalArgumentException("NetworkTransformer: output = " + output + ", but the network has "
                    + outputs + " outputs; pass 0 to " + (outputs - 1));
        }
        return OneOutput.of(share, Math.max(output, 0));
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

    /** A network, the number of the output that is asked for, and room for a batch of each other output. */
    private record OneOutput(SharedNetwork share, int number, List<Tensor> others) implements Model {
        static OneOutput of(SharedNetwork share, int number) {
            OneOutput model = new OneOutput(share, number, new ArrayList<>());
            try {
                List<Shape> shapes = share.network().outputShapes();
                for (int i = 0; i < shapes.size(); i++) {
                    if (i != number) {
                        model.others.add(Tensor.uninitialized(DataType.FLOAT32, shapes.get(i)));
                    }
                }
                return model;
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
        }

        @Override
        public Shape inputShape() {
            return share.network().inputShapes().get(0);
        }

        @Override
        public Shape outputShape() {
            return share.network().outputShapes().get(number);
        }

        @Override
        public void run(Tensor input, Tensor output) {
            List<Tensor> outputs = new ArrayList<>(others);
            outputs.add(number, output);
            share.network().run(List.of(input), outputs);
        }

        @Override
        public void close() {
            others.forEach(Tensor::close);
            share.close();
        }
    }
}
