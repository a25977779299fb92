package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.network.tflite.FlatWriter.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes small models of TensorFlow Lite. Tensors are numbered in the order in which they are added. */
final class ModelWriter {
    private final List<Table> tensors = new ArrayList<>();
    private final List<Table> buffers = new ArrayList<>(List.of(new Table()));
    private final List<Table> codes = new ArrayList<>();
    private final List<Table> operators = new ArrayList<>();
    private int[] inputs = {};
    private int[] outputs = {};

    /** A tensor that is an input or is computed. */
    int tensor(int type, int... dims) {
        return tensor(type, 0, dims);
    }

    private int tensor(int type, int buffer, int... dims) {
        tensors.add(
                new Table().with(0, dims).with(1, (byte) type).with(2, buffer).with(3, "t" + tensors.size()));
        return tensors.size() - 1;
    }

    int input(int... dims) {
        int index = tensor(TensorType.FLOAT32, dims);
        inputs = Arrays.copyOf(inputs, inputs.length + 1);
        inputs[inputs.length - 1] = index;
        return index;
    }

    int floats(float[] values, int... dims) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return data(TensorType.FLOAT32, bytes.array(), dims);
    }

    int integers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return data(TensorType.INT32, bytes.array(), values.length);
    }

    /** Integers in rows. */
    int matrix(int rows, int... values) {
        int index = integers(values);
        tensors.get(index).with(0, new int[] {rows, values.length / rows});
        return index;
    }

    int data(int type, byte[] data, int... dims) {
        buffers.add(new Table().with(0, data));
        return tensor(type, buffers.size() - 1, dims);
    }

    /** The fields of a tensor, for damage. */
    Table tensorTable(int index) {
        return tensors.get(index);
    }

    /** The fields of an operator, for damage. */
    Table operatorTable(int index) {
        return operators.get(index);
    }

    /** Adds an operator with one float32 result, and returns the number of that. */
    int operator(int code, Table options, int[] dims, int... operands) {
        int output = tensor(TensorType.FLOAT32, dims);
        add(new Table().with(0, (byte) Math.min(code, 127)).with(3, code), options, new int[] {output}, operands);
        return output;
    }

    /** Adds an operator with one int32 result. */
    int integerOperator(int code, Table options, int[] dims, int... operands) {
        int output = tensor(TensorType.INT32, dims);
        add(new Table().with(0, (byte) Math.min(code, 127)).with(3, code), options, new int[] {output}, operands);
        return output;
    }

    /** Adds an operator with several float32 results, which are numbered one behind the other from the first on. */
    int[] operators(int code, Table options, List<int[]> dims, int... operands) {
        int[] outputs =
                dims.stream().mapToInt(each -> tensor(TensorType.FLOAT32, each)).toArray();
        add(new Table().with(0, (byte) Math.min(code, 127)).with(3, code), options, outputs, operands);
        return outputs;
    }

    int custom(String name, byte[] options, int[] dims, int... operands) {
        int output = tensor(TensorType.FLOAT32, dims);
        add(new Table().with(0, (byte) 32).with(1, name).with(3, 32), null, new int[] {output}, operands);
        operators.get(operators.size() - 1).with(5, options);
        return output;
    }

    private void add(Table code, Table options, int[] outputsOfIt, int... operands) {
        codes.add(code);
        Table operator = new Table().with(0, codes.size() - 1).with(1, operands).with(2, outputsOfIt);
        if (options != null) {
            operator.with(3, (byte) 1).with(4, options);
        }
        operators.add(operator);
    }

    ModelWriter outputs(int... indices) {
        outputs = indices.clone();
        return this;
    }

    Table root() {
        Table graph =
                new Table().with(0, tensors).with(1, inputs).with(2, outputs).with(3, operators);
        return new Table().with(0, 3).with(1, codes).with(2, List.of(graph)).with(4, buffers);
    }

    byte[] bytes() {
        return FlatWriter.write(root(), "TFL3");
    }
}
