package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites transposed convolutions whose filter is as large as the stride. Then each output pixel comes from one input
 * pixel: a pointwise convolution computes all pixels of a window as channels.
 */
final class SideBySideWindows {
    private final GraphBuilder builder = new GraphBuilder();
    private final CloseStack owner;
    private final Map<Node, Node> copies = new HashMap<>();

    private SideBySideWindows(CloseStack owner) {
        this.owner = owner;
    }

    static Graph rewrite(Graph graph, CloseStack owner) {
        if (graph.nodes().stream().noneMatch(SideBySideWindows::fits)) {
            return graph;
        }
        SideBySideWindows rewriting = new SideBySideWindows(owner);
        graph.nodes().forEach(rewriting::add);
        return rewriting.builder.build(
                graph.outputs().stream().map(rewriting.copies::get).toList());
    }

    private static boolean fits(Node node) {
        return node.problemOrNull() instanceof TransposedConvolutionProblem problem
                && problem.filterShape().dim(0) == problem.strideHeight()
                && problem.filterShape().dim(1) == problem.strideWidth()
                && problem.outputHeight() == problem.inputShape().dim(1) * problem.strideHeight()
                && problem.outputWidth() == problem.inputShape().dim(2) * problem.strideWidth()
                && problem.height().padBefore() == 0
                && problem.width().padBefore() == 0;
    }

    private void add(Node node) {
        List<Node> inputs = node.inputs().stream().map(copies::get).toList();
        copies.put(node, fits(node) ? pointwise(node, inputs.get(0)) : builder.copy(node, node.operator(), inputs));
    }

    private Node pointwise(Node node, Node input) {
        Operator.Layer layer = (Operator.Layer) node.operator();
        TransposedConvolutionProblem problem = (TransposedConvolutionProblem) layer.problem();
        int pixels = problem.strideHeight() * problem.strideWidth();
        long outputs = problem.filterShape().dim(2) * pixels;
        long channels = problem.filterShape().dim(3);
        // From [pixels * out, in] to [in, pixels * out].
        float[] old = layer.weights().get(0).toFloatArray();
        float[] values = new float[old.length];
        for (int i = 0; i < old.length; i++) {
            values[(int) (i % channels * outputs + i / channels)] = old[i];
        }
        Tensor filter = owned(Tensor.of(values, Shape.of(1, 1, channels, outputs)));
        Tensor bias = problem.bias() ? repeated(layer.weights().get(1), pixels) : null;
        ConvolutionParameters parameters =
                ConvolutionParameters.conv2d(null, Padding.VALID, DataFormat.NHWC, null, null);
        Node convolved = builder.convolution(node.name(), input, parameters, filter, bias);
        DepthToSpaceProblem spread =
                new DepthToSpaceProblem(convolved.shape(), problem.strideHeight(), problem.strideWidth());
        boolean activated = problem.activation().kind() != Activation.Kind.NONE;
        Node result = activated ? builder.activation(node.name(), convolved, problem.activation()) : convolved;
        return builder.layer(node.name(), spread, List.of(result));
    }

    private Tensor repeated(Tensor bias, int times) {
        float[] once = bias.toFloatArray();
        float[] values = new float[once.length * times];
        for (int i = 0; i < values.length; i++) {
            values[i] = once[i % once.length];
        }
        return owned(Tensor.of(values, values.length));
    }

    private Tensor owned(Tensor tensor) {
        return owner.add(tensor, tensor::close);
    }
}
