package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.DenseLayers;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.PreluProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Translates operators on tensors of any shape. */
final class PlainOperators {
    private PlainOperators() {}

    static Node activation(OperatorCall call, Activation activation) throws FileFormatException {
        return call.graph().activation(call.name(), call.input(0), activation);
    }

    static Node leakyRelu(OperatorCall call) throws FileFormatException {
        return activation(call, Activation.leakyRelu(call.options().real(0, 0)));
    }

    static Node gelu(OperatorCall call) throws FileFormatException {
        boolean approximate = call.hasOptions() && call.options().isTrue(0);
        return activation(call, approximate ? Activation.GELU_TANH : Activation.GELU_ERF);
    }

    static Node softmax(OperatorCall call) throws FileFormatException {
        float beta = call.options().real(0, 0);
        if (beta != 1) {
            throw new FileFormatException("beta is " + beta + ", but only 1 is supported");
        }
        return call.graph().layer(call.name(), new SoftmaxProblem(call.input(0).shape()), List.of(call.input(0)));
    }

    static Node logSoftmax(OperatorCall call) throws FileFormatException {
        SoftmaxProblem problem = new SoftmaxProblem(call.input(0).shape(), true);
        return call.graph().layer(call.name(), problem, List.of(call.input(0)));
    }

    static Node prelu(OperatorCall call) throws FileFormatException {
        Node input = call.input(0);
        Shape shape = call.constant(1).shape();
        long channels =
                input.shape().rank() == 0 ? 0 : input.shape().dim(input.shape().rank() - 1);
        // TensorFlow aligns the last axes: [rows, 1, 1] are slopes of rows, however many channels there are.
        if (shape.elementCount() != channels || shape.rank() == 0 || shape.dim(shape.rank() - 1) != channels) {
            throw new FileFormatException(call.constant(1).describe() + " must have one slope for each of the "
                    + channels + " channels of " + input.shape() + ", in its last axis");
        }
        Tensor slopes = call.weights(1, Weights.Order.SAME, Shape.of(channels));
        return call.graph().layer(call.name(), new PreluProblem(input.shape(), slopes.shape()), List.of(input), slopes);
    }

    static Node concatenation(OperatorCall call) throws FileFormatException {
        List<Node> inputs = new ArrayList<>();
        for (int i = 0; i < call.inputCount(); i++) {
            inputs.add(call.input(i));
        }
        int axis = call.hasOptions() ? call.options().integer(0, 0) : 0;
        if (axis < 0 && !inputs.isEmpty()) {
            axis += inputs.get(0).shape().rank();
        }
        if (axis == 0 && call.batch().isChanged()) {
            throw call.anotherBatch("it joins along the axis of the batch");
        }
        List<Shape> shapes = inputs.stream().map(Node::shape).toList();
        return call.activated(call.graph().layer(call.name(), new ConcatenationProblem(shapes, axis), inputs), 1);
    }

    static Node pad(OperatorCall call) throws FileFormatException {
        if (call.has(2)) {
            for (float value : call.constant(2).floats()) {
                if (value != 0) {
                    throw new FileFormatException("it pads with " + value + ", but only zeros are supported");
                }
            }
        }
        Node input = call.input(0);
        int[] pairs = call.integers(1);
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            before.add(pairs[i]);
            after.add(pairs[i + 1]);
        }
        return call.graph().layer(call.name(), new ZeroPaddingProblem(input.shape(), before, after), List.of(input));
    }

    /** The shape is the second input, or an option; without both it is that of the result in the file. */
    static Node reshape(OperatorCall call) throws FileFormatException {
        int[] dims = {};
        if (call.has(1)) {
            dims = call.integers(1);
        } else if (call.hasOptions()) {
            dims = call.options().integers(0, 8, "the new shape");
        }
        return reshaped(
                call, dims.length > 0 ? Arrays.stream(dims).asLongStream().toArray() : outputDims(call));
    }

    /** Axes of length 1 are added or left out: the result's shape in the file says which. */
    static Node sameNumbers(OperatorCall call) throws FileFormatException {
        return reshaped(call, outputDims(call));
    }

    private static long[] outputDims(OperatorCall call) throws FileFormatException {
        return call.outputShape().dims();
    }

    /** One dimension may be -1; the first one is the batch, if it is as long as the file's. */
    private static Node reshaped(OperatorCall call, long[] dims) throws FileFormatException {
        Node input = call.input(0);
        long[] wanted = dims.clone();
        if (call.batch().isChanged()
                && wanted.length > 0
                && wanted[0] == call.batch().inFile()
                && !isShapeOf(input, dims)) {
            wanted[0] = call.batch().wanted();
        }
        long others = 1;
        int open = -1;
        for (int axis = 0; axis < wanted.length; axis++) {
            if (wanted[axis] == -1 && open < 0) {
                open = axis;
            } else if (wanted[axis] < 1 || others * wanted[axis] > Integer.MAX_VALUE) {
                throw new FileFormatException("the new shape " + Arrays.toString(dims) + " is not possible");
            } else {
                others *= wanted[axis];
            }
        }
        if (open >= 0) {
            wanted[open] = Math.max(1, input.shape().elementCount() / others);
        }
        return call.graph().reshape(call.name(), input, Shape.of(wanted));
    }

    /** Whether the shape fits the input as it is: then it came from the shape of a tensor, or has -1 for the batch. */
    private static boolean isShapeOf(Node input, long... dims) {
        long count = 1;
        for (long dim : dims) {
            if (dim < 1 || count > Integer.MAX_VALUE) {
                return false;
            }
            count *= dim;
        }
        return count == input.shape().elementCount();
    }

    static Node fullyConnected(OperatorCall call) throws FileFormatException {
        FlatTable options = call.options();
        if (options.unsignedByte(1) != 0) {
            throw new FileFormatException("its weights are shuffled for quantised kernels, which is not supported");
        }
        // The file has [outputs, inputs].
        Shape inFile = call.constant(1).shape();
        if (inFile.rank() != 2) {
            throw new FileFormatException(call.constant(1).describe() + " must be a matrix");
        }
        long outputs = inFile.dim(0);
        long inputs = inFile.dim(1);
        Tensor kernel = call.weights(1, Weights.Order.FIRST_AXIS_LAST, Shape.of(inputs, outputs));
        Node input = call.input(0);
        boolean keepsAxes = options.isTrue(2);
        long rows = input.shape().elementCount() / inputs;
        Node matrix = keepsAxes || rows == 0 ? input : call.graph().reshape(call.name(), input, Shape.of(rows, inputs));
        Node node = DenseLayers.add(call.graph(), call.name(), matrix, kernel, call.vectorOrNull(2));
        return call.activated(node, 0);
    }

    /** float16 weights that become float32; nothing is computed. */
    static Node dequantize(OperatorCall call) throws FileFormatException {
        ModelTensor source = call.constant(0);
        if (source.type() != TensorType.FLOAT16) {
            throw new FileFormatException(source.describe()
                    + " is quantised, but only float16 weights are supported; convert the model without quantisation");
        }
        return null;
    }
}
