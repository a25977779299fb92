package io.github.depthwise4j.memory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The collections that native memory asks of the JVM. One thread collects at a time; the others do not wait for it
 * here. How soon the next one may begin depends on what the last one took and on what it freed. So threads at a limit
 * that only live data fills cost little, however many they are.
 */
final class GarbageCollection {
    /** A collection was of use if what was freed after it is at least this part of what was in use. */
    private static final int USEFUL_PART = 16;

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Less than {@link Reclamation#PATIENCE_NANOS}: who waits that long has had a collection made for it. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The cleaner's thread is at work if it freed something so lately. */
    private static final long FREEING_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** How long the cleaner's thread is given to begin with what a collection found. */
    private static final long BEGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** How long it is given at most: other collections of the JVM can keep it at work all the time. */
    private static final long MOST_FREEING_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** An allocation is not refused so soon after a collection, even if it has waited long enough. */
    private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Runnable collector;
    private final LongSupplier clock;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Guarded by {@link #running}: written by who has set it, read by others only as a hint. */
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
     * Collects garbage, unless another thread is at it, the cleaner's thread has not done with the last collection, or
     * it is too soon.
     *
     * @param inUse the bytes of native memory in use
     * @param share the pause after a collection is at least so many times as long as the collection
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

    /** Whether a collection is going on, or has ended so lately that what it found may not be freed yet. */
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

    /** Doubles with each useless collection in a row; a long collection that was of no use has a long pause. */
    private long pauseAfterUseless() {
        long doubling = FIRST_PAUSE_NANOS << Math.min(useless, Byte.SIZE);
        return Math.max(Math.min(doubling, LONGEST_PAUSE_NANOS), 10 * lastTook);
    }

    /** Lets the next request collect at once, whenever the last collection was. */
    void forgetLast() {
        lastEnd = clock.getAsLong() - TimeUnit.MINUTES.toNanos(1);
        lastFreed = lastEnd;
        lastTook = 0;
        useless = 0;
        inUseBefore = 0;
        freedBefore = freed;
    }
}
