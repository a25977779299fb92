package io.github.depthwise4j.problem;

/** How much is done to find a fast strategy for a new input shape. It changes the time of calls only. */
public enum PlanningEffort {
    /**
     * Rules decide at once: the same problem on the same instruction set always gets the same strategy. Only wisdom
     * that was loaded ({@code Depthwise4j.loadWisdom}, or the setting {@code wisdomFile}) comes before the rules, so
     * that all processes that load the same file compute alike. Measurements of this process are not used.
     */
    ESTIMATE,

    /**
     * The candidates are measured in turn on this machine, on random data, for the time of the setting
     * {@code measureBudgetMillis} (100 milliseconds by default). The fastest one is used if it is clearly faster than
     * the choice of the rules. Measuring needs the memory of an input and an output. A problem with known wisdom is not
     * measured: loaded wisdom comes first, then measurements of this process. {@code Depthwise4j.saveWisdom} saves the
     * measurements for other processes.
     *
     * <p>Different strategies may add in a different order: the results of two processes that measure can differ in
     * their last bits, within the same bounds. Within a process, and for one operation, they do not change.
     */
    MEASURE
}
