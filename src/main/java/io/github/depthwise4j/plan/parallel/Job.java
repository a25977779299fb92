package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.WorkspacePool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One call, divided into slices that any thread may compute in any order. Belongs to one caller at a time and is used again; helpers
 * hold it only between {@link #expect()} and {@link #leave()}.
 */
public abstract class Job implements WorkspacePool.Workspace {
    private static final int SPINS_BEFORE_YIELD = 500;
    /** How long the caller then lets others run, but keeps looking: waking it would take nearly as long. */
    private static final long YIELD_NANOS = 200_000;
    /** How long it sleeps at first, and at most, should nobody wake it. */
    private static final long SHORTEST_PAUSE_NANOS = 50_000;

    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private volatile Throwable failure;
    /** The caller, while it sleeps until the helpers have left; a thread that is woken without need does no harm. */
    private volatile Thread waiting;

    /** Makes the job ready for another call. */
    public final void reset() {
        failure = null;
        next.set(0);
    }

    public abstract int slices();

    /** Whether a parked helper should be woken: that takes some 50 microseconds. */
    public abstract boolean isWorthWaking();

    /** Computes one slice. */
    public abstract void compute(int slice);

    /** Computes slices until none is left. */
    public final void work() {
        int slices = slices();
        // Of as many slices as an int can count, the number of the next one becomes negative at the end.
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
     * Does all there is to do on the calling thread, no helper having been found. A job that knows a shorter way than slice by slice, to
     * the same bits, takes it.
     */
    public void workAlone() {
        work();
    }

    /** Announces a helper, before it can see the job. */
    public final void expect() {
        helpers.incrementAndGet();
    }

    /** Says that a helper has no more to do with the job, or never had. */
    public final void leave() {
        if (helpers.decrementAndGet() == 0) {
            Thread caller = waiting;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
    }

    /**
     * Waits until no helper holds the job. A helper's slice is about as long as the caller's last one, so that this is short, unless the
     * operating system does not let the helper run, as where a container has used up its share of the processors: the caller then leaves
     * the processor too, until the helper wakes it.
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
        // An interrupted thread does not park.
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

    /** Throws on the caller's thread what a slice has thrown on any. */
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
        // Owns nothing native.
    }
}
