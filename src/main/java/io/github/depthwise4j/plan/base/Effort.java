package io.github.depthwise4j.plan.base;

/** How much is done to find a good plan. */
public enum Effort {
    /** Rules decide at once: the same problem on the same instruction set always gets the same plan. */
    ESTIMATE,
    /** The candidates are timed on this machine, within the budget of the settings. */
    MEASURE
}
