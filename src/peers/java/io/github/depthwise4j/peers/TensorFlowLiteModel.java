package io.github.depthwise4j.peers;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;

/**
 * A TensorFlow Lite model of one {@code DEPTHWISE_CONV_2D}, written table by table: the numbers are those of
 * schema.fbs.
 */
final class TensorFlowLiteModel {
    private static final int DEPTHWISE_CONV_2D = 4;
    private static final int DEPTHWISE_CONV_2D_OPTIONS = 2;
    private static final int SCHEMA_VERSION = 3;
    private static final int DATA_ALIGNMENT = 16;
    private static final int INPUT = 0;
    private static final int FILTER = 1;
    private static final int BIAS = 2;
    private static final int OUTPUT = 3;

    private final FlatBufferBuilder builder = new FlatBufferBuilder();

    private TensorFlowLiteModel() {}

    static byte[] of(ConvolutionProblem problem, float[] filter) {
        return new TensorFlowLiteModel().write(problem, filter);
    }

    private byte[] write(ConvolutionProblem problem, float[] filter) {
        ConvolutionGeometry g = problem.geometry();
        // Buffer 0 stands for no data.
        int buffers = vector(buffer(null), buffer(filter), buffer(new float[g.oc()]));
        int tensors = vector(
                tensor(0, problem.inputShape().dims()),
                tensor(1, 1, g.kh(), g.kw(), g.oc()),
                tensor(2, g.oc()),
                tensor(0, problem.outputShape().dims()));
        int operators = vector(operator(g));
        int inputs = integers(INPUT);
        int outputs = integers(OUTPUT);
        builder.startTable(5);
        builder.addOffset(0, tensors, 0);
        builder.addOffset(1, inputs, 0);
        builder.addOffset(2, outputs, 0);
        builder.addOffset(3, operators, 0);
        int subgraphs = vector(builder.endTable());
        builder.startTable(4);
        builder.addByte(0, (byte) DEPTHWISE_CONV_2D, 0);
        builder.addInt(2, 1, 0);
        builder.addInt(3, DEPTHWISE_CONV_2D, 0);
        int codes = vector(builder.endTable());
        builder.startTable(5);
        builder.addInt(0, SCHEMA_VERSION, 0);
        builder.addOffset(1, codes, 0);
        builder.addOffset(2, subgraphs, 0);
        builder.addOffset(4, buffers, 0);
        builder.finish(builder.endTable(), "TFL3");
        return builder.sizedByteArray();
    }

    private int operator(ConvolutionGeometry g) {
        int inputs = integers(INPUT, FILTER, BIAS);
        int outputs = integers(OUTPUT);
        builder.startTable(7);
        // Padding 0 is SAME, activation 0 none.
        builder.addInt(1, g.width().stride(), 0);
        builder.addInt(2, g.height().stride(), 0);
        builder.addInt(3, g.ocPerGroup(), 0);
        builder.addInt(5, g.width().dilation(), 1);
        builder.addInt(6, g.height().dilation(), 1);
        int options = builder.endTable();
        builder.startTable(5);
        builder.addOffset(1, inputs, 0);
        builder.addOffset(2, outputs, 0);
        builder.addByte(3, (byte) DEPTHWISE_CONV_2D_OPTIONS, 0);
        builder.addOffset(4, options, 0);
        return builder.endTable();
    }

    private int tensor(int buffer, long... shape) {
        int dims = integers(LongStream.of(shape).mapToInt(Math::toIntExact).toArray());
        builder.startTable(4);
        builder.addOffset(0, dims, 0);
        builder.addInt(2, buffer, 0);
        return builder.endTable();
    }

    private int buffer(float[] values) {
        int data = 0;
        if (values != null) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            builder.createUnintializedVector(1, bytes.capacity(), DATA_ALIGNMENT)
                    .put(bytes);
            data = builder.endVector();
        }
        builder.startTable(1);
        builder.addOffset(0, data, 0);
        return builder.endTable();
    }

    private int vector(int... tables) {
        return builder.createVectorOfTables(tables);
    }

    private int integers(int... values) {
        builder.startVector(Integer.BYTES, values.length, Integer.BYTES);
        for (int i = values.length - 1; i >= 0; i--) {
            builder.addInt(values[i]);
        }
        return builder.endVector();
    }
}
