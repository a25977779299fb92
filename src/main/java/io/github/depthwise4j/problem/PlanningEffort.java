package io.github.depthwise4j.problem;

/** How much is done to find a fast way to compute, when an input shape is first met. It changes the time of calls only. */
public enum PlanningEffort {
    /**
     * Rules decide, at once: the same problem on the same instruction set is always computed in the same way. Only
     * wisdom that was loaded ({@code Depthwise4j.loadWisdom}, or the setting {@code wisdomFile}) comes before them, so
     * that all processes that load the same file compute alike. What this process itself measured does not count.
     */
    ESTIMATE,

    /**
     * The ways there are take turns on this machine, on random data, for as long as the setting {@code measureBudgetMillis} says (100
     * milliseconds by default), and the fastest one is taken where it is clearly faster than the one the rules name. The memory of
     * an input and an output is needed meanwhile. Problems are not measured that wisdom is known for: what was loaded,
     * else what this process measured before. {@code Depthwise4j.saveWisdom} keeps what was measured for other
     * processes.
     *
     * <p>Different ways may add in a different order: between two processes that measure, results can differ in their
     * last bits, within the same bounds. Within a process, and for one operation, they do not change.
     */
    MEASURE
}
