package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.GraphBuilder;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.TensorLayers;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.ConcatenationProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Makes a network layer by layer, in the functional style of Keras: every layer is a method of the {@link Layer} that
 * it reads.
 *
 * <pre>{@code
 * NetworkBuilder net = Network.builder();
 * Layer image = net.input("image", 1, 224, 224, 3);
 * Layer x = image.conv2d(filter, bias, 2, Padding.SAME).activation(Activation.RELU6);
 * Layer y = x.depthwiseConv2d(depthwise, null, 1, Padding.SAME).activation(Activation.RELU6);
 * Layer gate = y.globalAveragePooling().conv2d(squeeze, null, 1, Padding.SAME).activation(Activation.SIGMOID);
 * try (Network network = net.build(y.multiply(gate))) {
 *     List<Tensor> results = network.run(photo);
 * }
 * }</pre>
 *
 * <p>The tensors of weights must stay open until {@link #build}, which copies them. Layers may be fused, so it costs
 * nothing to write an activation or an addition as a layer of its own. Every method checks its rules at once. For one
 * thread. No argument may be null unless a method says so.
 */
public final class NetworkBuilder {
    private final GraphBuilder graph = new GraphBuilder();
    private String name = "";

    NetworkBuilder() {}

    GraphBuilder graph() {
        return graph;
    }

    /**
     * Sets a name for messages and logs. The default is none.
     *
     * @param text the name
     * @return this builder
     */
    public NetworkBuilder name(String text) {
        this.name = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * {@return an input of the network}
     *
     * @param inputName a name for people
     * @param shape the shape, the batch first; for an image {@code [batch, height, width, channels]}
     * @throws InvalidProblemException if such a tensor has no elements
     * @throws IllegalArgumentException if it is not a shape
     */
    public Layer input(String inputName, long... shape) {
        Objects.requireNonNull(inputName, "inputName");
        Shape checked = Shape.of(Objects.requireNonNull(shape, "shape"));
        requireElements("input", checked);
        return layer(graph.input(inputName, checked));
    }

    private static void requireElements(String what, Shape shape) {
        if (shape.elementCount() == 0 || shape.elementCount() > Integer.MAX_VALUE) {
            throw new InvalidProblemException(
                    "size",
                    what + ": shape = " + shape
                            + ", but a tensor of a network has 1 to 2147483647 elements; make every "
                            + "dimension 1 or more.");
        }
    }

    /**
     * {@return numbers that never change, as an operand of arithmetic}
     *
     * @param values the numbers
     * @throws InvalidProblemException if there are none
     */
    public Layer constant(Tensor values) {
        requireElements("constant", Objects.requireNonNull(values, "values").shape());
        return layer(graph.constant("", values));
    }

    /**
     * {@return the results of layers one behind the other along an axis, {@code tf.concat}}
     *
     * @param axis the axis, from 0; 3 are the channels of an image
     * @param layers the layers, at least one
     * @throws InvalidProblemException if their shapes differ along another axis
     */
    public Layer concatenate(int axis, Layer... layers) {
        Objects.requireNonNull(layers, "layers");
        List<Node> nodes = nodes(layers);
        List<Shape> shapes = nodes.stream().map(Node::shape).toList();
        return layer(graph.layer("", new ConcatenationProblem(shapes, axis), nodes));
    }

    Layer binary(BinaryProblem.Kind kind, Layer first, Layer other) {
        List<Node> nodes = nodes(first, Objects.requireNonNull(other, "other"));
        return layer(TensorLayers.binary(graph, "", kind, nodes.get(0), nodes.get(1)));
    }

    Layer matmul(Layer first, Layer other) {
        List<Node> nodes = nodes(first, Objects.requireNonNull(other, "other"));
        MatMulProblem problem = new MatMulProblem(first.shape(), other.shape(), false, false);
        return layer(graph.layer("", problem, nodes));
    }

    /**
     * {@return the network with these results, which the caller closes} Loads oneDNN, makes the plans and packs the
     * weights.
     *
     * @param outputs the layers whose results a run returns, at least one
     * @throws IllegalArgumentException if there is none, or one belongs to another builder
     * @throws IllegalStateException if a tensor of weights is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the weights
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses a layer
     */
    public Network build(Layer... outputs) {
        return build(NetworkOptions.defaults(), outputs);
    }

    /**
     * {@return the network with these results, as {@link #build(Layer...)}}
     *
     * @param options how it is made ready; the batch is that of the inputs
     * @param outputs the layers whose results a run returns, at least one
     * @throws IllegalArgumentException if there is none, or one belongs to another builder
     */
    public Network build(NetworkOptions options, Layer... outputs) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(outputs, "outputs");
        if (outputs.length == 0) {
            throw new IllegalArgumentException(
                    "NetworkBuilder.build: no outputs, but a network has at least one; pass the last layer");
        }
        return Network.of(name, graph.build(nodes(outputs)), options);
    }

    /**
     * Makes the network, runs it on random inputs from -1 to 1, and compares every layer with the oracle.
     *
     * @param options how it is made ready
     * @param seed the seed of the inputs
     * @param outputs the layers whose results a run returns, at least one
     * @return how the layers compare
     */
    public NetworkVerification verify(NetworkOptions options, long seed, Layer... outputs) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(outputs, "outputs");
        return Network.verify(name, graph.build(nodes(outputs)), options, seed, layer -> {});
    }

    private Layer layer(Node node) {
        return new Layer(new LayerNodes(this, node.index(), node));
    }

    private List<Node> nodes(Layer... layers) {
        for (Layer layer : layers) {
            if (layer.builder() != this) {
                throw new IllegalArgumentException("a layer of another builder was passed: " + layer
                        + "; make all layers of a network with one builder");
            }
        }
        return Stream.of(layers).map(Layer::node).toList();
    }
}
