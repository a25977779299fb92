package io.github.depthwise4j.peers;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Operator;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.layer.ActivationProblem;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as an ONNX model, for the layers of the networks in the examples. Images are in NCHW, as ONNX has them. The
 * numbers are those of the fields in onnx.proto.
 */
final class OnnxNetwork {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final List<byte[]> nodes = new ArrayList<>();
    private final List<byte[]> initializers = new ArrayList<>();
    private final Map<Node, String> names = new HashMap<>();

    private OnnxNetwork() {}

    /** Writes the fields of a message. */
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    /** The model of these nodes, with one input "x" and the last node as the output "y". */
    static byte[] of(List<Node> network) {
        return new OnnxNetwork().model(network);
    }

    /** The dimensions of a tensor in ONNX's order. */
    static long[] dims(Shape shape) {
        return shape.rank() == 4 ? new long[] {shape.dim(0), shape.dim(3), shape.dim(1), shape.dim(2)} : shape.dims();
    }

    private byte[] model(List<Node> network) {
        Node input = null;
        Node last = network.get(network.size() - 1);
        for (Node node : network) {
            names.put(node, node == last ? "y" : "n" + names.size());
            if (node.operator() instanceof Operator.Input) {
                names.put(node, "x");
                input = node;
            } else {
                add(node);
            }
        }
        byte[] from = OnnxModel.value("x", dims(input.shape()));
        byte[] to = OnnxModel.value("y", dims(last.shape()));
        byte[] graph = message(out -> {
            for (byte[] node : nodes) {
                out.writeByteArray(1, node);
            }
            out.writeString(2, "graph");
            for (byte[] initializer : initializers) {
                out.writeByteArray(5, initializer);
            }
            out.writeByteArray(11, from);
            out.writeByteArray(12, to);
        });
        return message(out -> {
            out.writeInt64(1, IR_VERSION);
            out.writeByteArray(7, graph);
            out.writeByteArray(8, message(opset -> opset.writeInt64(2, OPSET)));
        });
    }

    private void add(Node node) {
        String src = names.get(node.inputs().get(0));
        String dst = names.get(node);
        LayerProblem problem = node.problemOrNull();
        if (node.operator() instanceof Operator.Convolution convolution) {
            convolution(convolution, node, src, dst);
        } else if (node.operator() instanceof Operator.Reshape) {
            long[] dims = dims(node.shape());
            ByteBuffer bytes = ByteBuffer.allocate(dims.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(dims);
            initializer(dst + "_shape", INT64, bytes, dims.length);
            node("Reshape", dst, List.of(src, dst + "_shape"));
        } else if (problem instanceof ActivationProblem activation) {
            activation(activation.activation(), src, dst);
        } else if (problem instanceof BinaryProblem binary
                && binary.activation().equals(Activation.NONE)) {
            String kind =
                    switch (binary.kind()) {
                        case ADD -> "Add";
                        case MULTIPLY -> "Mul";
                        default -> throw unknown(node);
                    };
            node(kind, dst, List.of(src, names.get(node.inputs().get(1))));
        } else if (problem instanceof PoolingProblem pooling && isGlobalMean(pooling)) {
            node("GlobalAveragePool", dst, List.of(src));
        } else if (problem instanceof SoftmaxProblem) {
            node("Softmax", dst, List.of(src), number("axis", -1));
        } else {
            throw unknown(node);
        }
    }

    private static IllegalArgumentException unknown(Node node) {
        return new IllegalArgumentException("not written as ONNX yet: " + node.describe());
    }

    static boolean isGlobalMean(PoolingProblem pooling) {
        Shape output = pooling.outputShape();
        return pooling.kind() == PoolingProblem.Kind.AVERAGE && output.dim(1) == 1 && output.dim(2) == 1;
    }

    private void convolution(Operator.Convolution convolution, Node node, String src, String dst) {
        ConvolutionProblem problem = convolution.problem(node.inputs().get(0).shape());
        ConvolutionGeometry g = problem.geometry();
        if (convolution.residual() || !convolution.activation().equals(Activation.NONE)) {
            throw unknown(node);
        }
        // TensorFlow's filter is [kh, kw, ic of a group, oc] for both kinds; ONNX has [oc, ic of a group, kh, kw].
        int ic = g.icPerGroup();
        int taps = g.kh() * g.kw();
        float[] filter = convolution.filter().toFloatArray();
        float[] turned = new float[filter.length];
        for (int i = 0; i < filter.length; i++) {
            int oc = i % g.oc();
            int channel = i / g.oc() % ic;
            int tap = i / g.oc() / ic;
            turned[(oc * ic + channel) * taps + tap] = filter[i];
        }
        List<String> inputs = new ArrayList<>(List.of(src, dst + "_w"));
        initializer(dst + "_w", FLOAT, bytes(turned), g.oc(), ic, g.kh(), g.kw());
        if (convolution.bias() != null) {
            initializer(dst + "_b", FLOAT, bytes(convolution.bias().toFloatArray()), g.oc());
            inputs.add(dst + "_b");
        }
        node(
                "Conv",
                dst,
                inputs,
                numbers("kernel_shape", g.kh(), g.kw()),
                numbers("strides", g.height().stride(), g.width().stride()),
                numbers("dilations", g.height().dilation(), g.width().dilation()),
                numbers(
                        "pads",
                        g.height().padBefore(),
                        g.width().padBefore(),
                        Layouts.padAfter(g.height()),
                        Layouts.padAfter(g.width())),
                number("group", g.g()));
    }

    private void activation(Activation activation, String src, String dst) {
        if (activation.equals(Activation.RELU)) {
            node("Relu", dst, List.of(src));
        } else if (activation.equals(Activation.RELU6)) {
            initializer(dst + "_low", FLOAT, bytes(0));
            initializer(dst + "_high", FLOAT, bytes(6));
            node("Clip", dst, List.of(src, dst + "_low", dst + "_high"));
        } else if (activation.equals(Activation.SIGMOID)) {
            node("Sigmoid", dst, List.of(src));
        } else if (activation.equals(Activation.SWISH)) {
            node("Sigmoid", dst + "_s", List.of(src));
            node("Mul", dst, List.of(src, dst + "_s"));
        } else if (activation.equals(Activation.HARD_SWISH)) {
            node("HardSwish", dst, List.of(src));
        } else if (activation.equals(Activation.HARD_SIGMOID)) {
            node("HardSigmoid", dst, List.of(src), message(out -> {
                out.writeString(1, "alpha");
                out.writeFloat(2, 1f / 6);
                out.writeInt32(20, ATTRIBUTE_FLOAT);
            }));
        } else {
            throw new IllegalArgumentException("not written as ONNX yet: " + activation);
        }
    }

    private void node(String type, String dst, List<String> inputs, byte[]... attributes) {
        nodes.add(message(out -> {
            for (String input : inputs) {
                out.writeString(1, input);
            }
            out.writeString(2, dst);
            out.writeString(4, type);
            for (byte[] attribute : attributes) {
                out.writeByteArray(5, attribute);
            }
        }));
    }

    private void initializer(String name, int type, ByteBuffer values, long... dims) {
        initializers.add(message(out -> {
            for (long dim : dims) {
                out.writeInt64(1, dim);
            }
            out.writeInt32(2, type);
            out.writeString(8, name);
            out.writeBytes(9, ByteString.copyFrom(values.duplicate()));
        }));
    }

    private static byte[] number(String name, long number) {
        return message(out -> {
            out.writeString(1, name);
            out.writeInt64(3, number);
            out.writeInt32(20, ATTRIBUTE_INT);
        });
    }

    private static byte[] numbers(String name, long... numbers) {
        return message(out -> {
            out.writeString(1, name);
            for (long number : numbers) {
                out.writeInt64(8, number);
            }
            out.writeInt32(20, ATTRIBUTE_INTS);
        });
    }

    private static ByteBuffer bytes(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
