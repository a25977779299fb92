package io.github.depthwise4j.network.tflite;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A tensor of a model: its description, and its numbers if the file holds them. */
final class ModelTensor {
    private static final int SHAPE = 0;
    private static final int TYPE = 1;
    private static final int BUFFER = 2;
    private static final int NAME = 3;
    private static final int QUANTIZATION = 4;
    private static final int SCALES = 2;
    private static final int SPARSITY = 6;

    private static final int MOST_AXES = 8;
    private static final int LONGEST_NAME = 120;
    private static final int MOST_PARAMETERS = 64;
    private static final int HALF_BYTES = 2;

    private final int index;
    private final FlatTable table;
    private final FlatTable.Vector place;
    private final ByteBuffer data;
    private final int type;

    /**
     * A tensor whose buffer holds {@code data}, at a place of the file, which is empty if the file has no numbers for
     * it.
     */
    ModelTensor(int index, FlatTable table, FlatTable.Vector place, ByteBuffer data) throws FileFormatException {
        this.index = index;
        this.table = table;
        this.place = place;
        this.data = data;
        this.type = table.unsignedByte(TYPE);
    }

    static int bufferOf(FlatTable table) throws FileFormatException {
        return table.integer(BUFFER, 0);
    }

    /** Where in the file its numbers are. */
    FlatTable.Vector place() {
        return place;
    }

    int type() {
        return type;
    }

    String name() throws FileFormatException {
        return table.text(NAME, LONGEST_NAME);
    }

    /** For messages. */
    String describe() throws FileFormatException {
        return "tensor " + index + " \"" + name() + "\" (" + TensorType.name(type) + " " + Arrays.toString(dims())
                + ")";
    }

    private int[] dims() throws FileFormatException {
        return table.integers(SHAPE, MOST_AXES, "the shape of tensor " + index);
    }

    /** The shape, which has at least one element. */
    Shape shape() throws FileFormatException {
        int[] dims = dims();
        for (int dim : dims) {
            if (dim < 1) {
                throw new FileFormatException(describe()
                        + " has a dimension below 1, but all sizes must be known; convert the model with fixed shapes");
            }
        }
        try {
            Shape shape = Shape.of(Arrays.stream(dims).asLongStream().toArray());
            if (shape.elementCount() <= Integer.MAX_VALUE) {
                return shape;
            }
        } catch (IllegalArgumentException e) {
            // The same as too many elements.
        }
        throw new FileFormatException(describe() + " has more than 2147483647 elements; use a smaller batch or image");
    }

    /** Refuses tensors of activations that are not plain float32. */
    void requireFloat32() throws FileFormatException {
        if (type != TensorType.FLOAT32) {
            throw new FileFormatException(describe()
                    + ": only float32 is supported, and float16 for weights; convert the model without quantisation");
        }
        requirePlain();
    }

    private void requirePlain() throws FileFormatException {
        FlatTable quantization = table.table(QUANTIZATION);
        if (quantization != null && quantization.vector(SCALES, Float.BYTES).length() > 0) {
            throw new FileFormatException(
                    describe() + " is quantised, which is not supported; convert the model to float32 or float16");
        }
        if (table.has(SPARSITY)) {
            throw new FileFormatException(
                    describe() + " is sparse, which is not supported; convert the model to dense weights");
        }
    }

    boolean hasData() {
        return data.capacity() > 0;
    }

    /** The numbers of the file as float32. */
    float[] floats() throws FileFormatException {
        float[] values = new float[floatCount()];
        copyTo(values);
        return values;
    }

    /** The number of numbers that can be read as float32. */
    int floatCount() throws FileFormatException {
        requirePlain();
        if (type != TensorType.FLOAT32 && type != TensorType.FLOAT16) {
            throw new FileFormatException(
                    describe() + ": only float32 and float16 weights are supported; convert the model to one of them");
        }
        return count(type == TensorType.FLOAT32 ? Float.BYTES : HALF_BYTES);
    }

    /** Copies the numbers as float32 to the beginning of an array. */
    void copyTo(float[] values) throws FileFormatException {
        int count = floatCount();
        if (type == TensorType.FLOAT32) {
            data.asFloatBuffer().get(values, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = half(data.getShort(i * HALF_BYTES));
            }
        }
    }

    /** The integers of the file: sizes, axes, paddings. */
    int[] integers() throws FileFormatException {
        if (type != TensorType.INT32 && type != TensorType.INT64 || !hasData()) {
            throw new FileFormatException(
                    describe() + " must hold integers that never change; convert the model with fixed shapes");
        }
        int size = type == TensorType.INT32 ? Integer.BYTES : Long.BYTES;
        int count = count(size);
        if (count > MOST_PARAMETERS) {
            throw new FileFormatException(describe() + " holds " + count + " integers, but at most " + MOST_PARAMETERS
                    + " are expected; convert the model again");
        }
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            long value = size == Integer.BYTES ? data.getInt(i * size) : data.getLong(i * size);
            if (value != (int) value) {
                throw new FileFormatException(describe() + " holds " + value + ", which is no size");
            }
            values[i] = (int) value;
        }
        return values;
    }

    /** The number of elements, if the file holds exactly as many. */
    private int count(int elementSize) throws FileFormatException {
        long count = shape().elementCount();
        if (data.capacity() != count * elementSize) {
            throw new FileFormatException(
                    describe() + " has " + data.capacity() + " bytes of data, but its shape needs "
                            + count * elementSize + "; copy or convert the file again");
        }
        return (int) count;
    }

    /** An IEEE half as a float, which is exact. Java has this function from version 20 on. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
        }
        if (exponent == 0) {
            float subnormal = fraction * 0x1p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        return Float.intBitsToFloat(sign | exponent + 112 << 23 | fraction << 13);
    }
}
