package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.OptionalWay;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.choice.Rules;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.TensorJob;
import io.github.depthwise4j.plan.parallel.Workers;
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
 * A separable convolution in bands of rows: each band's depthwise part goes into a small intermediate, and from there, still in the
 * cache, through the pointwise part.
 */
public final class BandedPlan extends SeparablePlan {
    private final int bandRows;
    private final List<BandStep> steps;
    private final List<ConvolutionPlan> plans;
    private final Parallelism parallelism;
    private final WorkspacePool<Intermediate> intermediates;
    private final WorkspacePool<Call> calls = new WorkspacePool<>(Call::new);
    private final int images;
    private final long srcImageBytes;
    private final long dstImageBytes;

    /** What is done for one band of every image; offsets are in bytes from the beginning of the image. */
    private record BandStep(ConvolutionPlan depthwise, ConvolutionPlan pointwise, long srcOffset, long dstOffset) {}

    private BandedPlan(
            SeparableProblem problem,
            int bandRows,
            List<BandStep> steps,
            List<ConvolutionPlan> plans,
            Planning planning) {
        super(problem);
        this.bandRows = bandRows;
        this.steps = steps;
        this.plans = plans;
        this.parallelism = planning.parallelism();
        ConvolutionGeometry depthwise = problem.depthwise().geometry();
        ConvolutionGeometry pointwise = problem.pointwise().geometry();
        this.intermediates = Intermediate.pool((long) bandRows * depthwise.ow() * depthwise.oc() * Float.BYTES);
        this.images = depthwise.mb();
        this.srcImageBytes = depthwise.srcElements() / depthwise.mb() * Float.BYTES;
        this.dstImageBytes = pointwise.dstElements() / pointwise.mb() * Float.BYTES;
    }

    /** The plan with bands of so many rows, or, should oneDNN want filters packed differently for them, a sequence. */
    public static SeparablePlan create(SeparableProblem problem, int bandRows, Planning planning) {
        Strategy first = Strategy.Direct.FIRST;
        Strategy ruled = OptionalWay.orNull("the strategy of the rules", () -> Rules.choose(problem.depthwise()));
        for (Strategy depthwise : ruled == null ? List.of(first) : List.of(ruled, first)) {
            BandedPlan plan =
                    OptionalWay.orNull("bands of rows", () -> createOrNull(problem, bandRows, depthwise, planning));
            if (plan != null) {
                return plan;
            }
        }
        return SequencePlan.create(problem, planning);
    }

    private static BandedPlan createOrNull(
            SeparableProblem problem, int bandRows, Strategy depthwise, Planning planning) {
        Map<ConvolutionProblem, ConvolutionPlan> plans = new HashMap<>();
        try {
            List<BandStep> steps = steps(problem, bandRows, depthwise, plans);
            if (steps.stream()
                    .allMatch(step -> step.depthwise.packsLike(steps.get(0).depthwise)
                            && step.pointwise.packsLike(steps.get(0).pointwise))) {
                return new BandedPlan(problem, bandRows, steps, List.copyOf(plans.values()), planning);
            }
        } catch (RuntimeException | Error e) {
            plans.values().forEach(ConvolutionPlan::close);
            throw e;
        }
        plans.values().forEach(ConvolutionPlan::close);
        return null;
    }

    private static List<BandStep> steps(
            SeparableProblem problem,
            int bandRows,
            Strategy depthwise,
            Map<ConvolutionProblem, ConvolutionPlan> plans) {
        ConvolutionGeometry input = problem.depthwise().geometry();
        ConvolutionGeometry pointwise = problem.pointwise().geometry();
        long srcRowBytes = (long) input.iw() * input.ic() * Float.BYTES;
        long dstRowBytes = (long) pointwise.ow() * pointwise.oc() * Float.BYTES;
        List<BandStep> steps = new ArrayList<>();
        for (RowBands.Band band : RowBands.of(problem.depthwise(), bandRows)) {
            ConvolutionProblem first = band.problem();
            ConvolutionProblem second = new ConvolutionProblem(
                    problem.pointwise().parameters(),
                    first.dataType(),
                    first.outputShape(),
                    problem.pointwise().filterShape(),
                    problem.pointwise().fusion());
            steps.add(new BandStep(
                    plans.computeIfAbsent(first, part -> StrategyExecutors.plan(part, depthwise)),
                    plans.computeIfAbsent(second, part -> StrategyExecutors.plan(part, Strategy.Direct.FIRST)),
                    band.srcRow() * srcRowBytes,
                    band.dstRow() * dstRowBytes));
        }
        return steps;
    }

    @Override
    public void compute(long src, PackedFilter filter, long residual, long dst) {
        TensorJob.run(calls, src, filter, residual, dst, parallelism);
    }

    /** One call of the plan; its slices are the bands of all images. */
    private final class Call extends TensorJob {
        @Override
        public int slices() {
            return images * steps.size();
        }

        @Override
        public boolean isWorthWaking() {
            return true;
        }

        @Override
        public void compute(int index) {
            BandStep step = steps.get(index % steps.size());
            int n = index / steps.size();
            long offset = n * dstImageBytes + step.dstOffset;
            Intermediate intermediate = intermediates.take();
            try {
                long between = intermediate.memory().address();
                step.depthwise.compute(src(n * srcImageBytes + step.srcOffset), filter(), 0, between);
                step.pointwise.compute(between, filter().next(), residual(offset), dst(offset));
            } finally {
                intermediates.giveBack(intermediate);
            }
        }
    }

    @Override
    public String strategyName() {
        return "bands(rows=" + bandRows + "," + steps.get(0).depthwise.strategyName() + ","
                + steps.get(0).pointwise.strategyName() + ")";
    }

    @Override
    public int mostThreads() {
        return Workers.shared().threadsFor(parallelism, images * steps.size());
    }

    @Override
    public int bandRows() {
        return bandRows;
    }

    @Override
    public ConvolutionDescription depthwiseDescription() {
        return steps.get(0).depthwise.description();
    }

    @Override
    public ConvolutionDescription pointwiseDescription() {
        return steps.get(0).pointwise.description();
    }

    @Override
    public ConvolutionPlan depthwisePacker() {
        return steps.get(0).depthwise;
    }

    @Override
    public ConvolutionPlan pointwisePacker() {
        return steps.get(0).pointwise;
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(intermediates);
        visitor.accept(calls);
        plans.forEach(plan -> plan.eachPool(visitor));
    }

    @Override
    public void destroy() {
        intermediates.close();
        calls.close();
        plans.forEach(ConvolutionPlan::close);
    }
}
