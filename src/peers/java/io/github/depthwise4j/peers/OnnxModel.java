package io.github.depthwise4j.peers;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An ONNX model of one {@code Conv}, written field by field: the numbers are those of the fields in onnx.proto. */
final class OnnxModel {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    /** Writes the fields of a message. */
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private OnnxModel() {}

    static byte[] of(ConvolutionProblem problem, float[] filter) {
        ConvolutionGeometry g = problem.geometry();
        long[] weights = {g.oc(), 1, g.kh(), g.kw()};
        byte[] node = message(out -> {
            out.writeString(1, "x");
            out.writeString(1, "w");
            out.writeString(2, "y");
            out.writeString(4, "Conv");
            out.writeByteArray(5, attribute("kernel_shape", g.kh(), g.kw()));
            out.writeByteArray(
                    5, attribute("strides", g.height().stride(), g.width().stride()));
            out.writeByteArray(
                    5, attribute("dilations", g.height().dilation(), g.width().dilation()));
            out.writeByteArray(
                    5,
                    attribute(
                            "pads",
                            g.height().padBefore(),
                            g.width().padBefore(),
                            Layouts.padAfter(g.height()),
                            Layouts.padAfter(g.width())));
            out.writeByteArray(5, message(attribute -> {
                attribute.writeString(1, "group");
                attribute.writeInt64(3, g.g());
                attribute.writeInt32(20, ATTRIBUTE_INT);
            }));
        });
        byte[] initializer = message(out -> {
            for (long dim : weights) {
                out.writeInt64(1, dim);
            }
            out.writeInt32(2, FLOAT);
            out.writeString(8, "w");
            out.writeBytes(9, bytes(filter));
        });
        byte[] graph = message(out -> {
            out.writeByteArray(1, node);
            out.writeString(2, "graph");
            out.writeByteArray(5, initializer);
            out.writeByteArray(11, value("x", problem.inputShape().dims()));
            out.writeByteArray(12, value("y", problem.outputShape().dims()));
        });
        return message(out -> {
            out.writeInt64(1, IR_VERSION);
            out.writeByteArray(7, graph);
            out.writeByteArray(8, message(opset -> opset.writeInt64(2, OPSET)));
        });
    }

    private static byte[] attribute(String name, long... numbers) {
        return message(out -> {
            out.writeString(1, name);
            for (long number : numbers) {
                out.writeInt64(8, number);
            }
            out.writeInt32(20, ATTRIBUTE_INTS);
        });
    }

    /** The name and the shape of an input or output. */
    static byte[] value(String name, long... dims) {
        byte[] shape = message(out -> {
            for (long dim : dims) {
                out.writeByteArray(1, message(dimension -> dimension.writeInt64(1, dim)));
            }
        });
        byte[] tensor = message(out -> {
            out.writeInt32(1, FLOAT);
            out.writeByteArray(2, shape);
        });
        return message(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, message(type -> type.writeByteArray(1, tensor)));
        });
    }

    private static ByteString bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return ByteString.copyFrom(bytes);
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
