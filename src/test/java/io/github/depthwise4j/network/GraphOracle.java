package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.Graph;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.layer.ReferenceLayers;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Computes a graph node by node with the oracle, nothing fused and nothing shared. */
final class GraphOracle {
    private GraphOracle() {}

    /** The outputs, each number rounded to a float after every node. */
    static List<float[]> compute(Graph graph, List<float[]> inputs) {
        List<float[]> values = new ArrayList<>();
        for (Node node : graph.nodes()) {
            values.add(
                    node.operator() instanceof Operator.Input
                            ? inputs.get(graph.inputs().indexOf(node))
                            : compute(node, values));
        }
        return graph.outputs().stream().map(node -> values.get(node.index())).toList();
    }

    private static float[] compute(Node node, List<float[]> values) {
        List<float[]> read = new ArrayList<>();
        node.inputs().forEach(input -> read.add(values.get(input.index())));
        if (node.operator() instanceof Operator.Constant constant) {
            return constant.values().toFloatArray();
        }
        if (node.operator() instanceof Operator.Reshape) {
            return read.get(0);
        }
        if (node.operator() instanceof Operator.Convolution convolution) {
            ConvolutionProblem problem =
                    convolution.problem(node.inputs().get(0).shape());
            Tensor bias = convolution.bias();
            return ReferenceConvolution.compute(
                            problem,
                            read.get(0),
                            convolution.filter().toFloatArray(),
                            bias == null ? null : bias.toFloatArray())
                    .toFloatArray();
        }
        Operator.Layer layer = (Operator.Layer) node.operator();
        layer.weights().forEach(weights -> read.add(weights.toFloatArray()));
        return ReferenceLayers.compute(layer.problem(), read.toArray(float[][]::new))
                .toFloatArray();
    }
}
