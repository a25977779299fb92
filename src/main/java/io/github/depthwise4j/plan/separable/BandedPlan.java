package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.Bands;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.SliceOffsets;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
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
public final class BandedPlan extends SlicedPlan {
    private final Bands parts;
    /** The plans of each kind of band. */
    private final List<BandPlans> bands;

    private final List<ConvolutionPlan> plans;
    private final WorkspacePool<Intermediate> intermediates;

    /** The plans of one kind of band. */
    private record BandPlans(ConvolutionPlan depthwise, ConvolutionPlan pointwise) {}

    private BandedPlan(
            SeparableProblem problem,
            int bandRows,
            Bands parts,
            List<BandPlans> bands,
            List<ConvolutionPlan> plans,
            Parallelism parallelism) {
        super(problem, bandRows, new SliceOffsets(problem.depthwise(), problem.pointwise(), parts), parallelism);
        this.parts = parts;
        this.bands = bands;
        this.plans = plans;
        this.intermediates = Intermediate.pool(largestIntermediate(bands));
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
            Bands parts = RowBands.of(problem.depthwise(), bandRows);
            List<BandPlans> bands = plansOf(parts.kinds(), problem.pointwise(), depthwise, pointwise, plans);
            if (bands.stream()
                    .allMatch(band -> band.depthwise.packsLike(bands.get(0).depthwise)
                            && band.pointwise.packsLike(bands.get(0).pointwise))) {
                return new BandedPlan(problem, bandRows, parts, bands, List.copyOf(plans.values()), parallelism);
            }
        } catch (RuntimeException | Error e) {
            plans.values().forEach(ConvolutionPlan::close);
            throw e;
        }
        plans.values().forEach(ConvolutionPlan::close);
        return null;
    }

    private static List<BandPlans> plansOf(
            List<ConvolutionProblem> kinds,
            ConvolutionProblem whole,
            Strategy depthwise,
            Strategy pointwise,
            Map<ConvolutionProblem, ConvolutionPlan> plans) {
        List<BandPlans> bands = new ArrayList<>();
        for (ConvolutionProblem first : kinds) {
            ConvolutionProblem second = new ConvolutionProblem(
                    whole.parameters(), first.dataType(), first.outputShape(), whole.filterShape(), whole.fusion());
            bands.add(new BandPlans(
                    plans.computeIfAbsent(first, each -> StrategyExecutors.plan(each, depthwise)),
                    plans.computeIfAbsent(second, each -> StrategyExecutors.plan(each, pointwise))));
        }
        return bands;
    }

    @Override
    void computePart(
            int part, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        BandPlans band = bands.get(parts.kindOf(part));
        Intermediate intermediate = intermediates.take();
        try {
            long between = intermediate.memory().address();
            band.depthwise.compute(srcArray, src, filter, 0, null, between);
            band.pointwise.compute(null, between, filter.next(), residual, dstArray, dst);
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
        return "bands(rows=" + bandRows() + "," + bands.get(0).depthwise.strategyName() + ","
                + bands.get(0).pointwise.strategyName() + ")";
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
        super.eachPool(visitor);
        plans.forEach(plan -> plan.eachPool(visitor));
    }

    @Override
    public void destroy() {
        intermediates.close();
        super.destroy();
        plans.forEach(ConvolutionPlan::close);
    }
}
