package io.github.depthwise4j;

import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.Objects;

/**
 * How a separable convolution is computed. A value that stays valid when the operation it came from is closed; immutable.
 *
 * @param problem the problem
 * @param bandRows the rows of the intermediate computed at a time; all of them where the image is not divided
 * @param mostThreads how many threads one call may use, the caller's included
 * @param depthwise how the depthwise part is computed; where the image is divided, that of its first band
 * @param pointwise how the pointwise part is computed; where the image is divided, that of its first band
 */
public record SeparablePlanSummary(
        SeparableProblem problem, int bandRows, int mostThreads, PlanSummary depthwise, PlanSummary pointwise) {

    /**
     * Keeps what it is given.
     *
     * @param problem the problem
     * @param bandRows the rows of the intermediate computed at a time
     * @param mostThreads how many threads one call may use, the caller's included
     * @param depthwise how the depthwise part is computed
     * @param pointwise how the pointwise part is computed
     */
    public SeparablePlanSummary {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(depthwise, "depthwise");
        Objects.requireNonNull(pointwise, "pointwise");
    }

    /** {@return what computing the problem takes, counted from its sizes} */
    public Cost cost() {
        return problem.cost();
    }

    /**
     * {@return the summary of a plan}
     *
     * @param plan of a separable convolution
     */
    @SuppressWarnings("exports")
    public static SeparablePlanSummary of(SeparablePlan plan) {
        return new SeparablePlanSummary(
                plan.problem(),
                plan.bandRows(),
                plan.mostThreads(),
                PlanSummary.of(plan.depthwiseDescription()),
                PlanSummary.of(plan.pointwiseDescription()));
    }

    /** {@return several lines for people: the problem on one line, how the image is divided, and both parts} */
    public String describe() {
        int rows = problem.depthwise().geometry().oh();
        String division = bandRows >= rows
                ? "each image as a whole"
                : "in bands of " + bandRows + " of " + rows + " rows, the intermediate of which stays in the cache";
        return problem + "\n  strategy       " + division + "\n  threads        up to " + mostThreads + "\ndepthwise: "
                + depthwise.describe() + "\npointwise: " + pointwise.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
