package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The tables of a {@code .tflite} file: version 3 of TensorFlow Lite's schema, and its first subgraph. */
final class Model {
    private static final int IDENTIFIER_AT = 4;
    private static final byte[] IDENTIFIER = "TFL3".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 3;

    private static final int MOST_TENSORS = 1 << 18;
    private static final int MOST_OPERATORS = 1 << 16;
    private static final int MOST_OPERANDS = 1 << 10;
    private static final int LONGEST_CODE = 60;
    private static final int CUSTOM = 32;

    private final FlatTable root;
    private final FlatTable graph;
    private final FlatTable.Vector codes;
    private final FlatTable.Vector buffers;
    private final FlatTable.Vector tensors;
    private final FlatTable.Vector operators;

    /**
     * One operator.
     *
     * @param index its position in the model
     * @param code its number in TensorFlow Lite's list
     * @param custom the name of a custom operator, else empty
     * @param inputs numbers of tensors; -1 for one that is left out
     * @param outputs numbers of tensors
     * @param options its parameters; null if it has none
     * @param customOptions the parameters of a custom operator
     */
    record ModelOperator(
            int index,
            int code,
            String custom,
            int[] inputs,
            int[] outputs,
            FlatTable options,
            ByteBuffer customOptions) {}

    Model(ByteBuffer file) throws FileFormatException {
        checkIdentifier(file);
        root = FlatTable.root(file);
        if (root.integer(0, 0) != VERSION) {
            throw new FileFormatException("the version of the schema is " + root.integer(0, 0)
                    + ", but only 3 is supported; convert the model again");
        }
        FlatTable.Vector graphs = root.vector(2, Integer.BYTES);
        if (graphs.length() == 0) {
            throw new FileFormatException("the model has no subgraph; convert it again");
        }
        // As TensorFlow Lite does: the others belong to control flow, whose operators are refused.
        graph = root.element(graphs, 0);
        codes = root.vector(1, Integer.BYTES);
        buffers = root.vector(4, Integer.BYTES);
        tensors = limited(graph.vector(0, Integer.BYTES), MOST_TENSORS, "tensors");
        operators = limited(graph.vector(3, Integer.BYTES), MOST_OPERATORS, "operators");
    }

    /** Refuses a file whose beginning does not name the format. */
    static void checkIdentifier(ByteBuffer file) throws FileFormatException {
        byte[] identifier = new byte[IDENTIFIER.length];
        if (file.remaining() >= IDENTIFIER_AT + identifier.length) {
            file.get(file.position() + IDENTIFIER_AT, identifier);
        }
        if (!Arrays.equals(identifier, IDENTIFIER)) {
            throw new FileFormatException("this is not a model of TensorFlow Lite; pass a .tflite file");
        }
    }

    private static FlatTable.Vector limited(FlatTable.Vector vector, int most, String what) throws FileFormatException {
        if (vector.length() > most) {
            throw new FileFormatException("the model has " + vector.length() + " " + what + ", but at most " + most
                    + " are supported; convert it again");
        }
        return vector;
    }

    int[] inputs() throws FileFormatException {
        return graph.integers(1, MOST_OPERANDS, "the list of inputs");
    }

    int[] outputs() throws FileFormatException {
        return graph.integers(2, MOST_OPERANDS, "the list of outputs");
    }

    int tensorCount() {
        return tensors.length();
    }

    int operatorCount() {
        return operators.length();
    }

    ModelTensor tensor(int index) throws FileFormatException {
        if (index < 0 || index >= tensors.length()) {
            throw new FileFormatException("the model refers to tensor " + index + ", but has " + tensors.length()
                    + "; copy or convert it again");
        }
        FlatTable table = graph.element(tensors, index);
        int buffer = ModelTensor.bufferOf(table);
        if (buffer < 0 || buffer >= buffers.length() && buffer != 0) {
            throw new FileFormatException("tensor " + index + " refers to buffer " + buffer + ", but there are "
                    + buffers.length() + "; copy or convert the model again");
        }
        FlatTable.Vector place = place(buffer);
        return new ModelTensor(index, table, place, root.content(place));
    }

    /** Where the bytes of a buffer are: in its table, or behind all tables, as in large models. */
    private FlatTable.Vector place(int buffer) throws FileFormatException {
        if (buffer >= buffers.length()) {
            return new FlatTable.Vector(0, 0);
        }
        FlatTable table = root.element(buffers, buffer);
        long offset = table.wide(1);
        return offset > 1 ? root.bytes(offset, table.wide(2)) : table.vector(0, 1);
    }

    long byteSize() {
        return root.byteSize();
    }

    ModelOperator operator(int index) throws FileFormatException {
        FlatTable table = graph.element(operators, index);
        int code = table.integer(0, 0);
        if (code < 0 || code >= codes.length()) {
            throw new FileFormatException("operator " + index + " refers to code " + code + ", but the model has "
                    + codes.length() + "; copy or convert it again");
        }
        FlatTable operatorCode = root.element(codes, code);
        // Numbers up to 126 are in the old field, too; files before the new field have them only there.
        int number = Math.max(operatorCode.unsignedByte(0), operatorCode.integer(3, 0));
        return new ModelOperator(
                index,
                number,
                number == CUSTOM ? operatorCode.text(1, LONGEST_CODE) : "",
                table.integers(1, MOST_OPERANDS, "the list of inputs of operator " + index),
                table.integers(2, MOST_OPERANDS, "the list of outputs of operator " + index),
                table.table(4),
                table.content(table.vector(5, 1)));
    }
}
