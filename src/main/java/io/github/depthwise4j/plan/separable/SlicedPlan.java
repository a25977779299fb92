package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.SliceOffsets;
import io.github.depthwise4j.plan.parallel.TensorJobs;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.function.Consumer;

/** A separable convolution in parts of images. A slice is one part, computed by both convolutions. */
abstract class SlicedPlan extends SeparablePlan implements Slices {
    private final int bandRows;
    private final SliceOffsets offsets;
    private final TensorJobs jobs;

    SlicedPlan(SeparableProblem problem, int bandRows, SliceOffsets offsets, Parallelism parallelism) {
        super(problem);
        this.bandRows = bandRows;
        this.offsets = offsets;
        this.jobs = new TensorJobs(this, parallelism, true);
    }

    /** Computes a part of an image. The operands are those of the part; the residual is 0 if there is none. */
    abstract void computePart(
            int part, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst);

    @Override
    public final void compute(
            float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        jobs.run(srcArray, src, filter, residual, dstArray, dst);
    }

    @Override
    public final int sliceCount() {
        return offsets.count();
    }

    @Override
    public final void computeSlice(
            int index, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        long dstOffset = offsets.dst(index);
        long added = residual == 0 ? 0 : residual + dstOffset;
        computePart(offsets.part(index), srcArray, src + offsets.src(index), filter, added, dstArray, dst + dstOffset);
    }

    @Override
    public final int mostThreads() {
        return jobs.mostThreads();
    }

    @Override
    public final int bandRows() {
        return bandRows;
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(jobs.pool());
    }

    @Override
    public void destroy() {
        jobs.close();
    }
}
