package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The images of a convolution, or the bands of each image. Each is computed by a plan of its own. */
final class BandSlices implements Slices {
    private final List<Band> bands;
    private final int images;
    private final long srcImageBytes;
    private final long dstImageBytes;
    /** Computes all slices at once; null if that can give other bits. */
    private final ConvolutionPlan whole;

    /** A band of each image; offsets are in bytes from the beginning of the image. */
    private record Band(ConvolutionPlan plan, long srcOffset, long dstOffset) {}

    private BandSlices(ConvolutionProblem problem, List<Band> bands, ConvolutionPlan whole) {
        ConvolutionGeometry geometry = problem.geometry();
        this.bands = bands;
        this.images = geometry.mb();
        this.srcImageBytes = srcImageBytes(geometry);
        this.dstImageBytes = dstImageBytes(geometry);
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
        ConvolutionGeometry geometry = problem.geometry();
        long srcPixelBytes = (long) geometry.ic() * Float.BYTES;
        long dstPixelBytes = (long) geometry.oc() * Float.BYTES;
        List<Band> bands = new ArrayList<>();
        for (RowBands.Band band : RowBands.of(problem, bandRows)) {
            bands.add(new Band(
                    plans.computeIfAbsent(band.problem(), planner),
                    band.srcPixel() * srcPixelBytes,
                    band.dstPixel() * dstPixelBytes));
        }
        return new BandSlices(problem, bands, whole);
    }

    private static long srcImageBytes(ConvolutionGeometry geometry) {
        return geometry.srcElements() / geometry.mb() * Float.BYTES;
    }

    private static long dstImageBytes(ConvolutionGeometry geometry) {
        return geometry.dstElements() / geometry.mb() * Float.BYTES;
    }

    /** The plan of the first slice. */
    ConvolutionPlan first() {
        return bands.get(0).plan;
    }

    @Override
    public int sliceCount() {
        return images * bands.size();
    }

    @Override
    public void computeSlice(
            int index, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        Band band = bands.get(index % bands.size());
        int n = index / bands.size();
        long dstOffset = n * dstImageBytes + band.dstOffset;
        long added = residual == 0 ? 0 : residual + dstOffset;
        band.plan.compute(srcArray, src + n * srcImageBytes + band.srcOffset, filter, added, dstArray, dst + dstOffset);
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
