package io.github.depthwise4j.memory;

import io.github.depthwise4j.errors.NativeMemoryException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the blocks of {@link NativeMemory} of this process. */
public final class MemoryCounts {
    private static final AtomicLong LIVE_BLOCKS = new AtomicLong();
    private static final AtomicLong LIVE_BYTES = new AtomicLong();
    private static final AtomicLong PEAK_BYTES = new AtomicLong();
    private static final AtomicLong REFUSALS = new AtomicLong();

    private MemoryCounts() {}

    /** Counts a block that was allocated, and returns the bytes of all blocks. */
    static long allocated(long byteSize) {
        LIVE_BLOCKS.incrementAndGet();
        long inUse = LIVE_BYTES.addAndGet(byteSize);
        long peak = PEAK_BYTES.getPlain();
        while (inUse > peak && !PEAK_BYTES.compareAndSet(peak, inUse)) {
            peak = PEAK_BYTES.get();
        }
        return inUse;
    }

    /** Counts a block that was freed. */
    static void freed(long byteSize) {
        LIVE_BLOCKS.decrementAndGet();
        LIVE_BYTES.addAndGet(-byteSize);
    }

    /** Counts a refusal, and returns it. */
    static NativeMemoryException refused(NativeMemoryException refusal) {
        REFUSALS.incrementAndGet();
        return refusal;
    }

    /** How often memory was refused, by the limit or by the system. */
    public static long refusals() {
        return REFUSALS.get();
    }

    /** The number of allocated blocks that have not been freed. */
    public static long liveBlocks() {
        return LIVE_BLOCKS.get();
    }

    /** The number of bytes in {@link #liveBlocks()}. */
    public static long liveBytes() {
        return LIVE_BYTES.get();
    }

    /** The most that {@link #liveBytes()} ever was. */
    public static long peakBytes() {
        return PEAK_BYTES.get();
    }

    /** The most that {@link #liveBytes()} may be; 0 if there is no limit. */
    public static long limitBytes() {
        long limit = MemoryLimit.preview();
        return limit == MemoryLimit.NONE ? 0 : limit;
    }
}
