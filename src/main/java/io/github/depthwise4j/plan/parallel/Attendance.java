package io.github.depthwise4j.plan.parallel;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the helpers that are in something, and lets its caller wait until they have left.
 *
 * <p>It also has a turn, which is even while nothing can be entered and odd while a helper may enter. Turn and count
 * are one number, so that no helper enters after the end of a turn.
 */
final class Attendance {
    private static final int SPINS_BEFORE_YIELD = 500;
    /** How long the caller then yields to other threads before it sleeps. To wake it would take nearly as long. */
    private static final long YIELD_NANOS = 200_000;
    /** How long the caller sleeps at first, and at most, if no helper wakes it. */
    private static final long SHORTEST_PAUSE_NANOS = 50_000;

    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    /** The turn is in the upper half of the state, the count in the lower half. */
    private static final int HALF = 32;

    private final AtomicLong state = new AtomicLong();
    /** The caller, while it sleeps until the helpers have left. It does no harm to wake it without need. */
    private volatile Thread waiting;

    /** The number of helpers that are in. */
    int count() {
        return (int) state.get();
    }

    int turn() {
        return (int) (state.get() >>> HALF);
    }

    static boolean isOpen(int turn) {
        return (turn & 1) == 1;
    }

    /** Begins a turn, and returns it. Only the caller does this, and only while no turn is open. */
    int open() {
        return (int) (state.addAndGet(1L << HALF) >>> HALF);
    }

    /** Ends this turn, unless it has ended. */
    void close(int turn) {
        if (turn() == turn) {
            state.addAndGet(1L << HALF);
        }
    }

    /** Counts a helper, whatever the turn. */
    void enter() {
        state.incrementAndGet();
    }

    /** Counts a helper if this is the turn; otherwise returns false. */
    boolean enter(int turn) {
        long now = state.get();
        while ((int) (now >>> HALF) == turn) {
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
            now = state.get();
        }
        return false;
    }

    /** Counts a helper no more. Wakes the caller after the last one. */
    void leave() {
        if ((int) state.decrementAndGet() == 0) {
            Thread caller = waiting;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
    }

    /**
     * Waits until all helpers have left. This is usually short, because a helper's slice is about as long as the
     * caller's last one. It is long if the operating system does not let the helper run, for example because a
     * container has used up its share of the processors. Then the caller sleeps until the helper wakes it.
     *
     * @return how long it was in nanoseconds; 0 if it was short
     */
    long await() {
        for (int spins = 0; count() > 0 && spins < SPINS_BEFORE_YIELD; spins++) {
            Thread.onSpinWait();
        }
        return count() == 0 ? 0 : awaitSlow();
    }

    private long awaitSlow() {
        long begin = System.nanoTime();
        while (count() > 0 && System.nanoTime() - begin < YIELD_NANOS) {
            Thread.yield();
        }
        if (count() == 0) {
            return 0;
        }
        // An interrupted thread does not park: clear the flag, and set it again at the end.
        boolean interrupted = false;
        long pause = SHORTEST_PAUSE_NANOS;
        waiting = Thread.currentThread();
        while (count() > 0) {
            LockSupport.parkNanos(this, pause);
            interrupted |= Thread.interrupted();
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime() - begin;
    }
}
