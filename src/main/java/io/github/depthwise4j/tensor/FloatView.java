package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.FloatParts;
import java.nio.FloatBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tensor, in row-major order, for the time of {@link Tensor#read} or {@link Tensor#write}. It reads
 * and writes the tensor's memory itself; nothing is copied.
 *
 * <p>A view belongs to the thread that called {@code read} or {@code write}, and ends when that call returns. Every use
 * after that, and every use on another thread, throws {@link IllegalStateException}: no memory is touched that may have
 * been freed. A {@link FloatBuffer} cannot be revoked in this way, which is why this is a class of its own. Threads
 * that share the work on a tensor call {@code read} or {@code write} each.
 *
 * <p>No argument may be null.
 */
public final class FloatView {
    private final FloatParts floats;
    private final long size;
    private final boolean readOnly;

    /**
     * The thread the view belongs to, null when it has ended. Only this thread changes it; whatever another thread sees
     * here, it is not that thread.
     */
    private @Nullable Thread owner = Thread.currentThread();

    FloatView(FloatParts floats, long size, boolean readOnly) {
        this.floats = floats;
        this.size = size;
        this.readOnly = readOnly;
    }

    /** Makes every later use fail; called by the owner. */
    void end() {
        owner = null;
    }

    /** {@return the number of elements; it may be asked at any time, on any thread} */
    public long size() {
        return size;
    }

    /** {@return whether the elements can be read only; it may be asked at any time, on any thread} */
    public boolean isReadOnly() {
        return readOnly;
    }

    /**
     * {@return the element at an index}
     *
     * @param index the index in row-major order, from 0
     * @throws IllegalStateException if the view has ended or belongs to another thread
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public float get(long index) {
        checkUsable("get");
        return floats.get(Objects.checkIndex(index, size));
    }

    /**
     * Sets the element at an index.
     *
     * @param index the index in row-major order, from 0
     * @param value the value
     * @throws IllegalStateException if the view has ended or belongs to another thread
     * @throws UnsupportedOperationException if the view is read-only
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public void put(long index, float value) {
        checkWritable("put");
        floats.put(Objects.checkIndex(index, size), value);
    }

    /**
     * Copies elements into a part of an array.
     *
     * @param index the index of the first element, in row-major order, from 0
     * @param target the array
     * @param offset where the first element goes in the array
     * @param length the number of elements
     * @throws IllegalStateException if the view has ended or belongs to another thread
     * @throws IndexOutOfBoundsException if the tensor or the array does not have so many elements there; nothing is
     *     copied
     */
    public void copyTo(long index, float[] target, int offset, int length) {
        checkUsable("copyTo");
        Objects.checkFromIndexSize(offset, length, target.length);
        copyTo(index, FloatBuffer.wrap(target, offset, length));
    }

    /**
     * Copies elements into a buffer, from its position to its limit, and moves its position there.
     *
     * @param index the index of the first element, in row-major order, from 0
     * @param target the buffer, on the heap or direct, in any byte order
     * @throws IllegalStateException if the view has ended or belongs to another thread
     * @throws IndexOutOfBoundsException if the tensor does not have so many elements there; nothing is copied
     * @throws java.nio.ReadOnlyBufferException if the buffer is read-only
     */
    public void copyTo(long index, FloatBuffer target) {
        checkUsable("copyTo");
        Objects.checkFromIndexSize(index, target.remaining(), size);
        floats.get(index, target);
    }

    /**
     * Overwrites elements with a part of an array.
     *
     * @param index the index of the first element, in row-major order, from 0
     * @param source the array
     * @param offset where the first value is in the array
     * @param length the number of elements
     * @throws IllegalStateException if the view has ended or belongs to another thread
     * @throws UnsupportedOperationException if the view is read-only
     * @throws IndexOutOfBoundsException if the tensor or the array does not have so many elements there; nothing is
     *     copied
     */
    public void copyFrom(long index, float[] source, int offset, int length) {
        checkWritable("copyFrom");
        Objects.checkFromIndexSize(offset, length, source.length);
        copyFrom(index, FloatBuffer.wrap(source, offset, length));
    }

    /**
     * Overwrites elements with those of a buffer, from its position to its limit, and moves its position there.
     *
     * @param index the index of the first element, in row-major order, from 0
     * @param source the buffer, on the heap or direct, in any byte order
     * @throws IllegalStateException if the view has ended or belongs to another thread
     * @throws UnsupportedOperationException if the view is read-only
     * @throws IndexOutOfBoundsException if the tensor does not have so many elements there; nothing is copied
     */
    public void copyFrom(long index, FloatBuffer source) {
        checkWritable("copyFrom");
        Objects.checkFromIndexSize(index, source.remaining(), size);
        floats.put(index, source);
    }

    private void checkWritable(String operation) {
        checkUsable(operation);
        if (readOnly) {
            throw new UnsupportedOperationException("FloatView." + operation
                    + ": the view of Tensor.read can be read only; use Tensor.write to change elements");
        }
    }

    private void checkUsable(String operation) {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("FloatView." + operation
                    + ": the view has ended, or belongs to another thread; use it inside the call of Tensor.read or "
                    + "Tensor.write that made it, on the thread that made that call");
        }
    }

    /** {@return the number of elements, for people; it may be asked at any time, on any thread} */
    @Override
    public String toString() {
        return "FloatView(" + size + (readOnly ? " elements, read-only)" : " elements)");
    }
}
