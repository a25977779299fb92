package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.TensorJobs;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A separable convolution in bands. The depthwise part of a band goes into a small intermediate. The pointwise part
 * reads it from there while it is still in the cache.
 */
public final class BandedPlan extends SeparablePlan implements Slices {
    private final int bandRows;
    private final List<BandPlans> bands;
    private final List<ConvolutionPlan> plans;
    private final WorkspacePool<Intermediate> intermediates;
    private final TensorJobs jobs;
    private final int images;
    private final long srcImageBytes;
    private final long dstImageBytes;

    /** The plans of one band of each image. Offsets are in bytes from the beginning of the image. */
    private record BandPlans(ConvolutionPlan depthwise, ConvolutionPlan pointwise, long srcOffset, long dstOffset) {}

    private BandedPlan(
            SeparableProblem problem,
            int bandRows,
            List<BandPlans> bands,
            List<ConvolutionPlan> plans,
            Parallelism parallelism) {
        super(problem);
        this.bandRows = bandRows;
        this.bands = bands;
        this.plans = plans;
        this.jobs = new TensorJobs(this, parallelism, true);
        ConvolutionGeometry depthwise = problem.depthwise().geometry();
        ConvolutionGeometry pointwise = problem.pointwise().geometry();
        this.intermediates = Intermediate.pool(largestIntermediate(bands));
        this.images = depthwise.mb();
        this.srcImageBytes = depthwise.srcElements() / depthwise.mb() * Float.BYTES;
        this.dstImageBytes = pointwise.dstElements() / pointwise.mb() * Float.BYTES;
    }

    /** The bytes of the largest intermediate. A band that was joined with another one is higher than the others. */
    private static long largestIntermediate(List<BandPlans> bands) {
        return bands.stream()
                .mapToLong(band -> band.depthwise.outputShape().elementCount() * Float.BYTES)
                .max()
                .orElseThrow();
    }

    /**
     * The plan with bands of this height, which the caller owns. Null if oneDNN refuses a band, or needs the filters in
     * different layouts for different bands.
     *
     * @param depthwise the strategy of the depthwise part
     * @param pointwise the strategy of the pointwise part
     */
    public static BandedPlan createOrNull(
            SeparableProblem problem, int bandRows, Strategy depthwise, Strategy pointwise, Parallelism parallelism) {
        return Attempt.orNull("bands of rows", () -> create(problem, bandRows, depthwise, pointwise, parallelism));
    }

    private static BandedPlan create(
            SeparableProblem problem, int bandRows, Strategy depthwise, Strategy pointwise, Parallelism parallelism) {
        Map<ConvolutionProblem, ConvolutionPlan> plans = new HashMap<>();
        try {
            List<BandPlans> bands = bands(problem, bandRows, depthwise, pointwise, plans);
            if (bands.stream()
                    .allMatch(band -> band.depthwise.packsLike(bands.get(0).depthwise)
                            && band.pointwise.packsLike(bands.get(0).pointwise))) {
                return new BandedPlan(problem, bandRows, bands, List.copyOf(plans.values()), parallelism);
            }
        } catch (RuntimeException | Error e) {
            plans.values().forEach(ConvolutionPlan::close);
            throw e;
        }
        plans.values().forEach(ConvolutionPlan::close);
        return null;
    }

    private static List<BandPlans> bands(
            SeparableProblem problem,
            int bandRows,
            Strategy depthwise,
            Strategy pointwise,
            Map<ConvolutionProblem, ConvolutionPlan> plans) {
        long srcPixelBytes = (long) problem.depthwise().geometry().ic() * Float.BYTES;
        long dstPixelBytes = (long) problem.pointwise().geometry().oc() * Float.BYTES;
        List<BandPlans> bands = new ArrayList<>();
        for (RowBands.Band band : RowBands.of(problem.depthwise(), bandRows)) {
            ConvolutionProblem first = band.problem();
            ConvolutionProblem second = new ConvolutionProblem(
                    problem.pointwise().parameters(),
                    first.dataType(),
                    first.outputShape(),
                    problem.pointwise().filterShape(),
                    problem.pointwise().fusion());
            bands.add(new BandPlans(
                    plans.computeIfAbsent(first, each -> StrategyExecutors.plan(each, depthwise)),
                    plans.computeIfAbsent(second, each -> StrategyExecutors.plan(each, pointwise)),
                    band.srcPixel() * srcPixelBytes,
                    band.dstPixel() * dstPixelBytes));
        }
        return bands;
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        jobs.run(srcArray, src, filter, residual, dstArray, dst);
    }

    /** The number of bands of all images. */
    @Override
    public int sliceCount() {
        return images * bands.size();
    }

    @Override
    public void computeSlice(
            int index, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        BandPlans band = bands.get(index % bands.size());
        int n = index / bands.size();
        long offset = n * dstImageBytes + band.dstOffset;
        long added = residual == 0 ? 0 : residual + offset;
        Intermediate intermediate = intermediates.take();
        try {
            long between = intermediate.memory().address();
            band.depthwise.compute(srcArray, src + n * srcImageBytes + band.srcOffset, filter, 0, null, between);
            band.pointwise.compute(null, between, filter.next(), added, dstArray, dst + offset);
        } finally {
            intermediates.giveBack(intermediate);
        }
    }

    @Override
    public long longestStepNanos() {
        return plans.stream().mapToLong(ConvolutionPlan::longestStepNanos).max().orElse(0);
    }

    @Override
    public long workspaceBytes() {
        return largestIntermediate(bands)
                + plans.stream().mapToLong(ConvolutionPlan::workspaceBytes).sum();
    }

    @Override
    public String strategyName() {
        return "bands(rows=" + bandRows + "," + bands.get(0).depthwise.strategyName() + ","
                + bands.get(0).pointwise.strategyName() + ")";
    }

    @Override
    public int mostThreads() {
        return jobs.mostThreads();
    }

    @Override
    public int bandRows() {
        return bandRows;
    }

    @Override
    public ConvolutionDescription depthwiseDescription() {
        return bands.get(0).depthwise.description();
    }

    @Override
    public ConvolutionDescription pointwiseDescription() {
        return bands.get(0).pointwise.description();
    }

    @Override
    public ConvolutionPlan depthwisePacker() {
        return bands.get(0).depthwise;
    }

    @Override
    public ConvolutionPlan pointwisePacker() {
        return bands.get(0).pointwise;
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(intermediates);
        visitor.accept(jobs.pool());
        plans.forEach(plan -> plan.eachPool(visitor));
    }

    @Override
    public void destroy() {
        intermediates.close();
        jobs.close();
        plans.forEach(ConvolutionPlan::close);
    }
}
