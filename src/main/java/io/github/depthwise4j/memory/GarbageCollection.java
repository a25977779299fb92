package io.github.depthwise4j.memory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Asks the JVM for garbage collections that free native memory. One thread collects at a time; the others do not wait
 * for it here. The pause until the next collection depends on how long the last one took and how much it freed. So a
 * program whose live data fills the limit does not spend its time on useless collections.
 */
final class GarbageCollection {
    /** A collection was useful if at least this part of the memory in use was freed after it. */
    private static final int USEFUL_PART = 16;

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Less than {@link Reclamation#PATIENCE_NANOS}, so that a waiting allocation sees at least one collection. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The cleaner's thread counts as busy for this long after it freed something. */
    private static final long FREEING_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** The time for the cleaner's thread to start freeing what a collection found. */
    private static final long BEGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** The longest time it is waited for: other collections of the JVM can keep it busy all the time. */
    private static final long MOST_FREEING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** No allocation is refused within this time after a collection, even if it has waited long enough. */
    private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Runnable collector;
    private final LongSupplier clock;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Written only by the thread that has set {@link #running}; other threads read it as a hint. */
    private volatile long lastEnd;

    private volatile long lastTook;
    private volatile long inUseBefore;
    private volatile long freedBefore;
    private volatile int useless;

    /** Written by the cleaner's thread alone, or by a test. */
    private volatile long freed;

    private volatile long lastFreed;

    /**
     * Collections made by {@code collector}.
     *
     * @param clock the time in nanoseconds, as {@link System#nanoTime()}
     */
    GarbageCollection(Runnable collector, LongSupplier clock) {
        this.collector = collector;
        this.clock = clock;
        forgetLast();
    }

    /**
     * Collects garbage, unless another thread does so, the cleaner's thread is still busy with the last collection, or
     * the pause after it is not over.
     *
     * @param inUse the bytes of native memory in use
     * @param share how many times as long as the last collection the pause after it is at least
     * @return whether this call collected
     */
    boolean collect(long inUse, int share) {
        if (!isDue(share) || !running.compareAndSet(false, true)) {
            return false;
        }
        try {
            if (!isDue(share)) {
                return false;
            }
            useless = wasUseful() ? 0 : Math.min(useless + 1, Integer.SIZE);
            inUseBefore = inUse;
            freedBefore = freed;
            long begin = clock.getAsLong();
            collector.run();
            long end = clock.getAsLong();
            lastTook = end - begin;
            lastEnd = end;
            return true;
        } finally {
            running.set(false);
        }
    }

    /** Whether a collection runs, or ended so recently that what it found may not be freed yet. */
    boolean isAtWork() {
        return running.get() || clock.getAsLong() - lastEnd < SETTLING_NANOS;
    }

    /** Counts bytes that were freed because the collector found them; called by the cleaner's thread. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // there is one such thread
    void freed(long bytes) {
        freed += bytes;
        lastFreed = clock.getAsLong();
    }

    private boolean wasUseful() {
        return freed - freedBefore >= inUseBefore / USEFUL_PART;
    }

    private boolean isDue(int share) {
        long now = clock.getAsLong();
        long since = now - lastEnd;
        if (since < BEGIN_NANOS || since < MOST_FREEING_NANOS && now - lastFreed < FREEING_NANOS) {
            return false;
        }
        return wasUseful() ? since >= lastTook * share : since >= pauseAfterUseless();
    }

    /** Doubles with each useless collection in a row, and is longer after a long one. */
    private long pauseAfterUseless() {
        long doubling = FIRST_PAUSE_NANOS << Math.min(useless, Byte.SIZE);
        return Math.max(Math.min(doubling, LONGEST_PAUSE_NANOS), 10 * lastTook);
    }

    /** Forgets the last collection, so that the next request collects at once. */
    void forgetLast() {
        lastEnd = clock.getAsLong() - TimeUnit.MINUTES.toNanos(1);
        lastFreed = lastEnd;
        lastTook = 0;
        useless = 0;
        inUseBefore = 0;
        freedBefore = freed;
    }
}
