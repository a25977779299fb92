package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The images of a convolution, or the bands of each image. Each is computed by a plan of its own. */
final class BandSlices implements Slices {
    /** The plan of each band of an image. */
    private final List<ConvolutionPlan> bands;

    private final SliceOffsets offsets;
    /** Computes all slices at once; null if that can give other bits. */
    private final ConvolutionPlan whole;

    private BandSlices(List<ConvolutionPlan> bands, SliceOffsets offsets, ConvolutionPlan whole) {
        this.bands = bands;
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
        List<RowBands.Band> bands = RowBands.of(problem, bandRows);
        List<ConvolutionPlan> plansOfBands = new ArrayList<>();
        for (RowBands.Band band : bands) {
            plansOfBands.add(plans.computeIfAbsent(band.problem(), planner));
        }
        return new BandSlices(plansOfBands, new SliceOffsets(problem, problem, bands), whole);
    }

    /** The plan of the first slice. */
    ConvolutionPlan first() {
        return bands.get(0);
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
        bands.get(offsets.part(index))
                .compute(srcArray, src + offsets.src(index), filter, added, dstArray, dst + dstOffset);
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
