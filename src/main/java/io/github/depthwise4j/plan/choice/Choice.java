package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.strategy.Strategy;
import java.util.List;

/**
 * A strategy that was chosen for a problem.
 *
 * @param strategy the strategy
 * @param origin what chose it: rules, a measurement or wisdom
 * @param timings the times of the candidates; empty if they were not measured
 */
public record Choice(Strategy strategy, String origin, List<ConvolutionDescription.Timing> timings) {
    static Choice byRules(Strategy strategy) {
        return new Choice(strategy, Plan.BY_RULES, List.of());
    }

    /** Whether only this strategy is meant: not the one that oneDNN selects if it lacks the kernel. */
    public boolean isExact() {
        return origin.equals(Plan.BY_WISDOM);
    }
}
