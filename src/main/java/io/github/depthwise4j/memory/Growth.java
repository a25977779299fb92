package io.github.depthwise4j.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far native memory may grow before the garbage collector is asked to look for what nobody uses any more: a step
 * above what was in use at the last collection that was asked for and is still in use, or a quarter of that if it is
 * more. So live data that grows is looked through a few times only, while garbage never grows by more than the step
 * before it is looked for.
 *
 * <p>Memory that its owner closes does not lower the mark: a program that takes and returns the same amount again and
 * again is not collected each time. Memory that the collector frees lowers it, if it was there at the last collection.
 * Safe for any number of threads.
 */
final class Growth {
    private final long step;
    private final AtomicLong base = new AtomicLong();
    private volatile int collections;

    Growth(long step) {
        this.step = step;
    }

    /** How often memory has grown by what is allowed, with so many bytes in use; 1 or more is reason to collect. */
    long steps(long inUse) {
        long before = Math.max(base.getPlain(), 0);
        long growth = inUse - before;
        return growth <= step ? 0 : growth / Math.max(step, before / 4);
    }

    /** The number of collections so far, which a block remembers when it is allocated. */
    int collections() {
        return collections;
    }

    /** A collection has ended, with so many bytes in use, what it found included. */
    synchronized void collected(long inUse) {
        collections++;
        base.set(inUse);
    }

    /**
     * Bytes were freed because the collector found them.
     *
     * @param allocatedAfter the number of collections when they were allocated
     */
    void freed(long bytes, int allocatedAfter) {
        if (allocatedAfter != collections) {
            base.addAndGet(-bytes);
        }
    }
}
