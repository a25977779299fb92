package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** Makes the plan that executes a strategy: the one place that knows which class does. */
public final class StrategyExecutors {
    private StrategyExecutors() {}

    /**
     * Makes a plan for the calling thread alone, which the caller owns. If oneDNN lacks the kernel of the strategy, it
     * chooses another one; the plan tells which.
     *
     * @param strategy one that fits the problem
     * @throws OneDnnException if oneDNN lacks what the plan needs
     */
    public static ConvolutionPlan plan(ConvolutionProblem problem, Strategy strategy) {
        if (strategy instanceof Strategy.Direct direct) {
            return DirectPlan.create(problem, direct.kernel());
        }
        if (strategy instanceof Strategy.Replicate replicate) {
            return ReplicatePlan.create(problem, replicate);
        }
        if (strategy instanceof ChannelBlocks blocks) {
            return ChannelBlocksPlan.create(problem, blocks);
        }
        if (strategy instanceof Strategy.ZeroInput) {
            return ZeroInputPlan.create(problem);
        }
        if (strategy instanceof Strategy.Empty) {
            return new EmptyPlan(problem);
        }
        throw new AssertionError("no plan executes " + strategy.getClass());
    }

    /** As {@link #plan}; if oneDNN lacks what that needs, the direct plan with oneDNN's own first choice. */
    static ConvolutionPlan planOrDirect(ConvolutionProblem problem, Strategy strategy) {
        try {
            return plan(problem, strategy);
        } catch (OneDnnException e) {
            return plan(problem, Strategy.Direct.FIRST);
        }
    }
}
