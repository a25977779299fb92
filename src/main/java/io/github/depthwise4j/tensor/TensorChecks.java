package io.github.depthwise4j.tensor;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Objects;

/** The rules for the arguments of {@link Tensor}, and the messages when they are broken. */
final class TensorChecks {
    private TensorChecks() {}

    /** The shape of the dimensions in a parameter named {@code shape}. */
    static Shape shape(long... dims) {
        return Shape.of(Objects.requireNonNull(dims, "shape"));
    }

    static void count(String operation, String what, long count, Shape shape) {
        if (count != shape.elementCount()) {
            throw new IllegalArgumentException(operation + ": " + what + " = " + count + ", but shape " + shape
                    + " has " + shape.elementCount() + " elements; the two must be equal");
        }
    }

    static long byteSize(DataType dataType, Shape shape) {
        if (shape.elementCount() > Long.MAX_VALUE / dataType.byteSize()) {
            throw new IllegalArgumentException("shape " + shape + " of " + dataType
                    + " has more bytes than a long can count; use smaller dimensions");
        }
        return shape.elementCount() * dataType.byteSize();
    }

    /** Checks a buffer whose memory becomes that of a tensor. */
    static void wrappable(Buffer buffer, ByteOrder order) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException(
                    "Tensor.wrap: the buffer is not direct, so its memory can move; pass a buffer of "
                            + "ByteBuffer.allocateDirect, or copy with Tensor.of");
        }
        if (order != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("Tensor.wrap: the buffer's order is " + order + ", but must be "
                    + ByteOrder.nativeOrder() + "; call order(ByteOrder.nativeOrder()) on the ByteBuffer first");
        }
    }

    /** The bytes between position and limit as floats in the order of the buffer, whose position does not move. */
    static FloatBuffer floats(String operation, String name, ByteBuffer bytes) {
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException(operation + ": " + name + " has " + bytes.remaining()
                    + " remaining bytes, but float32 needs a multiple of 4; set its limit");
        }
        return bytes.slice().order(bytes.order()).asFloatBuffer();
    }

    /** Refuses to change a tensor over a read-only buffer. */
    static void writable(String method, boolean readOnly) {
        if (readOnly) {
            throw new IllegalArgumentException("Tensor." + method
                    + ": the tensor wraps a read-only buffer; wrap a writable one, or allocate a tensor");
        }
    }

    /** The number of elements, if one array can hold them. */
    static int arrayLength(String operation, Shape shape) {
        if (shape.elementCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(operation + ": " + shape.elementCount() + " elements of shape " + shape
                    + " do not fit into one Java array");
        }
        return (int) shape.elementCount();
    }

    static void writable(String operation, Buffer target) {
        if (target.isReadOnly()) {
            throw new IllegalArgumentException(operation + ": target is read-only; pass a buffer that can be written");
        }
    }

    /** The row-major index of an element. */
    static long elementIndex(String operation, Shape shape, long... index) {
        Objects.requireNonNull(index, "index");
        if (index.length != shape.rank()) {
            throw new IllegalArgumentException(operation + ": " + index.length + " indices are given, but shape "
                    + shape + " has " + shape.rank() + " axes; pass one index for each axis");
        }
        return leadingIndex(operation, shape, index);
    }

    /** The row-major index among the sub-tensors of the axes behind those that have an index. */
    static long leadingIndex(String operation, Shape shape, long... index) {
        Objects.requireNonNull(index, "index");
        if (index.length > shape.rank()) {
            throw new IllegalArgumentException(operation + ": " + index.length + " indices are given, but shape "
                    + shape + " has only " + shape.rank() + " axes; pass at most one index for each axis");
        }
        long result = 0;
        for (int axis = 0; axis < index.length; axis++) {
            long length = shape.dim(axis);
            if (index[axis] < 0 || index[axis] >= length) {
                throw new IndexOutOfBoundsException(operation + ": index[" + axis + "] = " + index[axis] + ", but axis "
                        + axis + " of shape " + shape + " has length " + length
                        + (length == 0 ? "; it has no element" : "; use 0 to " + (length - 1)));
            }
            result = result * length + index[axis];
        }
        return result;
    }

    /** Checks a range of entries along the first axis. */
    static void range(Shape shape, long from, long to) {
        if (shape.rank() == 0) {
            throw new IllegalArgumentException("Tensor.slice: shape [] has no axis; reshape the tensor to [1] first");
        }
        long length = shape.dim(0);
        if (from < 0 || from > to || to > length) {
            throw new IndexOutOfBoundsException(
                    "Tensor.slice: from = " + from + " and to = " + to + ", but axis 0 of shape " + shape
                            + " has length " + length + "; use 0 <= from <= to <= " + length);
        }
    }

    /** The shape that {@code dims} ask for, in which one dimension may be -1. */
    static Shape reshaped(Shape shape, long... dims) {
        long[] sizes = Objects.requireNonNull(dims, "dims").clone();
        int open = -1;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] == -1) {
                if (open >= 0) {
                    throw new IllegalArgumentException("Tensor.reshape: dimensions " + open + " and " + axis
                            + " are -1, but only one can be computed from the others; give one of them");
                }
                open = axis;
                sizes[axis] = 1;
            }
        }
        Shape others = Shape.of(sizes);
        if (open < 0) {
            return others;
        }
        long count = others.elementCount();
        if (count == 0 || shape.elementCount() % count != 0) {
            throw new IllegalArgumentException(
                    "Tensor.reshape: dimension " + open + " is -1, but the " + shape.elementCount()
                            + " elements of shape " + shape
                            + " cannot be divided by the other dimensions, whose product is " + count
                            + "; give all dimensions");
        }
        sizes[open] = shape.elementCount() / count;
        return Shape.of(sizes);
    }
}
