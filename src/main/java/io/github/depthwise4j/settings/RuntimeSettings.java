package io.github.depthwise4j.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings in force, and where each came from. Immutable; read once, when the library is first used. */
public final class RuntimeSettings {
    private static final String DEFAULTS = "depthwise4j-defaults.properties";
    private static final Pattern IMPLEMENTATION_PATTERN = Pattern.compile("[A-Za-z0-9_:+.*-]+");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, String> sources = new EnumMap<>(Setting.class);

    private static final class Holder {
        static final RuntimeSettings CURRENT = read(System.getProperties(), System.getenv());
    }

    private RuntimeSettings() {}

    /** The settings of this process. */
    public static RuntimeSettings current() {
        return Holder.CURRENT;
    }

    /**
     * Reads and validates all settings.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message names the setting and where it was set
     */
    public static RuntimeSettings read(Properties system, Map<String, String> environment) {
        Properties defaults = defaults();
        RuntimeSettings settings = new RuntimeSettings();
        for (Setting setting : Setting.values()) {
            String property = system.getProperty(setting.property());
            String variable = environment.get(setting.environmentVariable());
            if (property != null) {
                settings.put(setting, property, "system property " + setting.property());
            } else if (variable != null) {
                settings.put(setting, variable, "environment variable " + setting.environmentVariable());
            } else {
                settings.put(setting, defaults.getProperty(setting.key(), ""), "default");
            }
        }
        settings.planCacheCapacity();
        settings.plansPerOperation();
        settings.measureBudgetNanos();
        settings.primitiveCacheCapacity();
        settings.wisdomFile();
        settings.excludedImplementations();
        settings.verifyFirst();
        settings.verifyEvery();
        settings.verifyThrows();
        return settings;
    }

    private static Properties defaults() {
        try (InputStream in = Objects.requireNonNull(RuntimeSettings.class.getResourceAsStream(DEFAULTS), DEFAULTS)) {
            Properties defaults = new Properties();
            defaults.load(in);
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(Setting setting, String value, String source) {
        values.put(setting, value.strip());
        sources.put(setting, source);
    }

    /** The value as text, empty where nothing is set. */
    public String value(Setting setting) {
        return values.get(setting);
    }

    /** Where the value came from, for people. */
    public String source(Setting setting) {
        return sources.get(setting);
    }

    public int planCacheCapacity() {
        return number(Setting.PLAN_CACHE_CAPACITY, 1);
    }

    public int plansPerOperation() {
        return number(Setting.PLANS_PER_OPERATION, 1);
    }

    /** What measuring one problem may take. */
    public long measureBudgetNanos() {
        return TimeUnit.MILLISECONDS.toNanos(number(Setting.MEASURE_BUDGET_MILLIS, 1));
    }

    /** Empty if oneDNN's own number is to stay. */
    public OptionalInt primitiveCacheCapacity() {
        return value(Setting.PRIMITIVE_CACHE_CAPACITY).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(number(Setting.PRIMITIVE_CACHE_CAPACITY, 0));
    }

    /** Empty if oneDNN chooses. */
    public String maxCpuIsa() {
        return value(Setting.MAX_CPU_ISA);
    }

    /** Empty if none is to be loaded. */
    public Optional<Path> wisdomFile() {
        String text = value(Setting.WISDOM_FILE);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    source(Setting.WISDOM_FILE) + " = \"" + text + "\", but wisdomFile is the path of a file ("
                            + e.getReason() + "); correct or remove it",
                    e);
        }
    }

    /** Patterns of names, in which {@code *} stands for anything. */
    public List<String> excludedImplementations() {
        String text = value(Setting.EXCLUDE_IMPLEMENTATIONS);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> patterns =
                Stream.of(text.split(",", -1)).map(String::strip).toList();
        for (String pattern : patterns) {
            if (!IMPLEMENTATION_PATTERN.matcher(pattern).matches()) {
                throw refused(
                        Setting.EXCLUDE_IMPLEMENTATIONS,
                        "holds names of oneDNN's implementations with commas between them, as brdgmm_dw:avx512_core or "
                                + "jit_dw*, each of letters, digits, _ : + - . and * for anything, and \"" + pattern
                                + "\" is none");
            }
        }
        return patterns;
    }

    public boolean verifyFirst() {
        return choice(Setting.VERIFY_FIRST, "false", "true");
    }

    /** 0 if no call is checked for its number. */
    public int verifyEvery() {
        return number(Setting.VERIFY_EVERY, 0);
    }

    /** Whether a call found wrong throws; else an error is logged. */
    public boolean verifyThrows() {
        return choice(Setting.VERIFY_MISMATCH, "log", "throw");
    }

    /** Whether the second of two words is set. */
    private boolean choice(Setting setting, String first, String second) {
        String text = value(setting).toLowerCase(Locale.ROOT);
        if (!text.equals(first) && !text.equals(second)) {
            throw refused(setting, "is " + first + " or " + second);
        }
        return text.equals(second);
    }

    private int number(Setting setting, int minimum) {
        String text = value(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= minimum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, with what was set and where.
        }
        throw refused(setting, "is a whole number, " + minimum + " or more");
    }

    private IllegalArgumentException refused(Setting setting, String rule) {
        return new IllegalArgumentException(source(setting) + " = \"" + value(setting) + "\", but " + setting.key()
                + " " + rule + "; correct or remove it");
    }
}
