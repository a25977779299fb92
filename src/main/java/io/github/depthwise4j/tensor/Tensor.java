package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.ResourceType;
import io.github.depthwise4j.memory.TensorMemory;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An array of numbers with a shape, in row-major order, outside the Java heap.
 *
 * <p><b>Memory.</b> {@code of} and {@code allocate} allocate memory that starts at a multiple of 64 bytes. Native
 * code is faster with it: a convolution can take one and a half times as long on memory that is only 16-byte aligned,
 * as the JVM's direct buffers usually are. {@code wrap} uses the caller's direct buffer, without copying; {@link
 * AlignedBuffers} allocates such buffers with the alignment of tensors.
 *
 * <p><b>Ownership.</b> The receiver of a tensor closes it. A closed tensor refuses every use with
 * {@link IllegalStateException}. The memory is freed at once; or when the last call ends that is using it on another
 * thread; or, if {@link #asFloatBuffer()} was called, when the garbage collector has found the buffer unreachable. A
 * tensor that was never closed is freed after it has become unreachable, and reported as a leak.
 *
 * <p><b>Views.</b> {@code reshape}, {@link #slice} and {@link #subTensor} return a tensor that shares the memory:
 * writes to one are seen in the other. A view is closed like any tensor. The memory is freed when the tensor and all
 * its views are closed, in any order. A view of a part may start at an address that is not a multiple of 64. An
 * operation refuses a view as output of an input that shares memory with it.
 *
 * <p><b>Copies.</b> {@code of}, {@code copyFrom} and {@code copyTo} move all elements, in row-major order. The length
 * of an array or of its range, and what remains in a buffer between position and limit, must be exactly the elements
 * of the tensor: otherwise nothing is copied. Buffers may be on the heap or direct, at any address and in any byte
 * order; the order of a {@link ByteBuffer} says how its bytes are read. As in NIO's bulk operations, the position of
 * the buffer moves to its limit. To copy a part of a tensor, use a view, or {@link #read} and {@link #write}.
 *
 * <p><b>Threads.</b> Any number of threads may use a tensor. The elements are plain memory: a thread that needs to see
 * the writes of another one synchronises with it, as for a {@code float[]}.
 *
 * <p>No argument may be null.
 */
public final class Tensor extends TensorElements implements AutoCloseable {
    private static final ResourceType ALLOCATED = ResourceType.ofNativeMemory("Tensor");
    private static final ResourceType VIEW = ResourceType.ofNativeMemory("view of a Tensor");
    private static final ResourceType WRAPPED = ResourceType.ofNothing("wrapped Tensor");

    static {
        // No lambda: the first one of a process takes Java 10 ms, and oneDNN's loading has not begun yet.
        TensorMemory.register(new Function<Object, NativeMemory>() {
            @Override
            public NativeMemory apply(Object tensor) {
                return ((Tensor) tensor).memory;
            }
        });
    }

    private final ResourceType kind;
    private final Cleaner.Cleanable cleanable;

    /** {@return how many tensors are not closed, including views, wrapped buffers and tensors inside operations} */
    public static long openCount() {
        return ALLOCATED.open() + VIEW.open() + WRAPPED.open();
    }

    private Tensor(DataType dataType, Shape shape, NativeMemory memory, boolean readOnly, ResourceType kind) {
        super(dataType, shape, memory, readOnly);
        this.kind = kind;
        this.cleanable = memory.closeWith(this, kind, shape, memory.byteSize());
    }

    /** A tensor that owns the memory, which is closed if that fails. */
    private static Tensor owning(NativeMemory memory, Shape shape, boolean readOnly, ResourceType kind) {
        try {
            return new Tensor(DataType.FLOAT32, shape, memory, readOnly, kind);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /** A tensor over memory of its size that a pool has lent. */
    static Tensor pooled(NativeMemory memory, Shape shape) {
        return owning(memory, shape, false, ALLOCATED);
    }

    private static Tensor filled(Shape shape, Consumer<Tensor> writer) {
        Tensor tensor = uninitialized(DataType.FLOAT32, shape);
        try {
            writer.accept(tensor);
            return tensor;
        } catch (RuntimeException | Error e) {
            tensor.close();
            throw e;
        }
    }

    /**
     * {@return a new {@code float32} tensor with a copy of {@code values}}
     *
     * @param values the elements in row-major order, as many as the shape has
     * @param shape the dimensions, outermost first
     * @throws IllegalArgumentException if the number of values is not that of the shape
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor of(float[] values, long... shape) {
        return of(values, TensorChecks.shape(shape));
    }

    /**
     * {@return a new {@code float32} tensor with a copy of {@code values}}
     *
     * @param values the elements in row-major order, as many as the shape has
     * @param shape the shape
     * @throws IllegalArgumentException if the number of values is not that of the shape
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor of(float[] values, Shape shape) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(shape, "shape");
        TensorChecks.count("Tensor.of", "values.length", values.length, shape);
        return of(values, 0, values.length, shape);
    }

    /**
     * {@return a new {@code float32} tensor with a copy of a range of an array}
     *
     * @param values the array
     * @param offset the index of the first element in the array
     * @param length the number of elements, which must be that of the shape
     * @param shape the shape
     * @throws IllegalArgumentException if {@code length} is not the number of elements of the shape
     * @throws IndexOutOfBoundsException if the array has no such range
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor of(float[] values, int offset, int length, Shape shape) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(shape, "shape");
        Objects.checkFromIndexSize(offset, length, values.length);
        TensorChecks.count("Tensor.of", "length", length, shape);
        Tensor tensor = uninitialized(DataType.FLOAT32, shape);
        try {
            tensor.copyFrom(values, offset, length);
            return tensor;
        } catch (RuntimeException | Error e) {
            tensor.close();
            throw e;
        }
    }

    /**
     * {@return a new {@code float32} tensor with a copy of the floats between position and limit of a buffer}
     *
     * @param values the buffer, whose position moves to its limit
     * @param shape the shape, of exactly the remaining elements
     * @throws IllegalArgumentException if the buffer has another number of remaining elements
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor of(FloatBuffer values, Shape shape) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(shape, "shape");
        TensorChecks.count("Tensor.of", "values.remaining()", values.remaining(), shape);
        return filled(shape, tensor -> tensor.copyFrom(values));
    }

    /**
     * {@return a new {@code float32} tensor with a copy of the floats between position and limit of a byte buffer, in
     * the byte order of the buffer}
     *
     * @param values the buffer, whose position moves to its limit
     * @param shape the shape, of exactly the remaining bytes divided by 4
     * @throws IllegalArgumentException if the buffer has another number of remaining bytes
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor of(ByteBuffer values, Shape shape) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(shape, "shape");
        FloatBuffer floats = TensorChecks.floats("Tensor.of", "values", values);
        TensorChecks.count("Tensor.of", "values.remaining() / 4", floats.remaining(), shape);
        return filled(shape, tensor -> tensor.copyFrom(values));
    }

    /**
     * {@return a new {@code float32} tensor with a copy of nested arrays, one axis for each level: {@code float[][]}
     * makes a tensor of rank 2, {@code float[][][]} one of rank 3, and so on}
     *
     * @param values the arrays; all arrays of one axis must have the same length
     * @throws IllegalArgumentException if the innermost elements are not {@code float}, if arrays of one axis differ in
     *     length, or if an inner array is null
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor ofNested(Object[] values) {
        Objects.requireNonNull(values, "values");
        Shape shape = NestedArrays.shapeOf(values);
        return filled(shape, tensor -> NestedArrays.write(values, shape, tensor.memory));
    }

    /**
     * {@return a new tensor whose elements are 0}
     *
     * @param dataType the type of the elements
     * @param shape the dimensions, outermost first
     * @throws IllegalArgumentException if the shape needs more bytes than a {@code long} can count
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor allocate(DataType dataType, long... shape) {
        return allocate(dataType, TensorChecks.shape(shape));
    }

    /**
     * {@return a new tensor whose elements are 0}
     *
     * @param dataType the type of the elements
     * @param shape the shape
     * @throws IllegalArgumentException if the shape needs more bytes than a {@code long} can count
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor allocate(DataType dataType, Shape shape) {
        Tensor tensor = uninitialized(dataType, shape);
        tensor.memory.clear();
        return tensor;
    }

    /**
     * {@return a new tensor with undefined elements} It is for an output that is written before it is read:
     * {@link #allocate} would write the memory twice.
     *
     * @param dataType the type of the elements
     * @param shape the dimensions, outermost first
     * @throws IllegalArgumentException if the shape needs more bytes than a {@code long} can count
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor uninitialized(DataType dataType, long... shape) {
        return uninitialized(dataType, TensorChecks.shape(shape));
    }

    /**
     * {@return a new tensor with undefined elements, as {@link #uninitialized(DataType, long...)}}
     *
     * @param dataType the type of the elements
     * @param shape the shape
     * @throws IllegalArgumentException if the shape needs more bytes than a {@code long} can count
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor uninitialized(DataType dataType, Shape shape) {
        Objects.requireNonNull(dataType, "dataType");
        Objects.requireNonNull(shape, "shape");
        return owning(NativeMemory.allocate(TensorChecks.byteSize(dataType, shape)), shape, false, ALLOCATED);
    }

    /**
     * {@return a tensor over the memory of a direct buffer, from its position to its limit, without copying} The tensor
     * keeps the buffer reachable; closing the tensor leaves the buffer as it is. A read-only buffer makes a read-only
     * tensor.
     *
     * <p>If the buffer belongs to a {@code java.lang.foreign.Arena}, close the arena after the last use of the tensor.
     * After the arena is closed, and on a thread to which a confined arena does not belong, every use of the tensor is
     * refused with {@link IllegalStateException}. This is checked when a use begins. One thing remains that the library
     * cannot see: a shared arena that another thread closes while a call runs takes the memory away under the call, and
     * the process may crash. Copy such a buffer with {@code of}.
     *
     * @param direct a direct buffer in native byte order, at an address that is a multiple of 4
     * @param shape the dimensions, outermost first, of exactly the remaining elements
     * @throws IllegalArgumentException if the buffer is not direct, not in native order, misaligned or of another size
     */
    public static Tensor wrap(FloatBuffer direct, long... shape) {
        return wrap(direct, TensorChecks.shape(shape));
    }

    /**
     * {@return a tensor over the memory of a direct buffer, as {@link #wrap(FloatBuffer, long...)}}
     *
     * @param direct a direct buffer in native byte order, at an address that is a multiple of 4
     * @param shape the shape, of exactly the remaining elements
     * @throws IllegalArgumentException if the buffer is not direct, not in native order, misaligned or of another size
     */
    public static Tensor wrap(FloatBuffer direct, Shape shape) {
        Objects.requireNonNull(direct, "direct");
        Objects.requireNonNull(shape, "shape");
        TensorChecks.wrappable(direct, direct.order());
        return wrapped(direct, direct.remaining(), "buffer.remaining()", shape);
    }

    /**
     * {@return a {@code float32} tensor over the memory of a direct byte buffer, from its position to its limit,
     * without copying, as {@link #wrap(FloatBuffer, long...)}}
     *
     * @param direct a direct buffer in native byte order, whose position is at an address that is a multiple of 4
     * @param shape the dimensions, outermost first, of exactly the remaining bytes
     * @throws IllegalArgumentException if the buffer is not direct, not in native order, misaligned or of another size
     */
    public static Tensor wrap(ByteBuffer direct, long... shape) {
        return wrap(direct, TensorChecks.shape(shape));
    }

    /**
     * {@return a {@code float32} tensor over the memory of a direct byte buffer, as {@link #wrap(FloatBuffer,
     * long...)}}
     *
     * @param direct a direct buffer in native byte order, whose position is at an address that is a multiple of 4
     * @param shape the shape, of exactly the remaining bytes
     * @throws IllegalArgumentException if the buffer is not direct, not in native order, misaligned or of another size
     */
    public static Tensor wrap(ByteBuffer direct, Shape shape) {
        Objects.requireNonNull(direct, "direct");
        Objects.requireNonNull(shape, "shape");
        TensorChecks.wrappable(direct, direct.order());
        int floats = TensorChecks.floats("Tensor.wrap", "the buffer", direct).remaining();
        return wrapped(direct, floats, "buffer.remaining() / 4", shape);
    }

    private static Tensor wrapped(Buffer direct, long elements, String what, Shape shape) {
        TensorChecks.count("Tensor.wrap", what, elements, shape);
        NativeMemory memory = NativeMemory.wrap(direct, elements * Float.BYTES);
        if (memory.address() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "Tensor.wrap: the buffer starts at an address that is " + memory.address() % Float.BYTES
                            + " modulo 4, but float32 needs a multiple of 4; slice it elsewhere");
        }
        return owning(memory, shape, direct.isReadOnly(), WRAPPED);
    }

    /**
     * {@return a view of all elements with another shape}
     *
     * @param dims the dimensions, outermost first; one of them may be -1, and is then computed from the others
     * @throws IllegalArgumentException if the new shape has another number of elements
     * @throws IllegalStateException if the tensor is closed
     */
    public Tensor reshape(long... dims) {
        return reshape(TensorChecks.reshaped(shape, dims));
    }

    /**
     * {@return a view of all elements with another shape}
     *
     * @param newShape the shape
     * @throws IllegalArgumentException if the new shape has another number of elements
     * @throws IllegalStateException if the tensor is closed
     */
    public Tensor reshape(Shape newShape) {
        Objects.requireNonNull(newShape, "newShape");
        TensorChecks.count("Tensor.reshape", "the number of elements", shape.elementCount(), newShape);
        return view("reshape", newShape, 0);
    }

    /**
     * {@return a view of neighbouring entries along the first axis: for a batch of images, some of the images}
     *
     * @param from the index of the first entry along axis 0
     * @param to the index behind the last entry; may be equal to {@code from}, and the view is then empty
     * @throws IllegalArgumentException if the tensor is a scalar
     * @throws IndexOutOfBoundsException if the axis has no such range
     * @throws IllegalStateException if the tensor is closed
     */
    public Tensor slice(long from, long to) {
        TensorChecks.range(shape, from, to);
        Shape entry = shape.from(1);
        return view("slice", entry.in(to - from), from * entry.elementCount());
    }

    /**
     * {@return a view of the elements whose first indices are given: {@code images.subTensor(2)} is the image 2 of a
     * batch, without the axis of the batch} The view has fewer axes. An operation wants a batch axis also for a single
     * image: pass {@code images.slice(i, i + 1)} to it.
     *
     * @param index the indices of the first axes; the shape of the view has the other axes
     * @throws IllegalArgumentException if there are more indices than axes
     * @throws IndexOutOfBoundsException if an axis has no such entry
     * @throws IllegalStateException if the tensor is closed
     */
    public Tensor subTensor(long... index) {
        long number = TensorChecks.leadingIndex("Tensor.subTensor", shape, index);
        Shape entry = shape.from(index.length);
        return view("subTensor", entry, number * entry.elementCount());
    }

    private Tensor view(String operation, Shape viewShape, long first) {
        NativeMemory part = memory.part(first * Float.BYTES, viewShape.elementCount() * Float.BYTES);
        Reference.reachabilityFence(this);
        if (part == null) {
            throw closed(operation);
        }
        return owning(part, viewShape, readOnly, kind == WRAPPED ? WRAPPED : VIEW);
    }

    /** Ends this tensor's use of the memory, as the class description says. A second call does nothing. */
    @Override
    public void close() {
        memory.close();
        cleanable.clean();
        buffer.forget();
    }
}
