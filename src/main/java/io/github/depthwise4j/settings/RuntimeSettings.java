package io.github.depthwise4j.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The settings in force, each with its source. Immutable. They are read once, when the library is first used. */
public final class RuntimeSettings {
    private static final String DEFAULTS = "depthwise4j-defaults.properties";

    /** What the program has set so far; guarded by the class. */
    private static final Map<Setting, String> BY_PROGRAM = new EnumMap<>(Setting.class);

    private static volatile RuntimeSettings current;

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, String> sources = new EnumMap<>(Setting.class);

    private RuntimeSettings() {}

    /**
     * The settings of this process, from now on unchangeable.
     *
     * @throws IllegalArgumentException if a value is not allowed, in this call and in every later one
     */
    public static RuntimeSettings current() {
        RuntimeSettings settings = current;
        return settings != null ? settings : readOnce();
    }

    /**
     * The settings that are in force, or that would be in force if the library were used now. A later
     * {@link #configure} still counts.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public static synchronized RuntimeSettings preview() {
        return current != null ? current : read(System.getProperties(), System.getenv(), BY_PROGRAM);
    }

    private static synchronized RuntimeSettings readOnce() {
        if (current == null) {
            RuntimeSettings settings = read(System.getProperties(), System.getenv(), BY_PROGRAM);
            List<String> unknown = UnknownNames.in(System.getProperties(), System.getenv());
            if (!unknown.isEmpty()) {
                // Creating the first logger of a process takes long: create it only if there is something to log.
                System.Logger logger = System.getLogger(RuntimeSettings.class.getName());
                unknown.forEach(sentence -> logger.log(Level.WARNING, sentence));
            }
            current = settings;
        }
        return current;
    }

    /**
     * Sets values of the program. System properties and environment variables win over them.
     *
     * @throws IllegalArgumentException if a value is not allowed; nothing is set then
     * @throws IllegalStateException if the settings are in force already, and other ones; nothing changes then
     */
    public static synchronized void configure(Map<Setting, String> wanted) {
        // Check these values alone: a property that hides a wrong value would hide the mistake too.
        read(new Properties(), Map.of(), wanted);
        if (current == null) {
            BY_PROGRAM.putAll(wanted);
        } else {
            wanted.forEach(RuntimeSettings::refuseIfOther);
        }
    }

    private static void refuseIfOther(Setting setting, String wanted) {
        String value = current.value(setting);
        if (!value.equalsIgnoreCase(wanted.strip())) {
            throw new IllegalStateException(setting.key() + " = \"" + wanted.strip()
                    + "\" comes too late: depthwise4j has been used in this process, with " + setting.key() + " = \""
                    + value + "\" (" + current.source(setting)
                    + "); call Depthwise4j.configure() before anything else of the library, or set the system property "
                    + setting.property());
        }
    }

    /**
     * Reads and validates all settings.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message names the setting and where it was set
     */
    static RuntimeSettings read(Properties system, Map<String, String> environment, Map<Setting, String> byProgram) {
        Properties defaults = defaults();
        RuntimeSettings settings = new RuntimeSettings();
        for (Setting setting : Setting.values()) {
            String property = system.getProperty(setting.property());
            String variable = environment.get(setting.environmentVariable());
            if (property != null) {
                String source = "system property " + setting.property();
                settings.put(setting, property, source, source);
            } else if (variable != null) {
                String source = "environment variable " + setting.environmentVariable();
                settings.put(setting, variable, source, source);
            } else if (byProgram.containsKey(setting)) {
                settings.put(setting, byProgram.get(setting), "program", "program: " + setting.key());
            } else {
                settings.put(setting, defaults.getProperty(setting.key(), ""), "default", "default: " + setting.key());
            }
        }
        return settings;
    }

    private static Properties defaults() {
        try (InputStream in = RuntimeSettings.class.getResourceAsStream(DEFAULTS)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the file " + DEFAULTS + " in the jar of depthwise4j cannot be read; use the "
                                + "jar as it is published, in a directory whose name does not end in !");
            }
            Properties defaults = new Properties();
            defaults.load(in);
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(Setting setting, String value, String source, String sourceAndName) {
        String text = value.strip();
        if (!setting.kind().allows(text)) {
            throw new IllegalArgumentException(sourceAndName + " = \"" + text + "\", but " + setting.key() + " is "
                    + setting.kind().rule() + "; correct or remove it");
        }
        values.put(setting, text);
        sources.put(setting, source);
    }

    /** The value as text, empty where nothing is set. */
    public String value(Setting setting) {
        return values.get(setting);
    }

    /** The source of the value, for people. */
    public String source(Setting setting) {
        return sources.get(setting);
    }

    public int planCacheCapacity() {
        return number(Setting.PLAN_CACHE_CAPACITY);
    }

    public int plansPerOperation() {
        return number(Setting.PLANS_PER_OPERATION);
    }

    /** The most native bytes that the plans of an operation keep. */
    public long planBytesPerOperation() {
        return ValueKind.bytes(value(Setting.PLAN_BYTES_PER_OPERATION));
    }

    /** How long measuring one problem may take. */
    public long measureBudgetNanos() {
        return TimeUnit.MILLISECONDS.toNanos(number(Setting.MEASURE_BUDGET_MILLIS));
    }

    /** Empty if oneDNN's own number is to stay. */
    public OptionalInt primitiveCacheCapacity() {
        return optionalNumber(Setting.PRIMITIVE_CACHE_CAPACITY);
    }

    /** Empty if oneDNN chooses. */
    public String maxCpuIsa() {
        return value(Setting.MAX_CPU_ISA);
    }

    /** Empty if none is to be loaded. */
    public Optional<Path> wisdomFile() {
        String file = value(Setting.WISDOM_FILE);
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    /**
     * How many threads may work on one call, the caller included: at least 1. The default is the number of processors
     * that Java sees.
     */
    public int threads() {
        OptionalInt threads = optionalNumber(Setting.THREADS);
        return threads.isPresent() ? threads.getAsInt() : Runtime.getRuntime().availableProcessors();
    }

    /** Whether plans are measured if the caller does not set the effort. */
    public boolean measuresByDefault() {
        return is(Setting.PLANNING_EFFORT, "measure");
    }

    /** Whether a JavaCPP of another version than the binding's is refused; else a warning is logged. */
    public boolean refusesJavaCppMismatch() {
        return is(Setting.JAVA_CPP_MISMATCH, "refuse");
    }

    /** Patterns of names, in which {@code *} stands for anything. */
    public List<String> excludedImplementations() {
        List<String> patterns = new ArrayList<>();
        for (String pattern : value(Setting.EXCLUDE_IMPLEMENTATIONS).split(",")) {
            if (!pattern.isBlank()) {
                patterns.add(pattern.strip());
            }
        }
        return patterns;
    }

    public boolean verifyFirst() {
        return is(Setting.VERIFY_FIRST, "true");
    }

    /** Each n-th call of a plan is checked; 0 if none is. */
    public int verifyEvery() {
        return number(Setting.VERIFY_EVERY);
    }

    /** Whether a call with a wrong result throws. Otherwise an error is logged. */
    public boolean verifyThrows() {
        return is(Setting.VERIFY_MISMATCH, "throw");
    }

    /** Whether there is a limit of native memory at all. */
    public boolean isMemoryLimited() {
        return !is(Setting.MEMORY_LIMIT, "none");
    }

    /** The most bytes of native memory that may be in use; empty if the limit follows the container, or is none. */
    public OptionalLong memoryLimit() {
        return isMemoryLimited() ? optionalBytes(Setting.MEMORY_LIMIT) : OptionalLong.empty();
    }

    /** By how many bytes native memory may grow before garbage is collected; empty if that follows the limit. */
    public OptionalLong collectAfter() {
        return optionalBytes(Setting.COLLECT_AFTER);
    }

    /** What is found out about forgotten tensors: {@code off}, {@code sampled} or {@code full}. */
    public String leakDetection() {
        return value(Setting.LEAK_DETECTION).toLowerCase(Locale.ROOT);
    }

    /** Whether the calls of operations and networks are timed. */
    public boolean timesCalls() {
        return is(Setting.CALL_TIMES, "true");
    }

    private OptionalLong optionalBytes(Setting setting) {
        String text = value(setting);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ValueKind.bytes(text));
    }

    private int number(Setting setting) {
        return Integer.parseInt(value(setting));
    }

    private OptionalInt optionalNumber(Setting setting) {
        return value(setting).isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(setting));
    }

    private boolean is(Setting setting, String word) {
        return value(setting).equalsIgnoreCase(word);
    }
}
