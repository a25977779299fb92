package io.github.depthwise4j.memory;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.loading.Room;
import io.github.depthwise4j.natives.MemoryFunctions;
import io.github.depthwise4j.natives.NativeLibrary;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * A block of memory outside the Java heap; see {@link RefCounted} for who may use it, and how long. Sizes and offsets
 * are in bytes.
 */
public final class NativeMemory extends RefCounted implements CloseStack.Part {
    /** Every allocated block starts at a multiple of this many bytes: a cache line, and the widest vector register. */
    public static final int ALIGNMENT = 64;

    /** More than oneDNN needs to describe and create a primitive. */
    private static final long SPARE = 1L << 20;

    /** The most floats that are copied at once: one buffer holds at most 2 GiB. */
    private static final int PART = 1 << 28;

    private final long address;
    private final long byteSize;
    /** What malloc returned; 0 for wrapped memory and for parts. */
    private final long block;
    /**
     * The wrapped floats, all of them also in a part; null if nothing is wrapped. They keep the caller's buffer, and
     * with it its memory, reachable.
     */
    private final FloatBuffer wrapped;
    /** When the block was allocated, as {@link Reclamation#moment()} counts. */
    private final int moment;
    /** The memory that this is a part of, or null. This memory is a user of it, and so keeps it from being freed. */
    private final NativeMemory whole;
    /** Where the whole goes when this memory is freed; null if it is not from a pool. */
    private final IdleBlocks pool;

    private NativeMemory(long address, long byteSize, long block, int moment, FloatBuffer wrapped) {
        this.address = address;
        this.byteSize = byteSize;
        this.block = block;
        this.moment = moment;
        this.wrapped = wrapped;
        this.whole = null;
        this.pool = null;
    }

    private NativeMemory(NativeMemory whole, long fromByte, long byteSize, IdleBlocks pool) {
        this.address = whole.address + fromByte;
        this.byteSize = byteSize;
        this.block = 0;
        this.moment = 0;
        this.wrapped = whole.wrapped;
        this.whole = whole;
        this.pool = pool;
    }

    /**
     * Loads the allocator, as the first {@link #allocate} would.
     *
     * @throws io.github.depthwise4j.errors.NativeLoadException if that is not possible
     */
    public static void prepare() {
        NativeLibrary.memory();
    }

    /**
     * Allocates a block of at least one byte, aligned to {@link #ALIGNMENT}. Its content is undefined.
     *
     * @throws NativeMemoryException if the limit does not allow it or the operating system refuses, even after what
     *     nobody needs was freed
     * @throws StackOverflowError if the calling thread has too little stack left
     */
    public static NativeMemory allocate(long byteSize) {
        if (byteSize < 0 || byteSize > Long.MAX_VALUE - 2 * ALIGNMENT) {
            throw new IllegalArgumentException("byteSize = " + byteSize + " is not a size in bytes");
        }
        // At the end of the stack, what frees the block after a failure would fail too.
        Room.requireStack();
        NativeLibrary.memory();
        AllocationGate.pass(byteSize);
        MemoryLimit limit = MemoryLimit.ofProcess();
        Reclamation.grow(MemoryCounts.liveBytes() + byteSize);
        if (!limit.reserve(byteSize)
                && (byteSize > limit.limit() || !Reclamation.until(() -> limit.reserve(byteSize)))) {
            throw MemoryCounts.refused(NativeMemoryException.beyondLimit(
                    byteSize, MemoryCounts.liveBytes(), limit.limit(), MemoryLimit.remedy()));
        }
        long block = 0;
        try {
            block = malloc(byteSize);
        } finally {
            if (block == 0) {
                limit.release(byteSize);
            }
        }
        long aligned = (block + ALIGNMENT - 1) & -ALIGNMENT;
        NativeMemory memory;
        try {
            memory = new NativeMemory(aligned, byteSize, block, Reclamation.moment(), null);
        } catch (RuntimeException | Error e) {
            // For example, the Java heap has no room for the owner of the block.
            NativeLibrary.memory().free(block);
            limit.release(byteSize);
            throw e;
        }
        long inUse = MemoryCounts.allocated(byteSize);
        try {
            Events.nativeAllocation(byteSize, inUse, MemoryCounts.limitBytes());
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
        return memory;
    }

    /**
     * Makes sure that a little memory can be allocated, and keeps nothing. It protects native code that does not
     * survive the refusal of a small allocation, nor the end of the stack.
     *
     * @throws NativeMemoryException if there is not
     * @throws StackOverflowError if the calling thread has too little stack left
     */
    public static void requireSpare() {
        Room.requireStack();
        MemoryFunctions functions = NativeLibrary.memory();
        AllocationGate.pass(SPARE);
        long block = functions.allocate(SPARE);
        if (block == 0) {
            throw MemoryCounts.refused(NativeMemoryException.refusedBySystem(SPARE, MemoryCounts.liveBytes()));
        }
        functions.free(block);
    }

    private static long malloc(long byteSize) {
        long bytes = Math.max(byteSize, 1) + ALIGNMENT - 1;
        MemoryFunctions functions = NativeLibrary.memory();
        long block = functions.allocate(bytes);
        if (block != 0) {
            return block;
        }
        long[] later = {0};
        boolean given = Reclamation.until(() -> {
            later[0] = functions.allocate(bytes);
            return later[0] != 0;
        });
        if (!given) {
            throw MemoryCounts.refused(NativeMemoryException.refusedBySystem(byteSize, MemoryCounts.liveBytes()));
        }
        return later[0];
    }

    /** Wraps the bytes between position and limit of a direct buffer, which stays the owner of its memory. */
    public static NativeMemory wrap(Buffer direct, long byteSize) {
        long address = NativeLibrary.memory().addressOf(direct.slice());
        FloatBuffer floats = direct instanceof ByteBuffer bytes
                ? bytes.slice().order(ByteOrder.nativeOrder()).asFloatBuffer()
                : ((FloatBuffer) direct).slice();
        return new NativeMemory(address, byteSize, 0, 0, floats);
    }

    /**
     * Announces a user. Only the JVM knows whether the memory of a wrapped buffer was freed, for example by closing its
     * arena. It tells this when the buffer is read, so every use of wrapped memory begins with a read.
     *
     * @return false if the memory must not be touched; {@link #refusal()} says why
     */
    @Override
    public boolean acquire() {
        if (!super.acquire()) {
            return false;
        }
        if (wrapped == null || wrapped.capacity() == 0) {
            return true;
        }
        boolean usable = false;
        try {
            wrapped.get(0);
            usable = true;
            return true;
        } catch (RuntimeException e) {
            // IllegalStateException if it was freed; newer versions of Java have another one for a wrong thread.
            return false;
        } finally {
            if (!usable) {
                release();
            }
        }
    }

    /** Why {@link #acquire()} returned false, and what to do about it, to follow the name of the tensor. */
    public String refusal() {
        if (!isClosed() && wrapped != null && wrapped.capacity() > 0) {
            try {
                wrapped.get(0);
            } catch (IllegalStateException e) {
                return "cannot be used: the memory of the wrapped buffer was freed; close the arena after the last use";
            } catch (RuntimeException e) {
                return "cannot be used: the arena of the wrapped buffer allows access on its own thread only; "
                        + "use a shared arena";
            }
        }
        return "is closed; close tensors after the last call that uses them";
    }

    /** Whether this is memory of a buffer of the caller. */
    public boolean isWrapped() {
        return wrapped != null;
    }

    /**
     * A part of this memory, with an owner and users of its own. The whole is not freed before the part is, even if its
     * owner closes it first. The caller has checked the range.
     *
     * @return the part, or null if this memory is closed
     */
    public NativeMemory part(long fromByte, long byteSize) {
        if (!acquire()) {
            return null;
        }
        try {
            // A part of a part refers to the whole, so chains of parts do not grow. Memory from a pool is a whole: it
            // must not go back while a part is in use.
            boolean isWhole = whole == null || pool != null;
            NativeMemory root = isWhole ? this : whole;
            NativeMemory part = new NativeMemory(root, address - root.address + fromByte, byteSize, null);
            root.acquireAgain();
            return part;
        } finally {
            release();
        }
    }

    /**
     * All of this block, which goes back to the pool when the result is freed. The pool stays the owner of the block.
     */
    NativeMemory lend(IdleBlocks pool) {
        return new NativeMemory(this, 0, byteSize, pool);
    }

    /** The address of the first byte; valid between {@link #acquire()} and {@link #release()}. */
    public long address() {
        return address;
    }

    public long byteSize() {
        return byteSize;
    }

    @Override
    protected void free() {
        if (pool != null) {
            pool.giveBack(whole);
        } else if (whole != null) {
            whole.release();
        } else if (block != 0) {
            NativeLibrary.memory().free(block);
            MemoryCounts.freed(byteSize);
            MemoryLimit.ofProcess().release(byteSize);
            if (onCleanersThread()) {
                Reclamation.freed(byteSize, moment);
            }
        }
    }

    /**
     * A view of the whole block in native byte order. The block stays allocated as long as the view, or any buffer
     * made from it, is reachable.
     *
     * @throws IllegalStateException if the block is closed or larger than a buffer can be
     */
    public ByteBuffer view() {
        if (byteSize > Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    byteSize + " bytes do not fit into one buffer (at most " + Integer.MAX_VALUE + ")");
        }
        Room.requireStack();
        if (!acquire()) {
            throw new IllegalStateException("the memory is closed");
        }
        boolean registered = false;
        try {
            ByteBuffer view = bytes(0, byteSize);
            releaseWith(view);
            registered = true;
            return view;
        } finally {
            if (!registered) {
                release();
            }
        }
    }

    /**
     * A view of some floats that does not keep the block allocated: for a user, until {@link #release()}. A view of
     * wrapped memory refuses access when that memory was freed.
     */
    public FloatBuffer floats(long first, int count) {
        if (wrapped != null) {
            long start = whole == null ? address : whole.address;
            return wrapped.slice(Math.toIntExact((address - start) / Float.BYTES + first), count);
        }
        return bytes(first * Float.BYTES, (long) count * Float.BYTES).asFloatBuffer();
    }

    /**
     * A view of the block as floats, for its owner alone: unlike {@link #view()} it does not keep the block
     * allocated, and must not be touched after {@link #close()}. Copies through it allocate nothing, unlike {@link
     * #write} and {@link #read}.
     */
    public FloatBuffer floatsOfOwner() {
        return bytes(0, byteSize).asFloatBuffer();
    }

    /** The same as bytes. */
    public ByteBuffer bytesOfOwner() {
        return bytes(0, byteSize);
    }

    /** A view of a range, which keeps nothing allocated. */
    private ByteBuffer bytes(long first, long count) {
        return NativeLibrary.memory().view(address + first, count).order(ByteOrder.nativeOrder());
    }

    /** Reads one float; the caller has acquired the block and checked the range. */
    public float getFloat(long fromByte) {
        return NativeLibrary.memory().getFloat(address + fromByte);
    }

    /** Writes one float; the caller has acquired the block and checked the range. */
    public void setFloat(long toByte, float value) {
        NativeLibrary.memory().setFloat(address + toByte, value);
    }

    /** Copies floats into the block; the caller has acquired it and checked the range. */
    public void write(float[] source, int from, long toByte, int count) {
        for (int done = 0; done < count; done += PART) {
            int part = Math.min(PART, count - done);
            bytes(toByte + (long) done * Float.BYTES, (long) part * Float.BYTES)
                    .asFloatBuffer()
                    .put(source, from + done, part);
        }
    }

    /** Copies floats out of the block; the caller has acquired it and checked the range. */
    public void read(long fromByte, float[] target, int to, int count) {
        for (int done = 0; done < count; done += PART) {
            int part = Math.min(PART, count - done);
            bytes(fromByte + (long) done * Float.BYTES, (long) part * Float.BYTES)
                    .asFloatBuffer()
                    .get(target, to + done, part);
        }
    }

    /** Copies bytes between addresses in blocks that the caller has acquired. The ranges may overlap. */
    public static void move(long from, long to, long bytes) {
        NativeLibrary.memory().move(from, to, bytes);
    }

    /** Sets every byte to 0; the caller has acquired the block. */
    public void clear() {
        clear(byteSize);
    }

    /** Sets the first bytes to 0; the caller has acquired the block. */
    public void clear(long bytes) {
        NativeLibrary.memory().clear(address, bytes);
    }
}
