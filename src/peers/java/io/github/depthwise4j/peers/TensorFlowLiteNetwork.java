package io.github.depthwise4j.peers;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.peers.TensorFlowLiteTables.Code;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A network as a TensorFlow Lite model, for the layers of the networks in the examples. ReLU and ReLU6 are fused into
 * the layer before, as TensorFlow's converter does it.
 */
final class TensorFlowLiteNetwork {
    private static final byte RELU = 1;
    private static final byte RELU6 = 3;
    private static final float HARD_SIGMOID_OFFSET = 3;

    private final TensorFlowLiteTables tables = new TensorFlowLiteTables();
    /** The tensor of each node. */
    private final Map<Node, Integer> results = new HashMap<>();

    private TensorFlowLiteNetwork() {}

    /** The model of these nodes; the last node is the output. */
    static byte[] of(List<Node> network) {
        return new TensorFlowLiteNetwork().model(network);
    }

    private byte[] model(List<Node> network) {
        List<Integer> inputs = new ArrayList<>();
        for (Node node : network) {
            Node src = node.inputs().isEmpty() ? null : node.inputs().get(0);
            if (node.operator() instanceof Operator.Input) {
                results.put(node, tables.tensor(node.shape().dims()));
                inputs.add(results.get(node));
            } else if (src != null && fusedActivation(src, network) == node) {
                results.put(node, results.get(src));
            } else {
                results.put(node, add(node, fusedKind(node, network)));
            }
        }
        return tables.model(inputs, results.get(network.get(network.size() - 1)));
    }

    /** The activation that is fused into a node; null if there is none. */
    private static Node fusedActivation(Node node, List<Node> network) {
        boolean takes =
                node.operator() instanceof Operator.Convolution || node.problemOrNull() instanceof BinaryProblem;
        List<Node> readers =
                network.stream().filter(each -> each.inputs().contains(node)).toList();
        return takes && readers.size() == 1 && kind(readers.get(0)) != TensorFlowLiteTables.NOT_ACTIVATED
                ? readers.get(0)
                : null;
    }

    private static byte fusedKind(Node node, List<Node> network) {
        Node activation = fusedActivation(node, network);
        return activation == null ? TensorFlowLiteTables.NOT_ACTIVATED : kind(activation);
    }

    /** The number of an activation that can be fused. */
    private static byte kind(Node node) {
        if (node.problemOrNull() instanceof ActivationProblem problem) {
            if (problem.activation().equals(Activation.RELU)) {
                return RELU;
            }
            return problem.activation().equals(Activation.RELU6) ? RELU6 : TensorFlowLiteTables.NOT_ACTIVATED;
        }
        return TensorFlowLiteTables.NOT_ACTIVATED;
    }

    private int add(Node node, byte fused) {
        int src = results.get(node.inputs().get(0));
        long[] dims = node.shape().dims();
        LayerProblem problem = node.problemOrNull();
        if (node.operator() instanceof Operator.Convolution convolution) {
            return convolution(convolution, node, src, fused);
        } else if (node.operator() instanceof Operator.Reshape) {
            return reshape(dims, src);
        } else if (problem instanceof ActivationProblem activation) {
            return activation(activation.activation(), dims, src);
        } else if (problem instanceof BinaryProblem binary
                && binary.activation().equals(Activation.NONE)) {
            Code code = binary.kind() == BinaryProblem.Kind.ADD ? Code.ADD : Code.MUL;
            int other = results.get(node.inputs().get(1));
            return tables.operator(code, dims, tables.activating(fused), src, other);
        } else if (problem instanceof PoolingProblem pooling && OnnxNetwork.isGlobalMean(pooling)) {
            int keepingAxes = tables.options(1, table -> table.addBoolean(0, true, false));
            return tables.operator(Code.MEAN, dims, keepingAxes, src, tables.integerConstant(new int[] {1, 2}, 2));
        } else if (problem instanceof SoftmaxProblem) {
            int beta = tables.options(1, table -> table.addFloat(0, 1, 0));
            return tables.operator(Code.SOFTMAX, dims, beta, src);
        }
        throw new IllegalArgumentException("not written as TensorFlow Lite yet: " + node.describe());
    }

    private int reshape(long[] dims, int src) {
        int[] shape = LongStream.of(dims).mapToInt(Math::toIntExact).toArray();
        int numbers = tables.integers(shape);
        int options = tables.options(1, table -> table.addOffset(0, numbers, 0));
        return tables.operator(Code.RESHAPE, dims, options, src, tables.integerConstant(shape, shape.length));
    }

    private int convolution(Operator.Convolution convolution, Node node, int input, byte fused) {
        ConvolutionProblem problem = convolution.problem(node.inputs().get(0).shape());
        ConvolutionGeometry g = problem.geometry();
        boolean depthwise = problem.operation() == Operation.DEPTHWISE_CONV2D;
        boolean same = problem.parameters().padding().equals(Padding.SAME);
        int src = same ? input : padded(problem, input);
        float[] filter = convolution.filter().toFloatArray();
        int weights = depthwise
                ? tables.constant(filter, 1, g.kh(), g.kw(), g.oc())
                : tables.constant(channelsFirst(filter, g.oc()), g.oc(), g.kh(), g.kw(), g.icPerGroup());
        float[] bias = convolution.bias() == null
                ? new float[g.oc()]
                : convolution.bias().toFloatArray();
        int biases = tables.constant(bias, g.oc());
        int options = tables.convolving(g, depthwise, same, fused);
        Code code = depthwise ? Code.DEPTHWISE_CONV_2D : Code.CONV_2D;
        return tables.operator(code, node.shape().dims(), options, src, weights, biases);
    }

    /** TensorFlow's filter has the output channels last, TensorFlow Lite's has them first. */
    private static float[] channelsFirst(float[] filter, int channels) {
        float[] turned = new float[filter.length];
        int numbers = filter.length / channels;
        for (int i = 0; i < filter.length; i++) {
            turned[i % channels * numbers + i / channels] = filter[i];
        }
        return turned;
    }

    /** The input with zeros around it if the padding is explicit. */
    private int padded(ConvolutionProblem problem, int src) {
        ConvolutionGeometry g = problem.geometry();
        int bottom = ReducedAxis.of(g.height()).padAfter();
        int right = ReducedAxis.of(g.width()).padAfter();
        int top = g.height().padBefore();
        int left = g.width().padBefore();
        if (top + bottom + left + right == 0) {
            return src;
        }
        int pairs = tables.integerConstant(new int[] {0, 0, top, bottom, left, right, 0, 0}, 4, 2);
        long[] dims = {g.mb(), (long) g.ih() + top + bottom, (long) g.iw() + left + right, g.ic()};
        return tables.operator(Code.PAD, dims, tables.options(0, table -> {}), src, pairs);
    }

    private int activation(Activation activation, long[] dims, int src) {
        int plain = tables.activating(TensorFlowLiteTables.NOT_ACTIVATED);
        if (activation.equals(Activation.RELU)) {
            return tables.operator(Code.RELU, dims, 0, src);
        } else if (activation.equals(Activation.RELU6)) {
            return tables.operator(Code.RELU6, dims, 0, src);
        } else if (activation.equals(Activation.SIGMOID)) {
            return tables.operator(Code.LOGISTIC, dims, 0, src);
        } else if (activation.equals(Activation.SWISH)) {
            return tables.operator(Code.MUL, dims, plain, src, tables.operator(Code.LOGISTIC, dims, 0, src));
        } else if (activation.equals(Activation.HARD_SWISH)) {
            return tables.operator(Code.HARD_SWISH, dims, tables.options(0, table -> {}), src);
        } else if (activation.equals(Activation.HARD_SIGMOID)) {
            int offset = tables.constant(new float[] {HARD_SIGMOID_OFFSET});
            int clipped = tables.operator(Code.ADD, dims, tables.activating(RELU6), src, offset);
            return tables.operator(Code.MUL, dims, plain, clipped, tables.constant(new float[] {1f / 6}));
        }
        throw new IllegalArgumentException("not written as TensorFlow Lite yet: " + activation);
    }
}
