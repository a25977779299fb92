package io.github.depthwise4j.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The settings in force, and where each came from. Immutable; read once, when the library is first used. */
public final class RuntimeSettings {
    private static final String DEFAULTS = "depthwise4j-defaults.properties";

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
        throw new IllegalArgumentException(source(setting) + " = \"" + text + "\", but " + setting.key()
                + " is a whole number, " + minimum + " or more; correct or remove it");
    }
}
