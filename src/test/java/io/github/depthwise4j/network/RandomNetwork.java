package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.DenseLayers;
import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.GraphBuilder;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A random network of layers that keep integers, with small integers as weights: every order of summation gives the
 * same bits. relu6 keeps the numbers small. The same seed gives the same network.
 */
final class RandomNetwork implements AutoCloseable {
    private static final int MOST_NODES = 14;

    private final Random random;
    private final GraphBuilder builder = new GraphBuilder();
    private final List<Node> nodes = new ArrayList<>();
    /** Convolutions whose numbers may be large: only an activation or a sum reads them. */
    private final Set<Node> large = new HashSet<>();

    private final List<Tensor> weights = new ArrayList<>();
    private final List<float[]> inputs = new ArrayList<>();
    private final Graph graph;

    RandomNetwork(long seed) {
        random = new Random(seed);
        int batch = 1 + random.nextInt(2);
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            Shape shape = Shape.of(batch, 2 + random.nextInt(7), 2 + random.nextInt(7), 1 + random.nextInt(9));
            nodes.add(builder.input("input", shape));
            inputs.add(integers(shape, 3));
        }
        int count = 2 + random.nextInt(MOST_NODES);
        while (nodes.size() < count) {
            Node added = next();
            if (added != null) {
                nodes.add(added);
            }
        }
        List<Node> outputs = new ArrayList<>(List.of(nodes.get(nodes.size() - 1)));
        while (random.nextInt(3) == 0) {
            outputs.add(any());
        }
        graph = builder.build(outputs);
    }

    Graph graph() {
        return graph;
    }

    List<float[]> inputs() {
        return inputs;
    }

    private Node any() {
        // Mostly recent nodes, so that networks are deep.
        return nodes.get(Math.max(random.nextInt(nodes.size()), random.nextInt(nodes.size())));
    }

    /** Another layer; null if the random choice does not fit. */
    private Node next() {
        Node x = any();
        if (large.contains(x)) {
            x = small(x);
        }
        boolean image = x.shape().rank() == 4;
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> image ? small(convolution(x)) : null;
            case 3 -> image ? small(depthwise(x)) : null;
            case 4, 5 -> addition(x);
            case 6 -> builder.activation("", x, Activation.RELU6);
            case 7 -> image ? pooling(x) : null;
            case 8 -> concatenation(x);
            case 9 -> padding(x);
            case 10 -> image ? resizing(x) : null;
            default -> reshaping(x);
        };
    }

    /** Numbers after a convolution are kept small, most of the time by an activation that can be fused. */
    private Node small(Node node) {
        if (node.operator() instanceof Operator.Convolution && random.nextInt(3) == 0) {
            nodes.add(node);
            large.add(node);
        }
        return builder.activation("", node, Activation.RELU6);
    }

    private Tensor weights(long... shape) {
        Tensor tensor = Tensor.of(integers(Shape.of(shape), 2), shape);
        weights.add(tensor);
        return tensor;
    }

    private float[] integers(Shape shape, int most) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(2 * most + 1) - most;
        }
        return values;
    }

    private Node convolution(Node x) {
        int size = 1 + 2 * random.nextInt(2);
        Padding padding = random.nextBoolean()
                        || size > x.shape().dim(1)
                        || size > x.shape().dim(2)
                ? Padding.SAME
                : Padding.VALID;
        int stride = 1 + random.nextInt(2);
        int channels = random.nextBoolean() ? (int) x.shape().dim(3) : 1 + random.nextInt(12);
        Tensor bias = random.nextBoolean() ? weights(channels) : null;
        ConvolutionParameters parameters =
                ConvolutionParameters.conv2d(new int[] {stride, stride}, padding, DataFormat.NHWC, null, null);
        Node node = builder.convolution(
                "", x, parameters, weights(size, size, x.shape().dim(3), channels), bias);
        return sameShape(node, x);
    }

    /** Now and then a sum, of which a convolution is one part. */
    private Node sameShape(Node convolved, Node x) {
        return convolved.shape().equals(x.shape()) && random.nextBoolean() ? sum(x, convolved) : convolved;
    }

    private Node depthwise(Node x) {
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(new int[] {1, 1}, Padding.SAME, DataFormat.NHWC, null, null);
        Node node = builder.convolution(
                "",
                x,
                parameters,
                weights(3, 3, x.shape().dim(3), 1),
                weights(x.shape().dim(3)));
        return sameShape(node, x);
    }

    private Node sum(Node first, Node second) {
        boolean swapped = random.nextBoolean();
        Node one = swapped ? second : first;
        Node other = swapped ? first : second;
        return builder.layer(
                "",
                new BinaryProblem(BinaryProblem.Kind.ADD, one.shape(), other.shape(), Activation.NONE),
                List.of(one, other));
    }

    private Node addition(Node x) {
        List<Node> same =
                nodes.stream().filter(node -> node.shape().equals(x.shape())).toList();
        if (random.nextInt(3) == 0) {
            Tensor numbers = weights(x.shape().dim(x.shape().rank() - 1));
            return small(sum(x, builder.constant("", numbers)));
        }
        return small(sum(x, same.get(random.nextInt(same.size()))));
    }

    private Node pooling(Node x) {
        return builder.layer(
                "",
                random.nextInt(3) == 0
                        ? PoolingProblem.global(PoolingProblem.Kind.MAXIMUM, x.shape())
                        : new PoolingProblem(PoolingProblem.Kind.MAXIMUM, x.shape(), 2, 2, 2, 1, Padding.SAME),
                List.of(x));
    }

    private Node concatenation(Node x) {
        int axis = x.shape().rank() - 1;
        List<Node> joined = new ArrayList<>(List.of(x));
        for (Node node : nodes) {
            boolean fits = node.shape().rank() == axis + 1 && !large.contains(node);
            for (int i = 0; fits && i < axis; i++) {
                fits = node.shape().dim(i) == x.shape().dim(i);
            }
            if (fits && random.nextBoolean()) {
                joined.add(node);
            }
        }
        return builder.layer(
                "", new ConcatenationProblem(joined.stream().map(Node::shape).toList(), axis), joined);
    }

    private Node padding(Node x) {
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int axis = 0; axis < x.shape().rank(); axis++) {
            before.add(axis == 0 ? 0 : random.nextInt(2));
            after.add(axis == 0 ? 0 : random.nextInt(2));
        }
        return builder.layer("", new ZeroPaddingProblem(x.shape(), before, after), List.of(x));
    }

    private Node resizing(Node x) {
        int rows = 2 * (int) x.shape().dim(1);
        return rows > 16
                ? null
                : builder.layer(
                        "",
                        new ResizeProblem(ResizeProblem.Kind.NEAREST, x.shape(), rows, (int)
                                x.shape().dim(2)),
                        List.of(x));
    }

    private Node reshaping(Node x) {
        if (random.nextBoolean()) {
            long last = x.shape().dim(x.shape().rank() - 1);
            return small(DenseLayers.add(builder, "", x, weights(last, 1 + random.nextInt(6)), null));
        }
        return builder.reshape(
                "",
                x,
                Shape.of(x.shape().dim(0), x.shape().elementCount() / x.shape().dim(0)));
    }

    @Override
    public void close() {
        weights.forEach(Tensor::close);
    }
}
