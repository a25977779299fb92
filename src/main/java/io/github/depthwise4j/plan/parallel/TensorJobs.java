package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.Parallelism;

/** Runs the calls of one plan whose slices work on tensors. Each call is a job; later calls use its object again. */
public final class TensorJobs implements AutoCloseable {
    private final Slices slices;
    private final Parallelism parallelism;
    private final boolean worthWaking;
    private final WorkspacePool<TensorJob> idle = new WorkspacePool<>(TensorJob::new);

    /** One call, over the tensors that begin at these addresses. */
    private final class TensorJob extends Job {
        private long src;
        private PackedFilter filter;
        private long residual;
        private long dst;

        @Override
        public int slices() {
            return slices.sliceCount();
        }

        @Override
        public boolean isWorthWaking() {
            return worthWaking;
        }

        @Override
        public void compute(int slice) {
            slices.computeSlice(slice, src, filter, residual, dst);
        }

        @Override
        public void workAlone() {
            slices.computeAll(src, filter, residual, dst);
        }
    }

    /** Jobs for these slices; {@code worthWaking} says whether a job is long enough to wake a parked helper. */
    public TensorJobs(Slices slices, Parallelism parallelism, boolean worthWaking) {
        this.slices = slices;
        this.parallelism = parallelism;
        this.worthWaking = worthWaking;
    }

    /** Runs one call and returns when all slices are computed. */
    public void run(long src, PackedFilter filter, long residual, long dst) {
        TensorJob job = idle.take();
        try {
            job.src = src;
            job.filter = filter;
            job.residual = residual;
            job.dst = dst;
            job.reset();
            Workers.shared().run(job, parallelism.maxThreads(), parallelism.isAdaptive());
        } finally {
            // The pool lives longer than the filter.
            job.filter = null;
            idle.giveBack(job);
        }
    }

    /** The most threads that one call may use, the caller included. */
    public int mostThreads() {
        return Workers.shared().threadsFor(parallelism, slices.sliceCount());
    }

    /** The pool of the jobs. */
    public WorkspacePool<?> pool() {
        return idle;
    }

    @Override
    public void close() {
        idle.close();
    }
}
