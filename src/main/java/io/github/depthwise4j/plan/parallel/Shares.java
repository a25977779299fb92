package io.github.depthwise4j.plan.parallel;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The slices of a job that no thread has taken yet, divided into shares of neighbouring slices, one for each thread.
 *
 * <p>A thread takes its own share from the front, and then what the other threads have left, from the back. So a thread
 * usually computes the same part of one call as of the next, or of one layer as of the next, and finds in the cache of
 * its core what it has written before. To fetch that from the cache of another core can take longer than to compute it.
 */
final class Shares {
    /** Each share is in cache lines of its own: its thread does not wait for those of the other shares. */
    private static final int LONGS_BETWEEN = 16;

    /** The next slice of a share is in the upper half of its state, and its end is in the lower half. */
    private static final int HALF = 32;

    private final int most;
    private final AtomicLongArray states;
    private int count = 1;

    /** No slices yet; there are at most so many shares. */
    Shares(int most) {
        this.most = most;
        this.states = new AtomicLongArray(most * LONGS_BETWEEN);
    }

    /** Gives out all slices anew. No thread may take one meanwhile. */
    void reset(int slices, int threads) {
        count = Math.max(1, Math.min(slices, Math.min(threads, most)));
        int first = 0;
        for (int share = 0; share < count; share++) {
            int end = (int) ((share + 1L) * slices / count);
            // What lets the other threads see the job comes later, and makes this visible too.
            states.setPlain(share * LONGS_BETWEEN, (long) first << HALF | end);
            first = end;
        }
    }

    /** Leaves no slice to be taken. */
    void clear() {
        for (int share = 0; share < count; share++) {
            states.set(share * LONGS_BETWEEN, 0);
        }
    }

    /**
     * Takes a slice, and returns it; -1 if there is none left. The caller has the first share for itself. If there are
     * more helpers than other shares, some have the same one.
     *
     * @param thread 0 for the caller, the number of a helper for others
     */
    int take(int thread) {
        int own = thread == 0 || count == 1 ? 0 : 1 + (thread - 1) % (count - 1);
        int slice = takeFirst(own * LONGS_BETWEEN);
        for (int i = 1; slice < 0 && i < count; i++) {
            int other = (own - i + count) % count;
            slice = takeLast(other * LONGS_BETWEEN);
        }
        return slice;
    }

    private int takeFirst(int index) {
        while (true) {
            long state = states.get(index);
            if (next(state) >= end(state)) {
                return -1;
            }
            if (states.compareAndSet(index, state, state + (1L << HALF))) {
                return next(state);
            }
        }
    }

    private int takeLast(int index) {
        while (true) {
            long state = states.get(index);
            if (next(state) >= end(state)) {
                return -1;
            }
            if (states.compareAndSet(index, state, state - 1)) {
                return end(state) - 1;
            }
        }
    }

    private static int next(long state) {
        return (int) (state >>> HALF);
    }

    private static int end(long state) {
        return (int) state;
    }
}
