package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** Makes plans of strategies that may not be possible on this machine. */
public final class PossiblePlans {
    private PossiblePlans() {}

    /**
     * The plan of the strategy that the rules choose, which the caller owns. If that is not possible, the plan of
     * oneDNN's own first choice; if that is not possible either, the plan of any candidate.
     *
     * @throws OneDnnException if oneDNN refuses all of them
     */
    public static ConvolutionPlan estimated(ConvolutionProblem problem) {
        ConvolutionPlan plan = Attempt.orNull(
                "the strategy of the rules", () -> StrategyExecutors.plan(problem, Rules.choose(problem)));
        return plan != null ? plan : direct(problem);
    }

    private static ConvolutionPlan direct(ConvolutionProblem problem) {
        try {
            return StrategyExecutors.plan(problem, Strategy.Direct.FIRST);
        } catch (OneDnnException | IllegalArgumentException e) {
            for (Strategy candidate : Candidates.of(problem)) {
                ConvolutionPlan plan =
                        Attempt.orNull(candidate.name(), () -> StrategyExecutors.plan(problem, candidate));
                if (plan != null) {
                    return plan;
                }
            }
            throw e;
        }
    }

    /**
     * The plan of a strategy, which the caller owns; null if the problem cannot be computed by it on this machine.
     *
     * @throws OneDnnException if oneDNN refuses the problem
     */
    public static ConvolutionPlan orNull(ConvolutionProblem problem, Strategy strategy) {
        if (!strategy.fits(problem)) {
            return null;
        }
        ConvolutionPlan plan = StrategyExecutors.plan(problem, strategy);
        boolean possible = false;
        try {
            // A strategy from another machine can have a kernel that oneDNN lacks here. Then oneDNN selected another
            // one.
            possible = StrategyExecutors.strategyOf(plan).equals(strategy)
                    || Candidates.of(problem).contains(strategy);
        } finally {
            if (!possible) {
                plan.close();
            }
        }
        return possible ? plan : null;
    }
}
