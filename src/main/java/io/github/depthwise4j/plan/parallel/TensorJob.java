package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.Parallelism;

/** A job over the tensors of one call, which its slices find by offsets from these addresses. */
public abstract class TensorJob extends Job {
    private long src;
    private PackedFilter filter;
    private long residual;
    private long dst;

    /** Runs one call with a job of the pool, on as many threads as the limit allows. */
    public static <J extends TensorJob> void run(
            WorkspacePool<J> pool, long src, PackedFilter filter, long residual, long dst, Parallelism parallelism) {
        J job = pool.take();
        try {
            TensorJob call = job;
            call.src = src;
            call.filter = filter;
            call.residual = residual;
            call.dst = dst;
            call.reset();
            Workers.shared().run(call, parallelism.maxThreads(), parallelism.isAdaptive());
        } finally {
            // The pool outlives the filter.
            ((TensorJob) job).filter = null;
            pool.giveBack(job);
        }
    }

    public final PackedFilter filter() {
        return filter;
    }

    public final long src(long offset) {
        return src + offset;
    }

    /** 0 where the problem has no residual. */
    public final long residual(long offset) {
        return residual == 0 ? 0 : residual + offset;
    }

    public final long dst(long offset) {
        return dst + offset;
    }
}
