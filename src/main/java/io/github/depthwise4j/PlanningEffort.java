package io.github.depthwise4j;

import io.github.depthwise4j.plan.Effort;

/** How much is done to find a fast way to compute, when an input shape is first met. It changes the time of calls only. */
public enum PlanningEffort {
    /** Rules decide, at once. The same problem on the same instruction set is always computed in the same way. */
    ESTIMATE(Effort.ESTIMATE),

    /**
     * The ways there are take turns on this machine, on random data, for as long as the setting {@code measureBudgetMillis} says (100
     * milliseconds by default), and the fastest one is taken where it is clearly faster than the one the rules name. The memory of
     * an input and an output is needed meanwhile.
     *
     * <p>Different ways may add in a different order: between two processes results can differ in their last bits, within the same
     * bounds. Within a process, and for one operation, they do not change.
     */
    MEASURE(Effort.MEASURE);

    private final Effort effort;

    PlanningEffort(Effort effort) {
        this.effort = effort;
    }

    Effort effort() {
        return effort;
    }
}
