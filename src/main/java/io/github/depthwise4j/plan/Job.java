package io.github.depthwise4j.plan;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One call, divided into slices that any thread may compute in any order. Belongs to one caller at a time and is used again; helpers
 * hold it only between {@link #expect()} and {@link #leave()}.
 */
abstract class Job implements WorkspacePool.Workspace {
    private static final int SPINS_BEFORE_YIELD = 500;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private volatile Throwable failure;

    /** Makes the job ready for another call. */
    final void reset() {
        failure = null;
        next.set(0);
    }

    abstract int slices();

    /** Whether a parked helper should be woken: that takes some 50 microseconds. */
    abstract boolean isWorthWaking();

    /** Computes one slice. */
    abstract void compute(int slice);

    /** Computes slices until none is left. */
    final void work() {
        int slices = slices();
        for (int slice = next.getAndIncrement(); slice < slices; slice = next.getAndIncrement()) {
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
    void workAlone() {
        work();
    }

    /** Announces a helper, before it can see the job. */
    final void expect() {
        helpers.incrementAndGet();
    }

    /** Says that a helper has no more to do with the job, or never had. */
    final void leave() {
        helpers.decrementAndGet();
    }

    /** Waits until no helper holds the job. Their slices are as long as the caller's last one, so that this is short. */
    final void awaitHelpers() {
        for (int spins = 0; helpers.get() > 0; spins++) {
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** Throws on the caller's thread what a slice has thrown on any. */
    final void rethrow() {
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
