package io.github.depthwise4j.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing an operator can set: by system property {@code depthwise4j.<key>}, else by environment variable
 * {@code DEPTHWISE4J_<KEY>}, else by the program before it uses the library, else by the default the library ships.
 *
 * <p>A new one needs its line here, one in the defaults and one in the table of {@code native-config/README.md}; a test
 * compares the three. Values are checked by their kind when they are read. {@link RuntimeSettings} gets a method that
 * returns its value. {@code LibrarySettings} gets a method that sets it, if programs set it often.
 */
public enum Setting {
    /** How many plans the one-shot calls keep, 1 or more; the least recently used one goes first. */
    PLAN_CACHE_CAPACITY("planCacheCapacity", ValueKind.number(1)),
    /** The most plans an operation object keeps, 1 or more. */
    PLANS_PER_OPERATION("plansPerOperation", ValueKind.number(1)),
    /** The most native memory an operation object keeps in its plans, as {@code 512m}; one plan stays in any case. */
    PLAN_BYTES_PER_OPERATION("planBytesPerOperation", ValueKind.size()),
    /** What measuring a problem may take, in milliseconds, 1 or more. */
    MEASURE_BUDGET_MILLIS("measureBudgetMillis", ValueKind.number(1)),
    /** How many primitives oneDNN keeps for reuse in this process, 0 or more; empty leaves oneDNN's own number. */
    PRIMITIVE_CACHE_CAPACITY("primitiveCacheCapacity", ValueKind.number(0).orEmpty()),
    /** The newest instruction set oneDNN may use, as {@code AVX2}; empty leaves the choice to oneDNN. */
    MAX_CPU_ISA("maxCpuIsa", ValueKind.oneOf(InstructionSet.names()).orEmpty()),
    /** How many threads may work on one call, the caller included; empty: as many as there are processors. */
    THREADS("threads", ValueKind.number(1).orEmpty()),
    /** How much is done to find a fast plan if the caller does not set it. */
    PLANNING_EFFORT("planningEffort", ValueKind.oneOf("estimate", "measure")),
    /** What happens when the version of JavaCPP is not the one the binding of oneDNN was made for. */
    JAVA_CPP_MISMATCH("javaCppMismatch", ValueKind.oneOf("refuse", "warn")),
    /** The file of measured plans that is loaded when the first plan is made; empty loads none. */
    WISDOM_FILE("wisdomFile", ValueKind.path().orEmpty()),
    /** Names of oneDNN's convolution implementations not to be used; a {@code *} stands for anything. */
    EXCLUDE_IMPLEMENTATIONS(
            "excludeImplementations", ValueKind.implementations().orEmpty()),
    /** Whether the first call of each plan is checked by the oracle. */
    VERIFY_FIRST("verifyFirst", ValueKind.oneOf("true", "false")),
    /** The oracle checks each n-th call of a plan; 0 for none. */
    VERIFY_EVERY("verifyEvery", ValueKind.number(0)),
    /** What happens when a checked call is wrong. */
    VERIFY_MISMATCH("verifyMismatch", ValueKind.oneOf("log", "throw")),
    /**
     * How much native memory the library may have in use, as {@code 512m}; {@code none}: as much as the system gives;
     * empty: what the container's memory leaves beside the heap.
     */
    MEMORY_LIMIT("memoryLimit", ValueKind.size().orWord("none").orEmpty()),
    /**
     * By how many bytes native memory may grow before garbage is collected, as {@code 256m}; empty: 256 MiB, or a
     * quarter of the limit if that is less.
     */
    COLLECT_AFTER("collectAfter", ValueKind.size().orEmpty()),
    /** How much is found out about tensors and operations that nobody closed. */
    LEAK_DETECTION("leakDetection", ValueKind.oneOf("off", "sampled", "full")),
    /** Whether the calls of operations and networks are timed, by their names. */
    CALL_TIMES("callTimes", ValueKind.oneOf("true", "false"));

    private final String key;
    private final ValueKind kind;

    Setting(String key, ValueKind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** The setting of this name, if there is one. */
    public static Optional<Setting> of(String key) {
        return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    /** The name in the defaults. */
    public String key() {
        return key;
    }

    /** The system property, which wins over everything else. */
    public String property() {
        return "depthwise4j." + key;
    }

    /** The environment variable, which wins over what the program and the library say. */
    public String environmentVariable() {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            words.append(Character.isUpperCase(key.charAt(i)) ? "_" : "").append(key.charAt(i));
        }
        return "DEPTHWISE4J_" + words.toString().toUpperCase(Locale.ROOT);
    }

    ValueKind kind() {
        return kind;
    }
}
