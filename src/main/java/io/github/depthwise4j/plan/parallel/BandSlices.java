package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.Map;
import java.util.function.Function;

/** The images of a convolution, or the bands of each image. Each is computed by a plan of its own. */
final class BandSlices implements Slices {
    private final Bands bands;
    /** The plan of each kind of band. */
    private final ConvolutionPlan[] plans;

    private final SliceOffsets offsets;
    /** Computes all slices at once; null if that can give other bits. */
    private final ConvolutionPlan whole;

    private BandSlices(Bands bands, ConvolutionPlan[] plans, SliceOffsets offsets, ConvolutionPlan whole) {
        this.bands = bands;
        this.plans = plans;
        this.offsets = offsets;
        this.whole = whole;
    }

    /**
     * The slices of a problem.
     *
     * @param bandRows the output rows of a band; if images cannot be divided into bands, a slice is an image
     * @param planner makes the plan of a band
     * @param plans gets the plans of the bands, also if this throws; equal bands share a plan. The caller closes them
     * @param whole computes all slices at once; null if that can give other bits
     */
    static BandSlices create(
            ConvolutionProblem problem,
            int bandRows,
            Function<ConvolutionProblem, ConvolutionPlan> planner,
            Map<ConvolutionProblem, ConvolutionPlan> plans,
            ConvolutionPlan whole) {
        Bands bands = RowBands.of(problem, bandRows);
        ConvolutionPlan[] plansOfKinds = new ConvolutionPlan[bands.kinds().size()];
        for (int kind = 0; kind < plansOfKinds.length; kind++) {
            plansOfKinds[kind] = plans.computeIfAbsent(bands.kinds().get(kind), planner);
        }
        return new BandSlices(bands, plansOfKinds, new SliceOffsets(problem, problem, bands), whole);
    }

    /** The plan of the first slice. */
    ConvolutionPlan first() {
        return plans[0];
    }

    @Override
    public int sliceCount() {
        return offsets.count();
    }

    @Override
    public void computeSlice(
            int index, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        long dstOffset = offsets.dst(index);
        long added = residual == 0 ? 0 : residual + dstOffset;
        plans[bands.kindOf(offsets.part(index))].compute(
                srcArray, src + offsets.src(index), filter, added, dstArray, dst + dstOffset);
    }

    @Override
    public void computeAll(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        if (whole == null) {
            Slices.super.computeAll(srcArray, src, filter, residual, dstArray, dst);
        } else {
            whole.compute(srcArray, src, filter, residual, dstArray, dst);
        }
    }
}
