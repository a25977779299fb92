package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.IdleBlocks;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.ResourceType;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * Tensors whose memory is reused, for servers that need tensors of the same sizes for every request. A new tensor gets
 * the memory of a closed one of the same number of bytes, whatever its shape was. At its first use, new memory of the
 * operating system is mapped and cleared page by page. That can take longer than a convolution.
 *
 * <pre>{@code
 * try (Tensor input = pool.acquire(shape)) {
 *     input.copyFrom(request);
 *     ...
 * }
 * }</pre>
 *
 * <p><b>Ownership.</b> A tensor of a pool is a tensor like any other. Its memory goes back to the pool when it and
 * all its views are closed, no call uses it any more, and no buffer of {@code asFloatBuffer} is reachable. So memory
 * is never handed out twice at the same time.
 *
 * <p><b>Bounds.</b> The pool keeps at most {@code mostIdleBytes} bytes and {@value #MOST_IDLE_TENSORS} tensors that
 * nobody uses; beyond that it frees those that were not used for the longest time. It does not limit how many tensors
 * are in use. Idle memory counts towards {@code memoryLimit}; it is freed by {@code Depthwise4j.trim()}, and before an
 * allocation anywhere in the library is refused.
 *
 * <p><b>Threads.</b> Any number of threads may use a pool. No argument may be null.
 */
public final class TensorPool implements AutoCloseable {
    /** The most tensors that a pool keeps while nobody uses them. */
    public static final int MOST_IDLE_TENSORS = 256;

    private static final ResourceType POOL = ResourceType.ofNativeMemory("TensorPool");

    private final long mostIdleBytes;
    private final IdleBlocks blocks;
    private final Cleaner.Cleanable cleanable;

    private TensorPool(long mostIdleBytes) {
        this.mostIdleBytes = mostIdleBytes;
        this.blocks = new IdleBlocks(mostIdleBytes, MOST_IDLE_TENSORS);
        this.cleanable = blocks.closeWith(this, POOL, "of at most " + mostIdleBytes + " idle bytes", mostIdleBytes);
    }

    /**
     * {@return a new pool, which the caller closes}
     *
     * @param mostIdleBytes the most bytes that the pool keeps while nobody uses them; 0 keeps none
     * @throws IllegalArgumentException if the number is negative
     */
    public static TensorPool create(long mostIdleBytes) {
        if (mostIdleBytes < 0) {
            throw new IllegalArgumentException("TensorPool.create: mostIdleBytes = " + mostIdleBytes
                    + ", but must be 0 or more; use the bytes of the tensors that are used at the same time");
        }
        return new TensorPool(mostIdleBytes);
    }

    /**
     * {@return a {@code float32} tensor with undefined elements, over memory of the pool if there is some of its
     * size, else over new memory}
     *
     * @param shape the dimensions, outermost first
     * @throws IllegalArgumentException if the shape needs more bytes than a {@code long} can count
     * @throws IllegalStateException if the pool is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public Tensor acquire(long... shape) {
        return acquire(TensorChecks.shape(shape));
    }

    /**
     * {@return a {@code float32} tensor with undefined elements, over memory of the pool if there is some of its
     * size, else over new memory}
     *
     * @param shape the shape
     * @throws IllegalArgumentException if the shape needs more bytes than a {@code long} can count
     * @throws IllegalStateException if the pool is closed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for it
     */
    public Tensor acquire(Shape shape) {
        Objects.requireNonNull(shape, "shape");
        try {
            NativeMemory memory = blocks.lend(TensorChecks.byteSize(DataType.FLOAT32, shape));
            if (memory == null) {
                throw new IllegalStateException(
                        "TensorPool.acquire: the pool is closed; acquire tensors before close(), or "
                                + "allocate them");
            }
            return Tensor.pooled(memory, shape);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** {@return the most bytes that the pool keeps while nobody uses them} */
    public long mostIdleBytes() {
        return mostIdleBytes;
    }

    /** {@return the bytes that the pool keeps now and nobody uses} */
    public long idleBytes() {
        return blocks.idleBytes();
    }

    /** {@return how many tensors' memory the pool keeps now and nobody uses} */
    public int idleTensors() {
        return blocks.idle();
    }

    /** {@return how often {@code acquire} used memory of the pool} */
    public long reusedCount() {
        return blocks.reused();
    }

    /** {@return how often {@code acquire} needed new memory} */
    public long allocatedCount() {
        return blocks.allocated();
    }

    /** {@return whether {@link #close()} was called} */
    public boolean isClosed() {
        return blocks.isClosed();
    }

    /**
     * Frees the memory that nobody uses. Tensors that were acquired stay open; their memory is freed when they are
     * closed. A second call does nothing.
     */
    @Override
    public void close() {
        blocks.close();
        cleanable.clean();
    }

    /** The bounds and the statistics. */
    @Override
    public String toString() {
        return "TensorPool(" + idleTensors() + " idle tensors, " + idleBytes() + " of at most " + mostIdleBytes
                + " idle bytes, reused " + reusedCount() + ", allocated " + allocatedCount()
                + (isClosed() ? ", closed)" : ")");
    }
}
