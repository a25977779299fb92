package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.function.Consumer;

/** The plan of a separable convolution with a margin: it has a plan of the core, and fills the margin. */
public final class SeparableMarginPlan extends SeparablePlan {
    private final SeparablePlan core;
    private final Completion completion;

    private SeparableMarginPlan(SeparableProblem problem, SeparablePlan core, Completion completion) {
        super(problem);
        this.core = core;
        this.completion = completion;
    }

    /**
     * The plan of a problem, which the caller owns.
     *
     * @param margins the margins of the problem
     * @param core a plan of the core, which this takes over
     */
    public static SeparablePlan of(SeparableProblem problem, Margins margins, SeparablePlan core) {
        if (margins.areNone()) {
            return core;
        }
        try {
            Fusion fusion = problem.pointwise().fusion();
            return new SeparableMarginPlan(problem, core, new Completion(margins, problem.outputShape(), fusion));
        } catch (RuntimeException | Error e) {
            core.close();
            throw e;
        }
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        core.compute(srcArray, src, filter, 0, dstArray, dst);
        completion.run(residual, dstArray, dst);
    }

    @Override
    public long longestStepNanos() {
        return core.longestStepNanos();
    }

    @Override
    public int mostThreads() {
        return core.mostThreads();
    }

    @Override
    public int bandRows() {
        boolean divided =
                core.bandRows() < core.problem().depthwise().geometry().oh();
        return divided ? core.bandRows() : problem().depthwise().geometry().oh();
    }

    @Override
    public long workspaceBytes() {
        return core.workspaceBytes();
    }

    @Override
    public String strategyName() {
        return core.strategyName();
    }

    @Override
    public ConvolutionPlan depthwisePacker() {
        return core.depthwisePacker();
    }

    @Override
    public ConvolutionPlan pointwisePacker() {
        return core.pointwisePacker();
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        core.eachPool(visitor);
        completion.eachPool(visitor);
    }

    @Override
    public void destroy() {
        core.close();
        completion.close();
    }
}
