package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.SliceProblem;
import io.github.depthwise4j.problem.layer.TileProblem;
import io.github.depthwise4j.problem.layer.TransposeProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Operations of TensorFlow that are a few layers here. */
public final class TensorLayers {
    private static final int IMAGE_RANK = 4;
    private static final int MOST_COPIED_ENTRIES = 64;

    private TensorLayers() {}

    /** Arithmetic with NumPy's broadcasting, also where no operand, or only the second, has the shape of the result. */
    public static Node binary(GraphBuilder graph, String name, BinaryProblem.Kind kind, Node first, Node second) {
        Shape result = broadcast(kind.toString(), first.shape(), second.shape());
        boolean wholeFirst = result.equals(first.shape());
        boolean wholeSecond = result.equals(second.shape());
        if (wholeFirst || wholeSecond && kind.isCommutative()) {
            return binaryLayer(graph, name, kind, first, second);
        }
        if (wholeSecond && kind == BinaryProblem.Kind.SUBTRACT) {
            // a - b is -b + a, to the last bit.
            return binaryLayer(
                    graph,
                    name,
                    BinaryProblem.Kind.ADD,
                    function(graph, name, FunctionProblem.Kind.NEGATIVE, second),
                    first);
        }
        return binaryLayer(graph, name, kind, broadcastTo(graph, name, first, result), second);
    }

    private static Node binaryLayer(GraphBuilder graph, String name, BinaryProblem.Kind kind, Node first, Node second) {
        BinaryProblem problem = new BinaryProblem(kind, first.shape(), second.shape(), Activation.NONE);
        return graph.layer(name, problem, List.of(first, second));
    }

    public static Node function(GraphBuilder graph, String name, FunctionProblem.Kind kind, Node input) {
        return graph.layer(name, new FunctionProblem(kind, input.shape()), List.of(input));
    }

    public static Node power(GraphBuilder graph, String name, Node input, float exponent) {
        FunctionProblem problem = new FunctionProblem(FunctionProblem.Kind.POWER, input.shape(), exponent);
        return graph.layer(name, problem, List.of(input));
    }

    private static Shape broadcast(String operation, Shape first, Shape second) {
        long[] dims = new long[Math.max(first.rank(), second.rank())];
        for (int fromEnd = 1; fromEnd <= dims.length; fromEnd++) {
            long one = fromEnd <= first.rank() ? first.dim(first.rank() - fromEnd) : 1;
            long other = fromEnd <= second.rank() ? second.dim(second.rank() - fromEnd) : 1;
            if (one != other && one != 1 && other != 1) {
                throw new InvalidProblemException(
                        "shape",
                        operation + ": shapes = " + first + " and " + second + ", but an axis has length " + one
                                + " in the one and " + other
                                + " in the other; make the lengths equal, or one of them 1.");
            }
            dims[dims.length - fromEnd] = Math.max(one, other);
        }
        return Shape.of(dims);
    }

    /** {@code tf.broadcast_to}. */
    public static Node broadcastTo(GraphBuilder graph, String name, Node input, Shape shape) {
        if (!broadcast("broadcast_to", input.shape(), shape).equals(shape)) {
            throw new InvalidProblemException(
                    "shape",
                    "broadcast_to: shape = " + shape + ", but input " + input.shape()
                            + " has longer axes; pass a shape with axes as long, or more of them.");
        }
        if (shape.rank() == 0) {
            return input;
        }
        long[] dims = new long[shape.rank()];
        List<Integer> multiples = new ArrayList<>();
        int missing = shape.rank() - input.shape().rank();
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] = axis < missing ? 1 : input.shape().dim(axis - missing);
            multiples.add((int) (shape.dim(axis) / dims[axis]));
        }
        return tile(graph, name, graph.reshape(name, input, Shape.of(dims)), multiples);
    }

    /** {@code tf.tile}, along one axis after the other, the last one first: oneDNN has no copy along many at once. */
    public static Node tile(GraphBuilder graph, String name, Node input, List<Integer> multiples) {
        TileProblem problem = new TileProblem(input.shape(), multiples);
        Node result = input;
        for (int axis = problem.multiples().size() - 1; axis >= 0; axis--) {
            if (multiples.get(axis) > 1) {
                List<Integer> along = new ArrayList<>(Collections.nCopies(multiples.size(), 1));
                along.set(axis, multiples.get(axis));
                result = graph.layer(name, new TileProblem(result.shape(), along), List.of(result));
            }
        }
        return result;
    }

    /** {@code tf.transpose}. Axes of length 1 may move without any copy. */
    public static Node transpose(GraphBuilder graph, String name, Node input, List<Integer> permutation) {
        TransposeProblem problem = new TransposeProblem(input.shape(), permutation);
        List<Integer> longAxes =
                permutation.stream().filter(axis -> input.shape().dim(axis) > 1).toList();
        boolean sorted = longAxes.stream().sorted().toList().equals(longAxes);
        return sorted ? graph.reshape(name, input, problem.outputShape()) : graph.layer(name, problem, List.of(input));
    }

    /** {@code tf.strided_slice}. */
    public static Node slice(
            GraphBuilder graph,
            String name,
            Node input,
            List<Integer> begin,
            List<Integer> size,
            List<Integer> strides) {
        SliceProblem problem = new SliceProblem(input.shape(), begin, size, strides);
        return problem.outputShape().equals(input.shape()) ? input : graph.layer(name, problem, List.of(input));
    }

    /** Neighbouring rows and columns of images. */
    static Node crop(GraphBuilder graph, String name, Node images, int top, int left, Shape size) {
        List<Integer> sizes =
                Arrays.stream(size.dims()).mapToObj(Math::toIntExact).toList();
        return slice(graph, name, images, List.of(0, top, left, 0), sizes, List.of(1, 1, 1, 1));
    }

    /** Neighbouring entries along one axis. */
    public static Node part(GraphBuilder graph, String name, Node input, int axis, int begin, int size) {
        int rank = input.shape().rank();
        List<Integer> begins = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> sizes = new ArrayList<>();
        for (long dim : input.shape().dims()) {
            sizes.add((int) dim);
        }
        begins.set(axis, begin);
        sizes.set(axis, size);
        return slice(graph, name, input, begins, sizes, Collections.nCopies(rank, 1));
    }

    /** Some entries along an axis, in any order: {@code tf.gather} with constant indices. */
    public static Node gather(GraphBuilder graph, String name, Node input, int axis, int... indices) {
        List<Node> parts = new ArrayList<>();
        int from = 0;
        while (from < indices.length) {
            int to = from + 1;
            while (to < indices.length && indices[to] == indices[to - 1] + 1) {
                to++;
            }
            parts.add(part(graph, name, input, axis, indices[from], to - from));
            from = to;
            if (parts.size() > MOST_COPIED_ENTRIES) {
                throw new InvalidProblemException(
                        "size",
                        "gather: the indices are more than " + MOST_COPIED_ENTRIES
                                + " runs of neighbours, which is not supported; sort them, or take fewer.");
            }
        }
        return join(graph, name, axis, parts);
    }

    private static Node join(GraphBuilder graph, String name, int axis, List<Node> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Shape> shapes = parts.stream().map(Node::shape).toList();
        return graph.layer(name, new ConcatenationProblem(shapes, axis), parts);
    }

    /**
     * {@code tf.pad} with the entries of the tensor itself, mirrored.
     *
     * @param skipped 1 if the entry at the border is not repeated (REFLECT), 0 if it is (SYMMETRIC)
     */
    public static Node mirrorPad(
            GraphBuilder graph, String name, Node input, List<Integer> before, List<Integer> after, int skipped) {
        Node result = input;
        for (int axis = 0; axis < input.shape().rank(); axis++) {
            long length = input.shape().dim(axis);
            int most = Math.max(before.get(axis), after.get(axis));
            if (Math.min(before.get(axis), after.get(axis)) < 0 || most > length - skipped) {
                throw new InvalidProblemException(
                        "padding",
                        "mirror_pad: paddings = " + before + " and " + after + ", but axis " + axis + " of input "
                                + input.shape() + " has only " + (length - skipped)
                                + " entries to mirror; pad less.");
            }
            if (most == 0) {
                continue;
            }
            if ((long) before.get(axis) + after.get(axis) >= MOST_COPIED_ENTRIES) {
                throw new InvalidProblemException(
                        "padding",
                        "mirror_pad: paddings = " + before + " and " + after + ", but at most "
                                + (MOST_COPIED_ENTRIES - 1) + " entries of an axis can be mirrored; pad less.");
            }
            result = mirrored(graph, name, result, axis, before.get(axis), after.get(axis), skipped);
        }
        return result;
    }

    /** Mirrors one axis. The entries between are one part: an axis may be much longer than what is mirrored. */
    private static Node mirrored(
            GraphBuilder graph, String name, Node input, int axis, int before, int after, int skipped) {
        int length = (int) input.shape().dim(axis);
        List<Node> parts = new ArrayList<>();
        for (int i = before; i > 0; i--) {
            parts.add(part(graph, name, input, axis, i - 1 + skipped, 1));
        }
        parts.add(input);
        for (int i = 1; i <= after; i++) {
            parts.add(part(graph, name, input, axis, length - i - skipped, 1));
        }
        return join(graph, name, axis, parts);
    }

    /** {@code tf.nn.space_to_depth}. */
    public static Node spaceToDepth(GraphBuilder graph, String name, Node input, int block) {
        Shape shape = input.shape();
        if (shape.rank() != IMAGE_RANK || block < 1 || shape.dim(1) % block != 0 || shape.dim(2) % block != 0) {
            throw new InvalidProblemException(
                    "size",
                    "space_to_depth: block_size = " + block + ", but input " + shape
                            + " must be [batch, height, width, channels] with rows and columns that are multiples of "
                            + "it; pass another block size.");
        }
        long rows = shape.dim(1) / block;
        long columns = shape.dim(2) / block;
        long channels = shape.dim(3);
        Node split = graph.reshape(name, input, Shape.of(shape.dim(0) * rows, block, columns, block * channels));
        Node moved = transpose(graph, name, split, List.of(0, 2, 1, 3));
        return graph.reshape(name, moved, Shape.of(shape.dim(0), rows, columns, (long) block * block * channels));
    }

    /** One number from those along some axes. */
    public static Node reduce(
            GraphBuilder graph, String name, ReductionProblem.Kind kind, Node input, List<Integer> axes, boolean keep) {
        Node node = graph.layer(name, new ReductionProblem(kind, input.shape(), axes), List.of(input));
        if (keep) {
            return node;
        }
        List<Long> dims = new ArrayList<>();
        for (int axis = 0; axis < input.shape().rank(); axis++) {
            if (!axes.contains(axis)) {
                dims.add(input.shape().dim(axis));
            }
        }
        return graph.reshape(
                name, node, Shape.of(dims.stream().mapToLong(Long::longValue).toArray()));
    }
}
