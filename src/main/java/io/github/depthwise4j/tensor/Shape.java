package io.github.depthwise4j.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * The sizes of a tensor's axes, outermost first. A dimension may be 0: the tensor then has no elements.
 *
 * <p>Immutable; never null where the API takes or returns it, unless it says so.
 */
public final class Shape {
    private final long[] dims;
    private final long elementCount;

    private Shape(long[] dims) {
        this.dims = dims;
        this.elementCount = count(dims);
    }

    /**
     * {@return a shape of the given dimensions; none at all is the shape of a scalar}
     *
     * @param dims the sizes of the axes, outermost first
     * @throws IllegalArgumentException if a dimension is negative or the number of elements exceeds a {@code long}
     */
    public static Shape of(long... dims) {
        return new Shape(Objects.requireNonNull(dims, "dims").clone());
    }

    private static long count(long[] dims) {
        boolean empty = false;
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(dims) + ": dimension " + axis + " is "
                        + dims[axis] + ", but must be 0 or more");
            }
            empty |= dims[axis] == 0;
        }
        if (empty) {
            return 0;
        }
        long count = 1;
        for (long dim : dims) {
            if (Math.multiplyHigh(count, dim) != 0 || count * dim < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(dims)
                        + " has more elements than a long can count; use smaller dimensions");
            }
            count *= dim;
        }
        return count;
    }

    /** {@return a copy of the dimensions} */
    public long[] dims() {
        return dims.clone();
    }

    /**
     * {@return the size of one axis, 0 being the outermost}
     *
     * @param axis the number of the axis, from 0 to {@code rank() - 1}
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public long dim(int axis) {
        return dims[axis];
    }

    /** {@return the number of axes} */
    public int rank() {
        return dims.length;
    }

    /** {@return the product of all dimensions} */
    public long elementCount() {
        return elementCount;
    }

    /** The shape of the axes from one on, without those before it. */
    Shape from(int axis) {
        return new Shape(Arrays.copyOfRange(dims, axis, dims.length));
    }

    /** This shape with one more axis in front. */
    Shape in(long length) {
        long[] more = new long[dims.length + 1];
        more[0] = length;
        System.arraycopy(dims, 0, more, 1, dims.length);
        return new Shape(more);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape that && Arrays.equals(dims, that.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** The dimensions as Python prints them: {@code [1, 3, 3, 1]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
