package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.cpu.CpuCaches;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Chooses a strategy by an estimate of the time of each: {@link Work} counts what there is to do, and {@link Costs}
 * says how long that takes. Both depend only on the sizes of the problem, on the instruction set and on the width of
 * the CPU's vector units. So the rules choose the same strategy on machines with other caches and other numbers of
 * processors. The division among threads comes later.
 */
public final class Rules {
    /** What the log calls the strategy that the rules choose. */
    static final String SUBJECT = "the strategy of the rules";

    /** oneDNN takes minutes to select a kernel for an ordinary convolution of much longer rows. */
    static final int MOST_COLUMNS = 1 << 24;

    private Rules() {}

    /** A strategy with the estimate of its time. */
    private record Estimate(Strategy strategy, double nanos) implements Comparable<Estimate> {
        @Override
        public int compareTo(Estimate other) {
            return Double.compare(nanos, other.nanos);
        }
    }

    /**
     * The strategy on this machine for a problem whose input and output have elements; null if oneDNN cannot tell its
     * kernels.
     */
    public static Strategy chooseOrNull(ConvolutionProblem problem) {
        try {
            return choose(problem, KernelFacts.ofOneDnn());
        } catch (RuntimeException e) {
            Attempt.skipped(SUBJECT, e);
            return null;
        }
    }

    /** The strategy on a machine with these kernels. */
    public static Strategy choose(ConvolutionProblem problem, KernelFacts facts) {
        boolean ordinary = !Depthwise.hasOneFilterForEachChannel(problem);
        if (ordinary && problem.geometry().iw() > MOST_COLUMNS) {
            return Direct.FIRST;
        }
        return new FastParts(problem, facts).firstOf(strategies(problem, facts));
    }

    /** The strategies that are considered, by their estimates, and then oneDNN's own first choice. */
    public static List<Strategy> strategies(ConvolutionProblem problem, KernelFacts facts) {
        Costs costs = Costs.of(facts);
        List<Estimate> estimates = new ArrayList<>();
        for (Strategy each : Possibilities.of(problem, CpuCaches.USUAL, facts)) {
            estimates.add(new Estimate(each, costs.nanos(Work.of(problem, each))));
        }
        Collections.sort(estimates);
        List<Strategy> strategies = new ArrayList<>();
        for (Estimate each : estimates) {
            strategies.add(each.strategy);
        }
        strategies.add(Direct.FIRST);
        return strategies;
    }
}
