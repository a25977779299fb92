package io.github.depthwise4j.operation;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often the plans of one operation were found, made and evicted. Counting takes no lock and allocates nothing. The
 * sums of the process include closed operations.
 */
public final class CacheCounters implements AutoCloseable {
    /** Threads count their hits in different counters, so that they do not wait for each other; a power of two. */
    private static final int STRIPES = 16;
    /** Array elements from one counter to the next: each counter has a cache line of its own. */
    private static final int DISTANCE = 16;

    private static final Set<CacheCounters> OPEN = new HashSet<>();
    private static final long[] CLOSED = new long[3];

    private final AtomicLongArray hits = new AtomicLongArray(STRIPES * DISTANCE);
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong evictions = new AtomicLong();

    /** The sums of the process. */
    public record Totals(long hits, long misses, long evictions) {}

    public CacheCounters() {
        synchronized (OPEN) {
            OPEN.add(this);
        }
    }

    /** Counts a call that found its plan. */
    public void hit() {
        int stripe = (int) Thread.currentThread().getId() & (STRIPES - 1);
        hits.getAndIncrement(stripe * DISTANCE);
    }

    /** Counts a call that made its plan. */
    void miss() {
        misses.incrementAndGet();
    }

    /** Counts plans that were closed to make room for others. */
    void evicted(int plans) {
        evictions.addAndGet(plans);
    }

    public long hits() {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += hits.get(stripe * DISTANCE);
        }
        return sum;
    }

    public long misses() {
        return misses.get();
    }

    public long evictions() {
        return evictions.get();
    }

    /** The sums of all operations and of the one-shot calls, since the process began. */
    public static Totals totals() {
        synchronized (OPEN) {
            long[] sums = CLOSED.clone();
            OPEN.forEach(each -> each.addTo(sums));
            return new Totals(sums[0], sums[1], sums[2]);
        }
    }

    /** The number of objects that still count. */
    static int live() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }

    private void addTo(long[] sums) {
        sums[0] += hits();
        sums[1] += misses();
        sums[2] += evictions();
    }

    /** Ends the counting. The numbers stay readable, and stay in the sums. */
    @Override
    public void close() {
        synchronized (OPEN) {
            if (OPEN.remove(this)) {
                addTo(CLOSED);
            }
        }
    }
}
