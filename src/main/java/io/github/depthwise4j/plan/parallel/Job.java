package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.WorkspacePool;

/**
 * One call, divided into slices that any thread may compute in any order. A job belongs to one caller at a time, and is
 * used again for later calls.
 */
public abstract class Job extends Joinable implements WorkspacePool.Workspace {
    private final Shares shares = new Shares(Workers.shared().threads());
    private volatile Throwable failure;

    /** Makes the job ready for a call of this many threads. */
    final void reset(int threads) {
        // To read is cheaper than to write: that would take the cache line from the helpers.
        if (failure != null) {
            failure = null;
        }
        shares.reset(slices(), threads);
    }

    public abstract int slices();

    /** Computes one slice. */
    public abstract void compute(int slice);

    /**
     * Computes slices until none is left.
     *
     * @param thread 0 for the caller, the number of a helper for others
     */
    final void work(int thread) {
        for (int slice = shares.take(thread); slice >= 0; slice = shares.take(thread)) {
            try {
                compute(slice);
            } catch (RuntimeException | Error e) {
                failure = e;
                shares.clear();
            }
        }
    }

    /**
     * Computes everything on the calling thread, because there is no helper. A job may do this in a faster way than
     * slice by slice, if the bits are the same.
     */
    public void workAlone() {
        work(0);
    }

    @Override
    final void help(int helper, Patience patience) {
        work(helper);
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
