package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SubstitutePlan;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The plan of a convolution with a margin: it has a plan of the core, and fills the margin. */
public final class MarginPlan extends SubstitutePlan {
    private static final String FILLS = ", then fills what sees only padding";

    private final MarginFill margin;

    private MarginPlan(ConvolutionProblem problem, Margins margins, ConvolutionPlan core) {
        super(problem, core);
        this.margin = new MarginFill(margins);
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
            return new MarginPlan(problem, margins, core);
        } catch (RuntimeException | Error e) {
            core.close();
            throw e;
        }
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        plan().compute(srcArray, src, filter, residual, dstArray, dst);
        margin.run(dstArray, dst);
    }

    @Override
    public ConvolutionDescription describe() {
        ConvolutionDescription core = plan().describe();
        return core.presentedAs(problem()).withStrategy(core.strategy() + FILLS);
    }
}
