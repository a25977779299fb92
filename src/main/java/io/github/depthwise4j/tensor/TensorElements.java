package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.FloatParts;
import io.github.depthwise4j.memory.NativeMemory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Access to the elements of a tensor: one by one, as copies, and in place. Its only subclass, {@link Tensor}, makes
 * tensors and closes them. The rules for copies, threads and closed tensors are described there.
 *
 * <p>No argument may be null.
 */
public abstract sealed class TensorElements permits Tensor {
    final DataType dataType;
    final Shape shape;
    final NativeMemory memory;
    final boolean readOnly;
    final TensorBuffer buffer;

    TensorElements(DataType dataType, Shape shape, NativeMemory memory, boolean readOnly) {
        this.dataType = dataType;
        this.shape = shape;
        this.memory = memory;
        this.readOnly = readOnly;
        this.buffer = new TensorBuffer(memory);
    }

    /** {@return the shape; it never changes, and may be asked of a closed tensor} */
    public final Shape shape() {
        return shape;
    }

    /** {@return the type of the elements; it may be asked of a closed tensor} */
    public final DataType dataType() {
        return dataType;
    }

    /** {@return whether the memory is that of a read-only buffer: such a tensor can be an input, but not an output} */
    public final boolean isReadOnly() {
        return readOnly;
    }

    /** {@return whether {@link Tensor#close()} was called} */
    public final boolean isClosed() {
        return memory.isClosed();
    }

    /**
     * {@return one element} For many elements, {@link #read} is faster.
     *
     * @param index one index for each axis, outermost first
     * @throws IllegalArgumentException if there are more or fewer indices than axes
     * @throws IndexOutOfBoundsException if an axis has no such entry
     * @throws IllegalStateException if the tensor is closed
     */
    public final float get(long... index) {
        long element = TensorChecks.elementIndex("Tensor.get", shape, index);
        acquire("get");
        try {
            return memory.getFloat(element * Float.BYTES);
        } finally {
            release();
        }
    }

    /**
     * Sets one element. For many elements, {@link #write} is faster.
     *
     * @param value the value
     * @param index one index for each axis, outermost first
     * @throws IllegalArgumentException if there are more or fewer indices than axes, or if the tensor is read-only
     * @throws IndexOutOfBoundsException if an axis has no such entry
     * @throws IllegalStateException if the tensor is closed
     */
    public final void set(float value, long... index) {
        long element = TensorChecks.elementIndex("Tensor.set", shape, index);
        change("set", () -> memory.setFloat(element * Float.BYTES, value));
    }

    /**
     * Sets all elements to one value.
     *
     * @param value the value
     * @throws IllegalArgumentException if the tensor is read-only
     * @throws IllegalStateException if the tensor is closed
     */
    public final void fill(float value) {
        change("fill", () -> TensorContents.fill(memory, shape.elementCount(), value));
    }

    /**
     * {@return whether another tensor has the same type, the same shape and the same elements} Elements are compared as
     * {@link java.util.Arrays#equals(float[], float[])} does: a NaN is equal to every NaN, and 0.0 is not equal to
     * -0.0.
     *
     * @param other the other tensor
     * @throws IllegalStateException if one of the two is closed
     */
    public final boolean contentEquals(Tensor other) {
        Objects.requireNonNull(other, "other");
        acquire("contentEquals");
        try {
            other.acquire("contentEquals");
            try {
                return dataType == other.dataType
                        && shape.equals(other.shape)
                        && TensorContents.equal(memory, other.memory, shape.elementCount());
            } finally {
                other.release();
            }
        } finally {
            release();
        }
    }

    /**
     * {@return a copy of the elements in row-major order}
     *
     * @throws IllegalStateException if the tensor is closed or has more elements than an array can hold
     */
    public final float[] toFloatArray() {
        float[] values = new float[TensorChecks.arrayLength("Tensor.toFloatArray", shape)];
        copyTo(values);
        return values;
    }

    /**
     * {@return a copy of the elements as nested arrays: a {@code float[][]} if the rank is 2, a {@code float[][][]}
     * if it is 3, and so on; a {@code float[]} if it is 1, a {@code Float} if it is 0}
     *
     * @throws IllegalStateException if the tensor is closed, or its shape is too large for Java arrays
     */
    public final Object toNestedArray() {
        acquire("toNestedArray");
        try {
            return NestedArrays.read(memory, shape);
        } finally {
            release();
        }
    }

    /**
     * Copies all elements into an array of exactly that length.
     *
     * @param target the array
     * @throws IllegalArgumentException if the array has another length
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyTo(float[] target) {
        Objects.requireNonNull(target, "target");
        TensorChecks.count("Tensor.copyTo", "target.length", target.length, shape);
        copyTo(target, 0, target.length);
    }

    /**
     * Copies all elements into a range of an array.
     *
     * @param target the array
     * @param offset the index of the first element in the array
     * @param length the number of elements, which must be that of the tensor
     * @throws IllegalArgumentException if {@code length} is not the number of elements
     * @throws IndexOutOfBoundsException if the array has no such range
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyTo(float[] target, int offset, int length) {
        Objects.requireNonNull(target, "target");
        Objects.checkFromIndexSize(offset, length, target.length);
        TensorChecks.count("Tensor.copyTo", "length", length, shape);
        acquire("copyTo");
        try {
            memory.read(0, target, offset, length);
        } finally {
            release();
        }
    }

    /**
     * Copies all elements into a buffer, from its position to its limit.
     *
     * @param target the buffer, whose position moves to its limit
     * @throws IllegalArgumentException if the buffer has another number of remaining elements, or is read-only
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyTo(FloatBuffer target) {
        Objects.requireNonNull(target, "target");
        TensorChecks.writable("Tensor.copyTo", target);
        TensorChecks.count("Tensor.copyTo", "target.remaining()", target.remaining(), shape);
        acquire("copyTo");
        try {
            FloatParts.of(memory).get(0, target);
        } finally {
            release();
        }
    }

    /**
     * Copies all elements into a byte buffer, from its position to its limit, in the byte order of the buffer.
     *
     * @param target the buffer, whose position moves to its limit
     * @throws IllegalArgumentException if the buffer has another number of remaining bytes, or is read-only
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyTo(ByteBuffer target) {
        Objects.requireNonNull(target, "target");
        copyTo(TensorChecks.floats("Tensor.copyTo", "target", target));
        target.position(target.limit());
    }

    /**
     * Overwrites all elements with those of an array of exactly that length.
     *
     * @param source the array
     * @throws IllegalArgumentException if the array has another length, or if the tensor is read-only
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyFrom(float[] source) {
        Objects.requireNonNull(source, "source");
        TensorChecks.count("Tensor.copyFrom", "source.length", source.length, shape);
        copyFrom(source, 0, source.length);
    }

    /**
     * Overwrites all elements with a range of an array.
     *
     * @param source the array
     * @param offset the index of the first element in the array
     * @param length the number of elements, which must be that of the tensor
     * @throws IllegalArgumentException if {@code length} is not the number of elements, or if the tensor is read-only
     * @throws IndexOutOfBoundsException if the array has no such range
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyFrom(float[] source, int offset, int length) {
        Objects.requireNonNull(source, "source");
        Objects.checkFromIndexSize(offset, length, source.length);
        TensorChecks.count("Tensor.copyFrom", "length", length, shape);
        TensorChecks.writable("copyFrom", readOnly);
        acquire("copyFrom");
        try {
            memory.write(source, offset, 0, length);
        } finally {
            release();
        }
    }

    /**
     * Overwrites all elements with those of a buffer, from its position to its limit.
     *
     * @param source the buffer, whose position moves to its limit
     * @throws IllegalArgumentException if the buffer has another number of remaining elements, or if the tensor is
     *     read-only
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyFrom(FloatBuffer source) {
        Objects.requireNonNull(source, "source");
        TensorChecks.count("Tensor.copyFrom", "source.remaining()", source.remaining(), shape);
        change("copyFrom", () -> FloatParts.of(memory).put(0, source));
    }

    /**
     * Overwrites all elements with those of a byte buffer, from its position to its limit, in the byte order of the
     * buffer.
     *
     * @param source the buffer, whose position moves to its limit
     * @throws IllegalArgumentException if the buffer has another number of remaining bytes, or if the tensor is
     *     read-only
     * @throws IllegalStateException if the tensor is closed
     */
    public final void copyFrom(ByteBuffer source) {
        Objects.requireNonNull(source, "source");
        copyFrom(TensorChecks.floats("Tensor.copyFrom", "source", source));
        source.position(source.limit());
    }

    /**
     * {@return a buffer over the elements, without copying: position 0, limit the number of elements, read-only if the
     * tensor is}
     *
     * <p>The buffer stays valid when the tensor is closed. So the memory of such a tensor is not freed by {@link
     * Tensor#close()}, but by the garbage collector, some time after the last buffer became unreachable. The library
     * asks the JVM to collect garbage when such memory has grown (setting {@code collectAfter}). Where memory has to
     * be freed at once, use {@link #read} and {@link #write}, or {@code copyTo} and {@code copyFrom}.
     *
     * @throws IllegalStateException if the tensor is closed, or is larger than 2 GiB, the limit of a buffer
     */
    public final FloatBuffer asFloatBuffer() {
        acquire("asFloatBuffer");
        try {
            return buffer.floats(shape.elementCount(), readOnly);
        } finally {
            release();
        }
    }

    /**
     * Lets a function read the elements, without copying them. The {@link FloatView} is valid on the calling thread
     * until this method returns, and refuses every use after that and on other threads. If any thread closes the
     * tensor meanwhile, its memory is freed when this method returns, without the garbage collector.
     *
     * <pre>{@code
     * float sum = tensor.read(view -> {
     *     float total = 0;
     *     for (long i = 0; i < view.size(); i++) {
     *         total += view.get(i);
     *     }
     *     return total;
     * });
     * }</pre>
     *
     * @param reader the function, which gets a read-only view; the caller gets the exceptions it throws
     * @param <R> the type of the result
     * @return the result of the function
     * @throws IllegalStateException if the tensor is closed
     */
    public final <R> R read(Function<? super FloatView, ? extends R> reader) {
        Objects.requireNonNull(reader, "reader");
        return scoped("read", true, reader);
    }

    /**
     * Lets a function read and write the elements, without copying them, as {@link #read} does.
     *
     * @param writer the function; the caller gets the exceptions it throws, and what it wrote before stays
     * @throws IllegalArgumentException if the tensor is read-only
     * @throws IllegalStateException if the tensor is closed
     */
    public final void write(Consumer<? super FloatView> writer) {
        Objects.requireNonNull(writer, "writer");
        TensorChecks.writable("write", readOnly);
        scoped("write", false, view -> {
            writer.accept(view);
            return null;
        });
    }

    private <R> R scoped(String operation, boolean viewIsReadOnly, Function<? super FloatView, ? extends R> action) {
        acquire(operation);
        try {
            FloatView view = new FloatView(FloatParts.of(memory), shape.elementCount(), viewIsReadOnly);
            try {
                return action.apply(view);
            } finally {
                view.end();
            }
        } finally {
            release();
        }
    }

    private void change(String operation, Runnable action) {
        TensorChecks.writable(operation, readOnly);
        acquire(operation);
        try {
            action.run();
        } finally {
            release();
        }
    }

    final void acquire(String operation) {
        if (!memory.acquire()) {
            throw closed(operation);
        }
    }

    final void release() {
        memory.release();
        Reference.reachabilityFence(this);
    }

    final IllegalStateException closed(String operation) {
        return new IllegalStateException(
                "Tensor." + operation + ": the tensor of shape " + shape + " " + memory.refusal());
    }

    /**
     * The type, the shape and the values, nested in brackets; of long axes only the first and last three entries are
     * shown. A tensor that is closed, or whose wrapped memory was freed, shows no
     * values.
     */
    @Override
    public String toString() {
        String head = "Tensor(" + dataType + ", " + shape;
        if (!memory.acquire()) {
            return head + (memory.isClosed() ? ", closed)" : ", not accessible)");
        }
        try {
            return head + ")\n" + TensorPrinter.print(shape, index -> memory.getFloat(index * Float.BYTES));
        } finally {
            release();
        }
    }
}
