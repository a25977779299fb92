package io.github.depthwise4j;

import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.PlanDescription;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.tensor.Shape;

/**
 * How a problem is computed: what was chosen, and what it costs in memory. A value that stays valid when the operation it came from
 * is closed; immutable.
 */
public final class PlanSummary {
    private final PlanDescription description;

    private PlanSummary(PlanDescription description) {
        this.description = description;
    }

    /**
     * {@return the summary of a description}
     *
     * @param description of a plan
     */
    @SuppressWarnings("exports")
    public static PlanSummary of(PlanDescription description) {
        return new PlanSummary(Planner.withCandidates(description));
    }

    /** {@return the problem} */
    public ConvolutionProblem problem() {
        return description.problem();
    }

    /** {@return the shape of the result} */
    public Shape outputShape() {
        return description.problem().outputShape();
    }

    /** {@return what computing the problem takes, counted from its sizes} */
    public Cost cost() {
        return description.problem().cost();
    }

    /**
     * {@return the name of the strategy: {@code direct}, one that begins with {@code replicate} or {@code blocks}, or
     * {@code empty} where there is nothing to compute; behind it, what slices it is computed in, and whether it is known
     * from wisdom}
     */
    public String strategy() {
        return description.strategy();
    }

    /** {@return oneDNN's name of the implementation that computes, as {@code brdgmm_dw:avx512_core}; several with {@code +} between
     * them where a strategy takes several steps} */
    public String implementation() {
        return description.implementation();
    }

    /** {@return the working memory per executing thread, in bytes} */
    public long scratchpadBytes() {
        return description.scratchpadBytes();
    }

    /** {@return the memory of the packed filter and the bias, in bytes} */
    public long packedFilterBytes() {
        return description.packedFilterBytes();
    }

    /**
     * {@return several lines for people: the problem on one line (which can be parsed back), strategy, implementation, layouts,
     * padding, memory, and the candidates, with the best time of each where they were measured}
     */
    public String describe() {
        return description.text();
    }

    @Override
    public String toString() {
        return describe();
    }
}
