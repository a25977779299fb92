package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** Makes the plan that executes a strategy. Only this class knows which plan class executes which strategy. */
public final class StrategyExecutors {
    private StrategyExecutors() {}

    /**
     * Makes a plan for the calling thread alone, which the caller owns. If oneDNN lacks the kernel of the strategy, it
     * selects another one: {@link #strategyOf} tells which.
     *
     * @param strategy one that fits the problem
     * @throws OneDnnException if oneDNN lacks what the plan needs
     */
    public static ConvolutionPlan plan(ConvolutionProblem problem, Strategy strategy) {
        if (strategy instanceof Strategy.Direct direct) {
            return DirectPlan.create(problem, direct.kernel());
        }
        if (strategy instanceof TiledStrategy tiled) {
            return TilePlan.create(problem, tiled);
        }
        if (strategy instanceof Strategy.ZeroInput) {
            return ZeroInputPlan.create(problem);
        }
        if (strategy instanceof Strategy.Empty) {
            return new EmptyPlan(problem);
        }
        throw new AssertionError("no plan executes " + strategy.getClass());
    }

    /**
     * The strategy that a plan executes, with the kernel that oneDNN made.
     *
     * @param plan a plan that {@link #plan} made, also if it was divided
     */
    public static Strategy strategyOf(ConvolutionPlan plan) {
        return (Strategy) plan.strategy();
    }
}
