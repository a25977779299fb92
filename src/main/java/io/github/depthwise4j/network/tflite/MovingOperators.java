package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.TensorLayers;
import io.github.depthwise4j.problem.layer.BatchToSpaceProblem;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.SpaceToBatchProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Translates operators that move numbers to other places, or repeat them. */
final class MovingOperators {
    private static final int SYMMETRIC = 1;

    private MovingOperators() {}

    static Node transpose(OperatorCall call) throws FileFormatException {
        return TensorLayers.transpose(call.graph(), call.name(), call.input(0), NumberOperators.list(call.integers(1)));
    }

    static Node tile(OperatorCall call) throws FileFormatException {
        return TensorLayers.tile(call.graph(), call.name(), call.input(0), NumberOperators.list(call.integers(1)));
    }

    static Node broadcastTo(OperatorCall call) throws FileFormatException {
        long[] dims = Arrays.stream(call.integers(1)).asLongStream().toArray();
        if (dims.length > 0
                && call.batch().isChanged()
                && dims[0] == call.batch().inFile()) {
            dims[0] = call.batch().wanted();
        }
        for (long dim : dims) {
            if (dim < 1) {
                throw new FileFormatException("the new shape " + Arrays.toString(dims) + " is not possible");
            }
        }
        return TensorLayers.broadcastTo(call.graph(), call.name(), call.input(0), call.shape(dims));
    }

    static Node spaceToDepth(OperatorCall call) throws FileFormatException {
        return TensorLayers.spaceToDepth(
                call.graph(), call.name(), call.input(0), call.options().integer(0, 0));
    }

    private static int[] blockAndBorders(OperatorCall call) throws FileFormatException {
        int[] block = call.integers(1);
        int[] borders = call.integers(2);
        if (block.length != 2 || borders.length != 4) {
            throw new FileFormatException("the block " + NumberOperators.text(block) + " and the borders "
                    + NumberOperators.text(borders) + " are not those of rows and columns of an image");
        }
        return new int[] {block[0], block[1], borders[0], borders[1], borders[2], borders[3]};
    }

    static Node spaceToBatch(OperatorCall call) throws FileFormatException {
        int[] sizes = blockAndBorders(call);
        Node input = call.input(0);
        SpaceToBatchProblem problem = new SpaceToBatchProblem(
                input.shape(), sizes[0], sizes[1], List.of(sizes[2], sizes[3], sizes[4], sizes[5]));
        return call.graph().layer(call.name(), problem, List.of(input));
    }

    static Node batchToSpace(OperatorCall call) throws FileFormatException {
        int[] sizes = blockAndBorders(call);
        Node input = call.input(0);
        BatchToSpaceProblem problem = new BatchToSpaceProblem(
                input.shape(), sizes[0], sizes[1], List.of(sizes[2], sizes[3], sizes[4], sizes[5]));
        return call.graph().layer(call.name(), problem, List.of(input));
    }

    static Node mirrorPad(OperatorCall call) throws FileFormatException {
        boolean symmetric = call.hasOptions() && call.options().unsignedByte(0) == SYMMETRIC;
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        Node input = call.input(0);
        int[] pairs = call.integers(1);
        if (pairs.length != 2 * input.shape().rank()) {
            throw new FileFormatException("there are " + pairs.length + " paddings for input " + input.shape());
        }
        for (int i = 0; i < pairs.length; i += 2) {
            before.add(pairs[i]);
            after.add(pairs[i + 1]);
        }
        return TensorLayers.mirrorPad(call.graph(), call.name(), input, before, after, symmetric ? 0 : 1);
    }

    /** Constant indices only. */
    static Node gather(OperatorCall call) throws FileFormatException {
        Node input = call.input(0);
        int axis = call.axis(call.hasOptions() ? call.options().integer(0, 0) : 0, input.shape());
        if (call.hasOptions() && call.options().integer(1, 0) != 0) {
            throw new FileFormatException("batch_dims is not 0, which is not supported");
        }
        if (axis == 0 && call.batch().isChanged()) {
            throw call.anotherBatch("it takes images out of a batch");
        }
        int[] indices = call.integers(1);
        for (int index : indices) {
            if (index < 0 || index >= input.shape().dim(axis)) {
                throw new FileFormatException("index " + index + " is not on axis " + axis + " of " + input.shape());
            }
        }
        if (indices.length == 0) {
            throw new FileFormatException("there are no indices");
        }
        Node node = TensorLayers.gather(call.graph(), call.name(), input, axis, indices);
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < input.shape().rank(); i++) {
            if (i != axis) {
                dims.add(input.shape().dim(i));
            } else {
                call.shapeOfInput(1).forEach(dims::add);
            }
        }
        return call.graph()
                .reshape(
                        call.name(),
                        node,
                        Shape.of(dims.stream().mapToLong(Long::longValue).toArray()));
    }

    /** One tensor of several, which are as many as a new axis is long. */
    static Node pack(OperatorCall call) throws FileFormatException {
        Shape shape = call.input(0).shape();
        int axis = call.hasOptions() ? call.options().integer(1, 0) : 0;
        axis = axis < 0 ? axis + shape.rank() + 1 : axis;
        if (axis < 0 || axis > shape.rank()) {
            throw new FileFormatException("axis " + axis + " cannot be a new one of " + shape);
        }
        if (axis == 0 && call.batch().isChanged()) {
            throw call.anotherBatch("it makes a new first axis");
        }
        List<Node> parts = new ArrayList<>();
        for (int i = 0; i < call.inputCount(); i++) {
            Node part = call.input(i);
            parts.add(call.graph().reshape(call.name(), part, withAxis(part.shape(), axis)));
        }
        List<Shape> shapes = parts.stream().map(Node::shape).toList();
        return call.graph().layer(call.name(), new ConcatenationProblem(shapes, axis), parts);
    }

    private static Shape withAxis(Shape shape, int axis) {
        List<Long> dims = new ArrayList<>(Arrays.stream(shape.dims()).boxed().toList());
        dims.add(Math.min(axis, dims.size()), 1L);
        return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }
}
