package io.github.depthwise4j.plan;

import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.choice.Candidates;
import io.github.depthwise4j.plan.choice.Choice;
import io.github.depthwise4j.plan.choice.Choices;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Cost;

/** Makes the plans of choices until one is possible, and fast. */
final class ChosenPlans {
    /** What a slow kernel takes for a tap of a window, also if it lies on the padding. */
    private static final double NANOS_OF_TAP = 6;
    /** What it takes for each input channel of a tap that lies on the image. */
    private static final double NANOS_OF_MULTIPLY_ADD = 3;

    /** What a fast plan takes at least for each byte of its copies. */
    private static final double NANOS_OF_COPIED_BYTE = 1;

    /** If both need much memory, the earlier plan is kept unless it needs so many times as much. */
    private static final long MUCH_LESS = 2;

    private ChosenPlans() {}

    /**
     * The plan of the first choice that can be made and is not poor. If all are poor, the first that can be made: with
     * fast kernels if there is one, unless it copies much and multiplies little.
     */
    static ConvolutionPlan firstPossible(ConvolutionProblem problem, Choices choices) {
        ConvolutionPlan poor = null;
        try {
            while (true) {
                ConvolutionPlan plan = poor == null ? nextPossible(problem, choices) : nextOrNull(problem, choices);
                if (plan == null) {
                    return poor;
                }
                if (poor == null || isBetter(plan, poor)) {
                    ConvolutionPlan worse = poor;
                    poor = plan;
                    if (worse != null) {
                        worse.close();
                    }
                } else {
                    plan.close();
                }
                if (!isPoor(poor) || !choices.skipPoor(!poor.needsMuchMemory())) {
                    return poor;
                }
            }
        } catch (RuntimeException | Error e) {
            if (poor != null) {
                poor.close();
            }
            throw e;
        }
    }

    /** Whether another strategy is worth a try: the plan has a slow kernel, or needs much memory. */
    static boolean isPoor(ConvolutionPlan plan) {
        return plan.isSlow() || plan.needsMuchMemory();
    }

    private static boolean isBetter(ConvolutionPlan plan, ConvolutionPlan other) {
        if (plan.isSlow() == other.isSlow()) {
            return other.needsMuchMemory()
                    && (!plan.needsMuchMemory() || MUCH_LESS * plan.workspaceBytes() <= other.workspaceBytes());
        }
        ConvolutionPlan fast = plan.isSlow() ? other : plan;
        ConvolutionPlan slow = plan.isSlow() ? plan : other;
        return plan.isSlow() == (fast.needsMuchMemory() && !slow.needsMuchMemory() && isSlowKernelSooner(fast));
    }

    /**
     * Whether a slow kernel is done before the copies of this plan are written. It is if the windows are far larger
     * than the image: copies then contain all their padding, and slow kernels leave that out.
     */
    private static boolean isSlowKernelSooner(ConvolutionPlan fast) {
        Cost cost = fast.problem().cost();
        double taps = (double) cost.multiplyAdds() / fast.problem().geometry().icPerGroup();
        double slowNanos = taps * NANOS_OF_TAP + cost.multiplyAddsInside() * NANOS_OF_MULTIPLY_ADD;
        return slowNanos < fast.workspaceBytes() * NANOS_OF_COPIED_BYTE;
    }

    /** The plan of the next choice that can be made; null if there is none. */
    private static ConvolutionPlan nextOrNull(ConvolutionProblem problem, Choices choices) {
        return Attempt.orNull("another strategy", () -> nextPossible(problem, choices));
    }

    /** The plan of the next choice that can be made. */
    private static ConvolutionPlan nextPossible(ConvolutionProblem problem, Choices choices) {
        while (true) {
            Choice choice = choices.current();
            try {
                ConvolutionPlan plan = choice.isExact()
                        ? exactOrNull(problem, choice.strategy())
                        : StrategyExecutors.plan(problem, choice.strategy());
                if (plan != null) {
                    plan.chosen(choice.origin(), choice.timings());
                    return plan;
                }
            } catch (RuntimeException e) {
                choices.skip(e);
                continue;
            }
            choices.skipUnknown();
        }
    }

    /**
     * The plan of a strategy; null if the strategy does not fit the problem, or if oneDNN lacks its kernel on this
     * machine, so that the plan would execute another strategy.
     */
    static ConvolutionPlan exactOrNull(ConvolutionProblem problem, Strategy strategy) {
        if (!strategy.fits(problem)) {
            return null;
        }
        ConvolutionPlan plan = StrategyExecutors.plan(problem, strategy);
        boolean exact = false;
        try {
            exact = StrategyExecutors.strategyOf(plan).equals(strategy)
                    || Candidates.of(problem).contains(strategy);
        } finally {
            if (!exact) {
                plan.close();
            }
        }
        return exact ? plan : null;
    }
}
