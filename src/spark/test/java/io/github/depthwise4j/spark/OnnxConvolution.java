package io.github.depthwise4j.spark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A convolution of 3 x 3 with SAME padding in ONNX Runtime: a model of one {@code Conv}, written field by field. The
 * numbers are those of the fields in onnx.proto. One session per process, with one thread.
 */
final class OnnxConvolution {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private static OrtSession session;

    private OnnxConvolution() {}

    /** Computes a batch in NCHW order. */
    static synchronized OrtSession session(float[] filter, int channels, int group, int outputs) throws OrtException {
        if (session == null) {
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = OrtEnvironment.getEnvironment().createSession(model(filter, channels, group, outputs), options);
        }
        return session;
    }

    static float[] run(OrtSession session, float[] batch, long... shape) throws OrtException {
        try (OnnxTensor input =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(batch), shape);
                OrtSession.Result result = session.run(Map.of("x", input))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] output = new float[values.remaining()];
            values.get(output);
            return output;
        }
    }

    /** Writes fields of a message of protobuf. */
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                bytes.write((int) (left & 0x7F | 0x80));
                left >>>= 7;
            }
            bytes.write((int) left);
        }

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }
    }

    private static Message attribute(String name, long... numbers) {
        Message message = new Message().text(1, name);
        for (long number : numbers) {
            message.number(8, number);
        }
        return message.number(20, ATTRIBUTE_INTS);
    }

    private static Message value(String name, long channels) {
        Message shape = new Message();
        for (String dim : new String[] {"n", "c", "h", "w"}) {
            Message dimension = new Message();
            shape.message(1, dim.equals("c") ? dimension.number(1, channels) : dimension.text(2, dim));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    private static byte[] model(float[] filter, int channels, int group, int outputs) {
        ByteBuffer weights = ByteBuffer.allocate(filter.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        weights.asFloatBuffer().put(filter);
        Message node = new Message()
                .text(1, "x")
                .text(1, "w")
                .text(2, "y")
                .text(4, "Conv")
                .message(5, attribute("kernel_shape", 3, 3))
                .message(5, attribute("pads", 1, 1, 1, 1))
                .message(5, new Message().text(1, "group").number(3, group).number(20, ATTRIBUTE_INT));
        Message initializer = new Message()
                .number(1, outputs)
                .number(1, channels / group)
                .number(1, 3)
                .number(1, 3)
                .number(2, FLOAT)
                .text(8, "w")
                .bytes(9, weights.array());
        Message graph = new Message()
                .message(1, node)
                .text(2, "graph")
                .message(5, initializer)
                .message(11, value("x", channels))
                .message(12, value("y", outputs));
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().number(2, OPSET))
                .bytes
                .toByteArray();
    }
}
