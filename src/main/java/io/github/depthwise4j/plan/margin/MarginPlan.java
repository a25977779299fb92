package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SubstitutePlan;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.function.Consumer;

/** The plan of a convolution with a margin: it has a plan of the core, and fills the margin. */
public final class MarginPlan extends SubstitutePlan {
    private static final String FILLS = ", then fills what sees only padding";

    private final Completion completion;

    private MarginPlan(ConvolutionProblem problem, ConvolutionPlan core, Completion completion) {
        super(problem, core);
        this.completion = completion;
    }

    /**
     * The plan of a problem, which the caller owns.
     *
     * @param margins the margins of the problem
     * @param core a plan of the core, which this takes over; null if there is none
     * @return null if there is no plan of the core
     */
    public static ConvolutionPlan of(ConvolutionProblem problem, Margins margins, ConvolutionPlan core) {
        if (core == null || margins.areNone()) {
            return core;
        }
        try {
            return new MarginPlan(problem, core, new Completion(margins, problem.outputShape(), problem.fusion()));
        } catch (RuntimeException | Error e) {
            core.close();
            throw e;
        }
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        plan().compute(srcArray, src, filter, 0, dstArray, dst);
        completion.run(residual, dstArray, dst);
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        super.eachPool(visitor);
        completion.eachPool(visitor);
    }

    @Override
    public void destroy() {
        super.destroy();
        completion.close();
    }

    @Override
    public ConvolutionDescription describe() {
        ConvolutionDescription core = plan().describe();
        return core.presentedAs(problem()).withStrategy(core.strategy() + FILLS);
    }
}
