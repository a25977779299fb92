package io.github.depthwise4j.spark;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayOutputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * The convolution of a load of pictures in ONNX Runtime: a model of one {@code Conv}, written field by field. The
 * numbers are those of the fields in onnx.proto. One session per process and load, with one thread.
 */
final class OnnxConvolution {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_STRING = 3;
    private static final int ATTRIBUTE_INTS = 7;

    private static final Map<Load, OrtSession> SESSIONS = new EnumMap<>(Load.class);

    private OnnxConvolution() {}

    /** Computes batches of pictures in NCHW order. */
    static OrtSession session(Load load) throws OrtException {
        synchronized (SESSIONS) {
            OrtSession session = SESSIONS.get(load);
            if (session == null) {
                OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                session = OrtEnvironment.getEnvironment().createSession(model(load), options);
                SESSIONS.put(load, session);
            }
            return session;
        }
    }

    /** Copies items of pixels with their channels beside each other to planes, one for each channel. */
    static void toChannelsFirst(float[] pixels, int channels, float[] planes, int at) {
        int count = pixels.length / channels;
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < channels; c++) {
                planes[at + c * count + i] = pixels[i * channels + c];
            }
        }
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

    private static byte[] model(Load load) {
        int channels = load.shape[2];
        float[] filter = load.filter();
        float[] weights = new float[filter.length];
        // From height, width, in, out to out, in, height, width.
        toChannelsFirst(filter, channels * Load.OUTPUTS, weights, 0);
        float[] ordered = new float[filter.length];
        int taps = Load.FILTER * Load.FILTER;
        for (int plane = 0; plane < channels * Load.OUTPUTS; plane++) {
            int in = plane / Load.OUTPUTS;
            int out = plane % Load.OUTPUTS;
            System.arraycopy(weights, plane * taps, ordered, (out * channels + in) * taps, taps);
        }
        Message node = new Message()
                .text(1, "x")
                .text(1, "w")
                .text(2, "y")
                .text(4, "Conv")
                .message(5, attribute("kernel_shape", Load.FILTER, Load.FILTER))
                .message(5, attribute("strides", load.stride, load.stride))
                .message(
                        5,
                        new Message().text(1, "auto_pad").text(4, "SAME_UPPER").number(20, ATTRIBUTE_STRING));
        Message initializer = new Message()
                .number(1, Load.OUTPUTS)
                .number(1, channels)
                .number(1, Load.FILTER)
                .number(1, Load.FILTER)
                .number(2, FLOAT)
                .text(8, "w")
                .bytes(9, Work.bytes(ordered));
        Message graph = new Message()
                .message(1, node)
                .text(2, "graph")
                .message(5, initializer)
                .message(11, value("x", channels))
                .message(12, value("y", Load.OUTPUTS));
        return new Message()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new Message().number(2, OPSET))
                .bytes
                .toByteArray();
    }
}
