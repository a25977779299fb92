package io.github.depthwise4j.settings;

import java.util.Locale;

/**
 * One thing an operator can set: by system property {@code depthwise4j.<key>}, else by environment variable
 * {@code DEPTHWISE4J_<KEY>}, else by the default the library ships.
 */
public enum Setting {
    /** How many plans the one-shot calls keep, 1 or more; the least recently used one goes first. */
    PLAN_CACHE_CAPACITY("planCacheCapacity"),
    /** How many plans, one per input shape, an operation object keeps, 1 or more. */
    PLANS_PER_OPERATION("plansPerOperation"),
    /** What measuring a problem may take, in milliseconds, 1 or more. */
    MEASURE_BUDGET_MILLIS("measureBudgetMillis"),
    /** How many primitives oneDNN keeps for reuse in this process, 0 or more; empty leaves oneDNN's own number. */
    PRIMITIVE_CACHE_CAPACITY("primitiveCacheCapacity"),
    /** The newest instruction set oneDNN may use, as {@code AVX2}; empty leaves the choice to oneDNN. */
    MAX_CPU_ISA("maxCpuIsa"),
    /** The file of measured plans that is loaded when the first plan is made; empty loads none. */
    WISDOM_FILE("wisdomFile"),
    /**
     * Names of oneDNN's convolution implementations not to be used, with commas between them; a {@code *} stands for
     * anything.
     */
    EXCLUDE_IMPLEMENTATIONS("excludeImplementations"),
    /** Whether the first call of each plan is checked by the oracle, {@code true} or {@code false}. */
    VERIFY_FIRST("verifyFirst"),
    /** Every so many calls of a plan one is checked by the oracle; 0 for none. */
    VERIFY_EVERY("verifyEvery"),
    /** What happens when a checked call is wrong, {@code log} or {@code throw}. */
    VERIFY_MISMATCH("verifyMismatch");

    private final String key;

    Setting(String key) {
        this.key = key;
    }

    /** The name in the defaults. */
    public String key() {
        return key;
    }

    /** The system property, which wins over everything else. */
    public String property() {
        return "depthwise4j." + key;
    }

    /** The environment variable, which wins over the default. */
    public String environmentVariable() {
        return "DEPTHWISE4J_" + key.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
