package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a graph node by node, and finds out the shapes. For one thread. */
public final class GraphBuilder {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> inputs = new ArrayList<>();
    private final Map<Node, String> names = new IdentityHashMap<>();

    /** An input of the network. */
    public Node input(String name, Shape shape) {
        Node node = add(name, new Operator.Input(), List.of(), shape);
        inputs.add(node);
        return node;
    }

    /** Numbers that never change. */
    public Node constant(String name, Tensor values) {
        return add(name, new Operator.Constant(values), List.of(), values.shape());
    }

    /**
     * A convolution in NHWC order.
     *
     * @param bias null for none
     * @throws InvalidProblemException if the problem is refused
     */
    public Node convolution(
            String name, Node input, ConvolutionParameters parameters, Tensor filter, @Nullable Tensor bias) {
        return convolution(name, input, parameters, filter.shape(), filter, bias);
    }

    /** The same with a filter in a tensor of another shape. */
    Node convolution(
            String name,
            Node input,
            ConvolutionParameters parameters,
            Shape filterShape,
            Tensor filter,
            @Nullable Tensor bias) {
        Operator.Convolution operator =
                new Operator.Convolution(parameters, filterShape, filter, bias, false, Activation.NONE);
        ConvolutionProblem.checkFilter(parameters, filterShape, bias == null ? null : bias.shape());
        Shape shape = operator.problem(input.shape()).outputShape();
        if (input.shape().elementCount() == 0 || shape.elementCount() == 0) {
            throw new InvalidProblemException(
                    "size",
                    parameters.operation() + ": input shape = " + input.shape() + ", but input and output " + shape
                            + " of a layer must have elements; use a larger image.");
        }
        return add(name, operator, List.of(input), shape);
    }

    /**
     * Any other layer, whose problem has the shapes of the inputs.
     *
     * @param weights the tensors behind the inputs
     */
    public Node layer(String name, LayerProblem problem, List<Node> from, Tensor... weights) {
        return add(name, new Operator.Layer(problem, List.of(weights)), from, problem.outputShape());
    }

    /** An activation; the input itself if it is {@link Activation#NONE}. */
    public Node activation(String name, Node input, Activation activation) {
        return activation.kind() == Activation.Kind.NONE
                ? input
                : layer(name, new ActivationProblem(input.shape(), activation), List.of(input));
    }

    /**
     * The same numbers in another shape.
     *
     * @throws InvalidProblemException if it has another number of elements
     */
    public Node reshape(String name, Node input, Shape shape) {
        if (shape.elementCount() != input.shape().elementCount()) {
            throw new InvalidProblemException(
                    "shape",
                    "reshape: shape = " + shape + ", but input " + input.shape() + " has "
                            + input.shape().elementCount() + " elements; pass a shape with as many.");
        }
        return shape.equals(input.shape()) ? input : add(name, new Operator.Reshape(), List.of(input), shape);
    }

    private Node add(String name, Operator operator, List<Node> from, Shape shape) {
        Node node = new Node(nodes.size(), name, operator, from, shape);
        nodes.add(node);
        return node;
    }

    /** Adds a node of another graph, with other inputs. */
    Node copy(Node node, Operator operator, List<Node> from) {
        Node copy = add(node.name(), operator, from, node.shape());
        if (operator instanceof Operator.Input) {
            inputs.add(copy);
        }
        return copy;
    }

    /** The number of nodes so far. */
    public int size() {
        return nodes.size();
    }

    /**
     * Gives the nodes from an index to that of the last one a name, which the graph has and the nodes here have not.
     */
    public void rename(int first, Node last, String name) {
        for (int index = Math.min(first, last.index()); index <= last.index(); index++) {
            names.put(nodes.get(index), name);
        }
    }

    /** The name that a node has in the graph. */
    public String nameOf(Node node) {
        return names.getOrDefault(node, node.name());
    }

    /** The graph of all nodes so far, with these results. */
    public Graph build(List<Node> outputs) {
        if (names.isEmpty()) {
            return new Graph(nodes, inputs, outputs);
        }
        Map<Node, Node> named = new IdentityHashMap<>();
        for (Node node : nodes) {
            List<Node> from = node.inputs().stream().map(named::get).toList();
            named.put(node, new Node(node.index(), nameOf(node), node.operator(), from, node.shape()));
        }
        return new Graph(
                nodes.stream().map(named::get).toList(),
                inputs.stream().map(named::get).toList(),
                outputs.stream().map(named::get).toList());
    }
}
