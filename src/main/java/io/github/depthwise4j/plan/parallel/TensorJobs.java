package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.Parallelism;
import java.util.function.Supplier;

/** Runs the calls of one plan that has slices. Each call is a job; later calls use its object again. */
public final class TensorJobs implements AutoCloseable {
    private final Slices slices;
    private final Parallelism parallelism;
    private final boolean worthWaking;
    private final WorkspacePool<TensorJob> idle = new WorkspacePool<>(new Maker());

    /** No method reference: it takes Java half a millisecond before the first result. */
    private final class Maker implements Supplier<TensorJob> {
        @Override
        public TensorJob get() {
            return new TensorJob();
        }
    }

    /** One call, over these operands. */
    private final class TensorJob extends Job {
        private float[] srcArray;
        private long src;
        private PackedFilter filter;
        private long residual;
        private float[] dstArray;
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
            slices.computeSlice(slice, srcArray, src, filter, residual, dstArray, dst);
        }

        @Override
        public void workAlone() {
            slices.computeAll(srcArray, src, filter, residual, dstArray, dst);
        }
    }

    /** Jobs for these slices; {@code worthWaking} says whether a job is long enough to wake a parked helper. */
    public TensorJobs(Slices slices, Parallelism parallelism, boolean worthWaking) {
        this.slices = slices;
        this.parallelism = parallelism;
        this.worthWaking = worthWaking;
    }

    /** Runs one call, over operands as a plan takes them, and returns when all slices are computed. */
    public void run(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        TensorJob job = idle.take();
        try {
            job.srcArray = srcArray;
            job.src = src;
            job.filter = filter;
            job.residual = residual;
            job.dstArray = dstArray;
            job.dst = dst;
            Workers.shared().run(job, parallelism.maxThreads(), parallelism.isAdaptive());
        } finally {
            // The pool lives longer than the filter and the arrays.
            job.filter = null;
            job.srcArray = null;
            job.dstArray = null;
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
