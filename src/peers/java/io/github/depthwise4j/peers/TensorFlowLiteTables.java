package io.github.depthwise4j.peers;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** Writes the tables of a TensorFlow Lite model. The numbers are those of schema.fbs. */
final class TensorFlowLiteTables {
    static final byte NOT_ACTIVATED = 0;

    private static final int SCHEMA_VERSION = 3;
    private static final int DATA_ALIGNMENT = 16;
    private static final byte FLOAT32 = 0;
    private static final byte INT32 = 2;

    private final FlatBufferBuilder builder = new FlatBufferBuilder();
    private final List<Integer> buffers = new ArrayList<>();
    private final List<Integer> tensors = new ArrayList<>();
    private final List<Integer> operators = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();

    TensorFlowLiteTables() {
        // Buffer 0 stands for no data.
        buffers.add(bufferTable(0));
    }

    /** The operators that are written, with their numbers and those of their options. */
    enum Code {
        ADD(0, 11),
        CONV_2D(3, 1),
        DEPTHWISE_CONV_2D(4, 2),
        LOGISTIC(14, 0),
        MUL(18, 21),
        RELU(19, 0),
        RELU6(21, 0),
        RESHAPE(22, 17),
        SOFTMAX(25, 9),
        PAD(34, 22),
        MEAN(40, 27),
        HARD_SWISH(117, 91);

        private final int number;
        private final int options;

        Code(int number, int options) {
            this.number = number;
            this.options = options;
        }
    }

    /** The model of what was added. */
    byte[] model(List<Integer> inputs, int output) {
        int tables = vector(tensors);
        int from = integers(inputs.stream().mapToInt(Integer::intValue).toArray());
        int to = integers(output);
        int calls = vector(operators);
        builder.startTable(5);
        builder.addOffset(0, tables, 0);
        builder.addOffset(1, from, 0);
        builder.addOffset(2, to, 0);
        builder.addOffset(3, calls, 0);
        int graphs = vector(List.of(builder.endTable()));
        int known = vector(codes.stream().map(this::code).toList());
        int data = vector(buffers);
        builder.startTable(5);
        builder.addInt(0, SCHEMA_VERSION, 0);
        builder.addOffset(1, known, 0);
        builder.addOffset(2, graphs, 0);
        builder.addOffset(4, data, 0);
        builder.finish(builder.endTable(), "TFL3");
        return builder.sizedByteArray();
    }

    private int code(Code code) {
        builder.startTable(4);
        builder.addByte(0, (byte) code.number, 0);
        builder.addInt(2, 1, 0);
        builder.addInt(3, code.number, 0);
        return builder.endTable();
    }

    /** Adds an input or the result of an operator, and returns its number. */
    int tensor(long... dims) {
        return tensor(0, FLOAT32, dims);
    }

    /** Adds a constant, and returns its number. */
    int constant(float[] values, long... dims) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return tensor(buffer(bytes), FLOAT32, dims);
    }

    /** Adds a constant of integers, and returns its number. */
    int integerConstant(int[] values, long... dims) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return tensor(buffer(bytes), INT32, dims);
    }

    /** Options whose first field is an activation. */
    int activating(byte activation) {
        return options(1, table -> table.addByte(0, activation, NOT_ACTIVATED));
    }

    /** The options of a convolution. */
    int convolving(ConvolutionGeometry g, boolean depthwise, boolean same, byte activation) {
        int first = depthwise ? 1 : 0;
        return options(7, table -> {
            table.addByte(0, (byte) (same ? 0 : 1), 0);
            table.addInt(1, g.width().stride(), 0);
            table.addInt(2, g.height().stride(), 0);
            if (depthwise) {
                table.addInt(3, g.ocPerGroup(), 0);
            }
            table.addByte(3 + first, activation, NOT_ACTIVATED);
            table.addInt(4 + first, g.width().dilation(), 1);
            table.addInt(5 + first, g.height().dilation(), 1);
        });
    }

    int options(int fields, Consumer<FlatBufferBuilder> content) {
        builder.startTable(fields);
        content.accept(builder);
        return builder.endTable();
    }

    /** Adds an operator, and returns the tensor of its result. */
    int operator(Code code, long[] dims, int options, int... inputs) {
        int output = tensor(dims);
        if (!codes.contains(code)) {
            codes.add(code);
        }
        int from = integers(inputs);
        int to = integers(output);
        builder.startTable(5);
        builder.addInt(0, codes.indexOf(code), 0);
        builder.addOffset(1, from, 0);
        builder.addOffset(2, to, 0);
        builder.addByte(3, (byte) code.options, 0);
        builder.addOffset(4, options, 0);
        operators.add(builder.endTable());
        return output;
    }

    private int tensor(int buffer, byte type, long... shape) {
        int dims = integers(LongStream.of(shape).mapToInt(Math::toIntExact).toArray());
        builder.startTable(4);
        builder.addOffset(0, dims, 0);
        builder.addByte(1, type, 0);
        builder.addInt(2, buffer, 0);
        tensors.add(builder.endTable());
        return tensors.size() - 1;
    }

    /** Adds a buffer, and returns its number. */
    private int buffer(ByteBuffer bytes) {
        builder.createUnintializedVector(1, bytes.capacity(), DATA_ALIGNMENT).put(bytes);
        buffers.add(bufferTable(builder.endVector()));
        return buffers.size() - 1;
    }

    private int bufferTable(int data) {
        builder.startTable(1);
        builder.addOffset(0, data, 0);
        return builder.endTable();
    }

    private int vector(List<Integer> tables) {
        return builder.createVectorOfTables(
                tables.stream().mapToInt(Integer::intValue).toArray());
    }

    /** A vector of integers, for options. */
    int integers(int... values) {
        builder.startVector(Integer.BYTES, values.length, Integer.BYTES);
        for (int i = values.length - 1; i >= 0; i--) {
            builder.addInt(values[i]);
        }
        return builder.endVector();
    }
}
