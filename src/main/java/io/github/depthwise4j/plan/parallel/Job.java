package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.WorkspacePool;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One call, divided into slices that any thread may compute in any order. A job belongs to one caller at a time, and is
 * used again for later calls.
 */
public abstract class Job extends Joinable implements WorkspacePool.Workspace {
    private final AtomicInteger next = new AtomicInteger();
    private volatile Throwable failure;

    /** Makes the job ready for another call. */
    public final void reset() {
        failure = null;
        next.set(0);
    }

    public abstract int slices();

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

    @Override
    final void help(Patience patience) {
        work();
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
