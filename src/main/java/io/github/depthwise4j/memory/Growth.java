package io.github.depthwise4j.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides when native memory has grown enough to ask for a garbage collection. The mark is the memory that was in use
 * at the last collection asked for. The memory may grow beyond the mark by one step, or by a quarter of the mark if
 * that is more. So live data that grows causes few collections, and garbage of more than a step is collected.
 *
 * <p>Memory that its owner closes does not lower the mark: a program that allocates and frees the same amount again and
 * again causes no collections. Memory that the collector frees lowers the mark if it was in use at the last collection.
 * Safe for any number of threads.
 */
final class Growth {
    private final long step;
    private final AtomicLong base = new AtomicLong();
    private volatile int collections;

    Growth(long step) {
        this.step = step;
    }

    /** By how many allowed steps the bytes in use exceed the mark; 1 or more is a reason to collect. */
    long steps(long inUse) {
        long before = Math.max(base.getPlain(), 0);
        long growth = inUse - before;
        return growth <= step ? 0 : growth / Math.max(step, before / 4);
    }

    /** The number of collections so far; a block remembers it when it is allocated. */
    int collections() {
        return collections;
    }

    /** Counts a collection that has ended. The bytes in use include what it found, which is not freed yet. */
    synchronized void collected(long inUse) {
        collections++;
        base.set(inUse);
    }

    /**
     * Counts bytes that were freed because the collector found them.
     *
     * @param allocatedAfter the number of collections when they were allocated
     */
    void freed(long bytes, int allocatedAfter) {
        if (allocatedAfter != collections) {
            base.addAndGet(-bytes);
        }
    }
}
