package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.WorkspacePool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One call, divided into slices that any thread may compute in any order. A job belongs to one caller at a time, and is
 * used again for later calls. A helper holds it only between {@link #expect()} and {@link #leave()}.
 */
public abstract class Job implements WorkspacePool.Workspace {
    private static final int SPINS_BEFORE_YIELD = 500;
    /** How long the caller then yields to other threads before it sleeps. To wake it would take nearly as long. */
    private static final long YIELD_NANOS = 200_000;
    /** How long the caller sleeps at first, and at most, if no helper wakes it. */
    private static final long SHORTEST_PAUSE_NANOS = 50_000;

    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private volatile Throwable failure;
    /** The caller, while it sleeps until the helpers have left. It does no harm to wake it without need. */
    private volatile Thread waiting;

    /** Makes the job ready for another call. */
    public final void reset() {
        failure = null;
        next.set(0);
    }

    public abstract int slices();

    /** Whether to wake a parked helper, which takes about 50 microseconds. */
    public abstract boolean isWorthWaking();

    /** Computes one slice. */
    public abstract void compute(int slice);

    /** Computes slices until none is left. */
    public final void work() {
        int slices = slices();
        // With the most slices that an int can count, the next number becomes negative at the end.
        for (int slice = next.getAndIncrement(); slice >= 0 && slice < slices; slice = next.getAndIncrement()) {
            try {
                compute(slice);
            } catch (RuntimeException | Error e) {
                failure = e;
                next.set(slices);
            }
        }
    }

    /**
     * Computes everything on the calling thread, because there is no helper. A job may do this in a faster way than
     * slice by slice, if the bits are the same.
     */
    public void workAlone() {
        work();
    }

    /** Counts a helper. Called before the helper can see the job. */
    public final void expect() {
        helpers.incrementAndGet();
    }

    /** Counts a helper no more: it has left the job, or did not take it. Wakes the caller after the last helper. */
    public final void leave() {
        if (helpers.decrementAndGet() == 0) {
            Thread caller = waiting;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
    }

    /**
     * Waits until no helper holds the job. This is usually short, because a helper's slice is about as long as the
     * caller's last one. It is long if the operating system does not let the helper run, for example because a
     * container has used up its share of the processors. Then the caller sleeps until the helper wakes it.
     */
    public final void awaitHelpers() {
        for (int spins = 0; helpers.get() > 0 && spins < SPINS_BEFORE_YIELD; spins++) {
            Thread.onSpinWait();
        }
        if (helpers.get() > 0) {
            awaitSlowHelpers();
        }
    }

    private void awaitSlowHelpers() {
        long begin = System.nanoTime();
        while (helpers.get() > 0 && System.nanoTime() - begin < YIELD_NANOS) {
            Thread.yield();
        }
        // An interrupted thread does not park: clear the flag, and set it again at the end.
        boolean interrupted = false;
        long pause = SHORTEST_PAUSE_NANOS;
        waiting = Thread.currentThread();
        while (helpers.get() > 0) {
            LockSupport.parkNanos(this, pause);
            interrupted |= Thread.interrupted();
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
        waiting = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws on the caller's thread what a slice has thrown on any thread. */
    public final void rethrow() {
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    @Override
    public long byteSize() {
        return 0;
    }

    @Override
    public void close() {
        // A job owns nothing native.
    }
}
