package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a graph into one with fewer layers that computes the same. A layer is fused into another one only if nobody
 * else reads its result.
 *
 * <ul>
 *   <li>{@code x * sigmoid(x)} becomes swish.
 *   <li>Zeros around an image are taken into a convolution with VALID padding behind them.
 *   <li>A convolution of an image that is divided by space to batch, and joined again, becomes a dilated one.
 *   <li>An addition of one number for each channel becomes the bias of the convolution before it.
 *   <li>An addition of two results becomes the residual of the convolution that is one of them.
 *   <li>An activation is taken into the convolution, the arithmetic or the transposed convolution before it.
 *   <li>What oneDNN has no fast primitive for becomes other layers, see {@link Lowering}.
 *   <li>What contributes to no output is left out, except for the inputs.
 * </ul>
 */
public final class GraphRewriter {
    private static final int SPATIAL_AXES = 4;

    private GraphRewriter() {}

    /**
     * The graph with fewer layers.
     *
     * @param owner closes the tensors of weights that are rearranged
     * @param threads the most threads that compute a layer; the bits of some results depend on it
     */
    public static Graph fuse(Graph graph, CloseStack owner, int threads) {
        Graph result = graph;
        for (Rule rule : List.<Rule>of(
                GraphRewriter::swish,
                GraphRewriter::padding,
                Dilation::rule,
                GraphRewriter::bias,
                GraphRewriter::residual,
                GraphRewriter::activation)) {
            result = apply(rule, result);
        }
        // Activations are in the transposed convolutions by now; they go on into the ordinary ones.
        return apply(GraphRewriter::activation, Lowering.lower(result, owner, threads));
    }

    /** What a node is replaced with. */
    record Fused(Operator operator, List<Node> inputs) {}

    /** Finds a replacement for a node and some nodes before it; null if there is none. */
    interface Rule {
        Fused replacementOrNull(Node node, Map<Node, Integer> readers);
    }

    private static Graph apply(Rule rule, Graph graph) {
        Map<Node, Integer> readers = graph.readers();
        List<Node> rewritten = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Fused fused = rule.replacementOrNull(node, readers);
            rewritten.add(new Node(
                    node.index(),
                    fused == null ? node.name() : nameOf(node, fused),
                    fused == null ? node.operator() : fused.operator,
                    fused == null ? node.inputs() : fused.inputs,
                    node.shape()));
        }
        return compacted(graph, rewritten);
    }

    /** The name of the node; if it has none, that of a node that is taken into it. */
    private static String nameOf(Node node, Fused fused) {
        return node.name().isEmpty()
                ? node.inputs().stream()
                        .filter(input -> !fused.inputs.contains(input))
                        .map(Node::name)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("")
                : node.name();
    }

    /** The graph of the rewritten nodes, which still name their old inputs, without those that nobody reads. */
    private static Graph compacted(Graph old, List<Node> rewritten) {
        boolean[] needed = new boolean[rewritten.size()];
        old.outputs().forEach(output -> needed[output.index()] = true);
        for (int i = rewritten.size() - 1; i >= 0; i--) {
            needed[i] |= rewritten.get(i).operator() instanceof Operator.Input;
            if (needed[i]) {
                rewritten.get(i).inputs().forEach(input -> needed[input.index()] = true);
            }
        }
        GraphBuilder builder = new GraphBuilder();
        Map<Integer, Node> copies = new HashMap<>();
        for (Node node : rewritten) {
            if (needed[node.index()]) {
                List<Node> inputs = node.inputs().stream()
                        .map(input -> copies.get(input.index()))
                        .toList();
                copies.put(node.index(), builder.copy(node, node.operator(), inputs));
            }
        }
        return builder.build(
                old.outputs().stream().map(output -> copies.get(output.index())).toList());
    }

    static boolean isPrivate(Node node, Map<Node, Integer> readers) {
        return readers.getOrDefault(node, 0) == 1;
    }

    private static Fused swish(Node node, Map<Node, Integer> readers) {
        if (!(node.problemOrNull() instanceof BinaryProblem product)
                || product.kind() != BinaryProblem.Kind.MULTIPLY
                || product.activation().kind() != Activation.Kind.NONE) {
            return null;
        }
        for (int i = 0; i < 2; i++) {
            Node sigmoid = node.inputs().get(i);
            Node x = node.inputs().get(1 - i);
            if (sigmoid.problemOrNull() instanceof ActivationProblem gate
                    && gate.activation().kind() == Activation.Kind.SIGMOID
                    && sigmoid.inputs().get(0) == x
                    && isPrivate(sigmoid, readers)) {
                return new Fused(
                        new Operator.Layer(new ActivationProblem(x.shape(), Activation.SWISH), List.of()), List.of(x));
            }
        }
        return null;
    }

    private static Fused padding(Node node, Map<Node, Integer> readers) {
        if (!(node.operator() instanceof Operator.Convolution convolution)
                || !convolution.parameters().padding().equals(Padding.VALID)) {
            return null;
        }
        Node padded = node.inputs().get(0);
        if (!(padded.problemOrNull() instanceof ZeroPaddingProblem zeros)
                || !isPrivate(padded, readers)
                || zeros.before().size() != SPATIAL_AXES
                || zeros.before().get(0)
                                + zeros.after().get(0)
                                + zeros.before().get(3)
                                + zeros.after().get(3)
                        != 0) {
            return null;
        }
        int[][] pairs = new int[SPATIAL_AXES][];
        for (int axis = 0; axis < SPATIAL_AXES; axis++) {
            pairs[axis] = new int[] {zeros.before().get(axis), zeros.after().get(axis)};
        }
        ConvolutionParameters old = convolution.parameters();
        ConvolutionParameters parameters = new ConvolutionParameters(
                old.operation(),
                old.strideHeight(),
                old.strideWidth(),
                Padding.explicit(pairs),
                old.dataFormat(),
                old.dilationHeight(),
                old.dilationWidth(),
                old.name());
        List<Node> inputs = new ArrayList<>(node.inputs());
        inputs.set(0, padded.inputs().get(0));
        return new Fused(
                new Operator.Convolution(
                        parameters,
                        convolution.filterShape(),
                        convolution.filter(),
                        convolution.bias(),
                        convolution.residual(),
                        convolution.activation()),
                inputs);
    }

    private static Fused bias(Node node, Map<Node, Integer> readers) {
        if (!(node.problemOrNull() instanceof BinaryProblem sum) || sum.kind() != BinaryProblem.Kind.ADD) {
            return null;
        }
        for (int i = 0; i < 2; i++) {
            Node convolved = node.inputs().get(i);
            if (convolved.operator() instanceof Operator.Convolution convolution
                    && node.inputs().get(1 - i).operator() instanceof Operator.Constant numbers
                    && convolution.bias() == null
                    && !convolution.residual()
                    && convolution.activation().kind() == Activation.Kind.NONE
                    && convolved.shape().equals(node.shape())
                    && numbers.values().shape().rank() == 1
                    && numbers.values().shape().dim(0) == convolved.shape().dim(SPATIAL_AXES - 1)
                    && isPrivate(convolved, readers)) {
                return new Fused(convolution.with(numbers.values(), sum.activation()), convolved.inputs());
            }
        }
        return null;
    }

    private static Fused residual(Node node, Map<Node, Integer> readers) {
        if (!(node.problemOrNull() instanceof BinaryProblem sum)
                || sum.kind() != BinaryProblem.Kind.ADD
                || !sum.first().equals(sum.second())
                || node.inputs().get(0) == node.inputs().get(1)) {
            return null;
        }
        // The later of two convolutions: the earlier one is computed before it in any case.
        int later = node.inputs().get(0).index() > node.inputs().get(1).index() ? 0 : 1;
        for (int i : new int[] {later, 1 - later}) {
            Node convolved = node.inputs().get(i);
            if (convolved.operator() instanceof Operator.Convolution convolution
                    && !convolution.residual()
                    && convolution.activation().kind() == Activation.Kind.NONE
                    && isPrivate(convolved, readers)) {
                return new Fused(
                        convolution.with(true, sum.activation()),
                        List.of(convolved.inputs().get(0), node.inputs().get(1 - i)));
            }
        }
        return null;
    }

    private static Fused activation(Node node, Map<Node, Integer> readers) {
        if (!(node.problemOrNull() instanceof ActivationProblem activation)) {
            return null;
        }
        Node before = node.inputs().get(0);
        if (!isPrivate(before, readers) || before.activation().kind() != Activation.Kind.NONE) {
            return null;
        }
        Operator fused = activated(before.operator(), activation.activation());
        return fused == null ? null : new Fused(fused, before.inputs());
    }

    /** The operator with an activation; null if it cannot have one. */
    private static Operator activated(Operator operator, Activation activation) {
        if (operator instanceof Operator.Convolution convolution) {
            return convolution.with(convolution.residual(), activation);
        }
        if (!(operator instanceof Operator.Layer layer)) {
            return null;
        }
        LayerProblem problem = layer.problem();
        if (problem instanceof BinaryProblem binary) {
            return new Operator.Layer(
                    new BinaryProblem(binary.kind(), binary.first(), binary.second(), activation), layer.weights());
        }
        if (problem instanceof TransposedConvolutionProblem transposed) {
            return new Operator.Layer(
                    new TransposedConvolutionProblem(
                            transposed.inputShape(),
                            transposed.filterShape(),
                            transposed.strideHeight(),
                            transposed.strideWidth(),
                            transposed.padding(),
                            transposed.outputHeight(),
                            transposed.outputWidth(),
                            transposed.bias(),
                            activation),
                    layer.weights());
        }
        return null;
    }
}
