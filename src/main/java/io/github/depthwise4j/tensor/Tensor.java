package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.FloatParts;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.ResourceType;
import io.github.depthwise4j.memory.TensorMemory;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An array of numbers with a shape, in row-major order, outside the Java heap.
 *
 * <p><b>Memory.</b> {@link #of} and {@link #allocate} allocate memory that starts at a multiple of 64 bytes, which the native
 * code rewards: a convolution can take one and a half times as long on memory that is only 16-byte aligned, as the JVM's direct
 * buffers usually are. {@link #wrap} uses the caller's direct buffer as it lies, without copying.
 *
 * <p><b>Ownership.</b> Who receives a tensor closes it. A closed tensor refuses every use with {@link IllegalStateException}. The
 * memory is freed at once, or, where a call on another thread is still using it, when that call ends, or, where
 * {@link #asFloatBuffer()} was called, when the garbage collector has found the view unreachable. A tensor that is forgotten is
 * freed after it has become unreachable. {@link #read} and {@link #write} give access without copying and leave nothing to
 * the collector.
 *
 * <p><b>Threads.</b> Any number of threads may use a tensor. The elements are plain memory: who needs to see another thread's
 * writes has to synchronise, as with a {@code float[]}.
 *
 * <p>No argument may be null unless a method says so.
 */
public final class Tensor implements AutoCloseable {
    private static final ResourceType ALLOCATED = ResourceType.ofNativeMemory("Tensor");
    private static final ResourceType WRAPPED = ResourceType.ofNothing("wrapped Tensor");

    static {
        TensorMemory.register(tensor -> ((Tensor) tensor).memory);
    }

    private final DataType dataType;
    private final Shape shape;
    private final NativeMemory memory;
    private final Cleaner.Cleanable cleanable;
    private final boolean readOnly;
    /** The root of all views handed out; kept so that there is one registration, however many views. */
    private ByteBuffer view;

    /** {@return how many tensors are not closed, those inside operations and those over wrapped buffers included} */
    public static long openCount() {
        return ALLOCATED.open() + WRAPPED.open();
    }

    private Tensor(DataType dataType, Shape shape, NativeMemory memory, boolean readOnly, ResourceType kind) {
        this.dataType = dataType;
        this.shape = shape;
        this.memory = memory;
        this.readOnly = readOnly;
        this.cleanable = memory.closeWith(this, kind, shape, memory.byteSize());
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
        Shape dims = Shape.of(shape);
        checkCount("Tensor.of", "values.length", values.length, dims);
        Tensor tensor = create(DataType.FLOAT32, dims);
        tensor.copyFrom(values);
        return tensor;
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
        Tensor tensor = create(dataType, Shape.of(shape));
        tensor.memory.clear();
        return tensor;
    }

    /**
     * {@return a new tensor whose elements are whatever the memory held: for an output that is written before it is read, where
     * {@link #allocate} would write the memory twice}
     *
     * @param dataType the type of the elements
     * @param shape the dimensions, outermost first
     * @throws IllegalArgumentException if the shape needs more bytes than a {@code long} can count
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public static Tensor uninitialized(DataType dataType, long... shape) {
        return create(dataType, Shape.of(shape));
    }

    private static Tensor create(DataType dataType, Shape shape) {
        NativeMemory memory = NativeMemory.allocate(byteSize(dataType, shape));
        try {
            return new Tensor(dataType, shape, memory, false, ALLOCATED);
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
    }

    /**
     * {@return a tensor over the memory of a direct buffer, from its position to its limit, without copying} The tensor keeps
     * the buffer reachable; closing the tensor leaves the buffer as it is. A read-only buffer makes a tensor that can be read
     * only.
     *
     * @param direct a direct buffer in native byte order, at an address that is a multiple of 4
     * @param shape the dimensions, outermost first, of exactly the remaining elements
     * @throws IllegalArgumentException if the buffer is not direct, not in native order, misaligned or of another size
     */
    public static Tensor wrap(FloatBuffer direct, long... shape) {
        checkDirect(direct, direct.order());
        return wrapped(direct, direct.remaining(), "buffer.remaining()", Shape.of(shape));
    }

    /**
     * {@return a {@code float32} tensor over the memory of a direct byte buffer, from its position to its limit, without
     * copying, as {@link #wrap(FloatBuffer, long...)}}
     *
     * @param direct a direct buffer in native byte order, whose position is at an address that is a multiple of 4
     * @param shape the dimensions, outermost first, of exactly the remaining bytes
     * @throws IllegalArgumentException if the buffer is not direct, not in native order, misaligned or of another size
     */
    public static Tensor wrap(ByteBuffer direct, long... shape) {
        checkDirect(direct, direct.order());
        if (direct.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException("Tensor.wrap: the buffer has " + direct.remaining()
                    + " remaining bytes, but float32 needs a multiple of 4; set its limit");
        }
        return wrapped(direct, direct.remaining() / Float.BYTES, "buffer.remaining() / 4", Shape.of(shape));
    }

    private static Tensor wrapped(Buffer direct, long elements, String what, Shape shape) {
        checkCount("Tensor.wrap", what, elements, shape);
        NativeMemory memory = NativeMemory.wrap(direct, elements * Float.BYTES);
        if (memory.address() % Float.BYTES != 0) {
            throw new IllegalArgumentException(
                    "Tensor.wrap: the buffer starts at an address that is " + memory.address() % Float.BYTES
                            + " modulo 4, but float32 needs a multiple of 4; slice it elsewhere");
        }
        return new Tensor(DataType.FLOAT32, shape, memory, direct.isReadOnly(), WRAPPED);
    }

    private static void checkDirect(Buffer buffer, ByteOrder order) {
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

    private static void checkCount(String operation, String what, long count, Shape shape) {
        if (count != shape.elementCount()) {
            throw new IllegalArgumentException(operation + ": " + what + " = " + count + ", but shape " + shape
                    + " has " + shape.elementCount() + " elements; the two must be equal");
        }
    }

    private static long byteSize(DataType dataType, Shape shape) {
        if (shape.elementCount() > Long.MAX_VALUE / dataType.byteSize()) {
            throw new IllegalArgumentException("shape " + shape + " of " + dataType
                    + " has more bytes than a long can count; use smaller dimensions");
        }
        return shape.elementCount() * dataType.byteSize();
    }

    /** {@return the shape; it never changes, and may be asked of a closed tensor} */
    public Shape shape() {
        return shape;
    }

    /** {@return the type of the elements; it may be asked of a closed tensor} */
    public DataType dataType() {
        return dataType;
    }

    /** {@return whether the tensor wraps a read-only buffer: such a tensor can be an input, not an output} */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** {@return whether {@link #close()} was called} */
    public boolean isClosed() {
        return memory.isClosed();
    }

    /**
     * {@return a copy of the elements in row-major order}
     *
     * @throws IllegalStateException if the tensor is closed or has more elements than an array can hold
     */
    public float[] toFloatArray() {
        if (shape.elementCount() > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("Tensor.toFloatArray: " + shape.elementCount() + " elements of shape "
                    + shape + " do not fit into one Java array");
        }
        float[] values = new float[(int) shape.elementCount()];
        copyTo(values);
        return values;
    }

    /**
     * Copies all elements, in row-major order, into an array of exactly that length.
     *
     * @param target the array to fill
     * @throws IllegalArgumentException if the array has another length
     * @throws IllegalStateException if the tensor is closed
     */
    public void copyTo(float[] target) {
        checkCount("Tensor.copyTo", "target.length", target.length, shape);
        use("copyTo", () -> memory.read(0, target, 0, target.length));
    }

    /**
     * Overwrites all elements, in row-major order, with those of an array of exactly that length.
     *
     * @param source the elements
     * @throws IllegalArgumentException if the array has another length, or the tensor wraps a read-only buffer
     * @throws IllegalStateException if the tensor is closed
     */
    public void copyFrom(float[] source) {
        checkCount("Tensor.copyFrom", "source.length", source.length, shape);
        checkWritable("copyFrom");
        use("copyFrom", () -> memory.write(source, 0, 0, source.length));
    }

    /**
     * {@return a view of the elements, without copying: position 0, limit the number of elements, read-only where the tensor
     * is}
     *
     * <p>The view stays valid whatever happens to the tensor. The price is that the memory of a tensor whose view was asked for
     * is freed by the garbage collector, some time after the tensor was closed and the last view became unreachable. The
     * library asks the JVM to collect garbage when such memory has grown (setting {@code collectAfter}). Where memory has to
     * be returned at once, use {@link #read} and {@link #write}, or {@link #copyTo} and {@link #copyFrom}.
     *
     * @throws IllegalStateException if the tensor is closed, or larger than 2 GiB, which no buffer can be
     */
    public FloatBuffer asFloatBuffer() {
        synchronized (this) {
            if (memory.isClosed()) {
                throw closed("asFloatBuffer");
            }
            if (view == null) {
                view = memory.view();
            }
            ByteBuffer own = readOnly ? view.asReadOnlyBuffer() : view.duplicate();
            return own.order(ByteOrder.nativeOrder()).asFloatBuffer();
        }
    }

    /**
     * Lets a function read the elements, without copying them. The view is valid on the calling thread until this method
     * returns, and refuses every use after that and on other threads. If the tensor is closed meanwhile, by this or another
     * thread, its memory is freed when this method returns; no garbage collector is needed.
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
     * @param reader what reads; the view it is given can be read only. It may throw, and the caller gets what it throws
     * @param <R> the type of the result
     * @return what the function returns
     * @throws IllegalStateException if the tensor is closed
     */
    public <R> R read(Function<? super FloatView, ? extends R> reader) {
        Objects.requireNonNull(reader, "reader");
        return scoped("read", true, reader);
    }

    /**
     * Lets a function read and write the elements, without copying them, as {@link #read} does.
     *
     * @param writer what writes. It may throw, and the caller gets what it throws; what was written before stays
     * @throws IllegalArgumentException if the tensor wraps a read-only buffer
     * @throws IllegalStateException if the tensor is closed
     */
    public void write(Consumer<? super FloatView> writer) {
        Objects.requireNonNull(writer, "writer");
        checkWritable("write");
        scoped("write", false, view -> {
            writer.accept(view);
            return null;
        });
    }

    private <R> R scoped(String operation, boolean viewIsReadOnly, Function<? super FloatView, ? extends R> action) {
        if (!memory.acquire()) {
            throw closed(operation);
        }
        try {
            FloatView view = new FloatView(FloatParts.of(memory), shape.elementCount(), viewIsReadOnly);
            try {
                return action.apply(view);
            } finally {
                view.end();
            }
        } finally {
            memory.release();
            Reference.reachabilityFence(this);
        }
    }

    private void checkWritable(String operation) {
        if (readOnly) {
            throw new IllegalArgumentException("Tensor." + operation
                    + ": the tensor wraps a read-only buffer; wrap a writable one, or allocate a tensor");
        }
    }

    private void use(String operation, Runnable action) {
        if (!memory.acquire()) {
            throw closed(operation);
        }
        try {
            action.run();
        } finally {
            memory.release();
            Reference.reachabilityFence(this);
        }
    }

    private IllegalStateException closed(String operation) {
        return new IllegalStateException("Tensor." + operation + ": the tensor of shape " + shape
                + " is closed; use it before close(), or make another");
    }

    /** Gives the memory back, as the class description says. A second call does nothing. */
    @Override
    public void close() {
        memory.close();
        cleanable.clean();
        synchronized (this) {
            view = null;
        }
    }

    /**
     * The type, the shape and the values, nested in brackets; of long axes only the first and last three entries are shown. A
     * closed tensor shows no values.
     */
    @Override
    public String toString() {
        String head = "Tensor(" + dataType + ", " + shape;
        if (!memory.acquire()) {
            return head + ", closed)";
        }
        try {
            return head + ")\n" + TensorPrinter.print(shape, this::element);
        } finally {
            memory.release();
            Reference.reachabilityFence(this);
        }
    }

    private float element(long index) {
        float[] one = new float[1];
        memory.read(index * Float.BYTES, one, 0, 1);
        return one[0];
    }
}
