package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.NativeMemory;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Tensors as arrays of arrays, {@code float[][]} for two axes. */
final class NestedArrays {
    /** The JVM allows no more. */
    private static final int MOST_AXES = 255;
    /** An empty tensor may have any number of empty rows, which would take memory for nothing. */
    private static final int MOST_ARRAYS_WITHOUT_ELEMENTS = 1 << 16;

    private final long[] dims;
    private final int[] place;
    private final Leaf leaf;
    private long index;

    /** What is done with each innermost array. */
    private interface Leaf {
        void visit(float[] values, long index);
    }

    private NestedArrays(Shape shape, Leaf leaf) {
        this.dims = shape.dims();
        this.place = new int[dims.length];
        this.leaf = leaf;
    }

    /** The shape of nested arrays; refuses those that are no regular nest of {@code float[]}. */
    static Shape shapeOf(Object[] values) {
        Class<?> type = values.getClass();
        int rank = 0;
        while (type.isArray()) {
            type = type.getComponentType();
            rank++;
        }
        if (type != float.class) {
            throw new IllegalArgumentException("Tensor.ofNested: values is a "
                    + values.getClass().getSimpleName() + ", but must be nested arrays of float, such as float[][]");
        }
        long[] dims = new long[rank];
        Object first = values;
        for (int axis = 0; axis < rank && first != null; axis++) {
            int length = Array.getLength(first);
            dims[axis] = length;
            first = length == 0 || axis == rank - 1 ? null : Array.get(first, 0);
        }
        Shape shape = Shape.of(dims);
        new NestedArrays(shape, (row, index) -> {}).visit(values, 0);
        return shape;
    }

    /** Writes the elements of nested arrays. They are checked again, as another thread may have changed them. */
    static void write(Object[] values, Shape shape, NativeMemory memory) {
        new NestedArrays(shape, (row, index) -> memory.write(row, 0, index * Float.BYTES, row.length)).visit(values, 0);
    }

    /** The elements of acquired memory: a {@code Float} for a scalar, else nested arrays. */
    static Object read(NativeMemory memory, Shape shape) {
        if (shape.rank() == 0) {
            return memory.getFloat(0);
        }
        Object values = Array.newInstance(float.class, lengths(shape));
        new NestedArrays(shape, (row, index) -> memory.read(index * Float.BYTES, row, 0, row.length)).visit(values, 0);
        return values;
    }

    private static int[] lengths(Shape shape) {
        long arrays = 1;
        boolean fits = shape.rank() <= MOST_AXES;
        for (int axis = 0; axis < shape.rank(); axis++) {
            long length = shape.dim(axis);
            fits &= length <= Integer.MAX_VALUE - 8;
            if (shape.elementCount() == 0 && axis < shape.rank() - 1 && fits) {
                arrays *= length;
                fits = arrays <= MOST_ARRAYS_WITHOUT_ELEMENTS;
            }
        }
        if (!fits) {
            throw new IllegalStateException("Tensor.toNestedArray: shape " + shape
                    + " does not fit into nested Java arrays; read it with Tensor.read");
        }
        return Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
    }

    private void visit(Object array, int axis) {
        int length = array == null ? -1 : Array.getLength(array);
        if (length != dims[axis]) {
            throw irregular(axis, length);
        }
        if (axis == dims.length - 1) {
            leaf.visit((float[]) array, index);
            index += length;
            return;
        }
        for (int i = 0; i < length; i++) {
            place[axis] = i;
            visit(Array.get(array, i), axis + 1);
        }
    }

    private IllegalArgumentException irregular(int axis, int length) {
        String where = Arrays.stream(place, 0, axis)
                .mapToObj(i -> "[" + i + "]")
                .collect(Collectors.joining("", "values", ""));
        return new IllegalArgumentException("Tensor.ofNested: " + where
                + (length < 0 ? " is null" : " has length " + length) + ", but the first array of axis " + axis
                + " has length " + dims[axis] + "; all arrays of an axis must have the same length");
    }
}
