package io.github.depthwise4j;

import io.github.depthwise4j.settings.RuntimeSettings;
import java.util.Map;
import java.util.Properties;

/** What can be set for the tests on Maven's command line. */
public final class TestSettings {
    /** Runs every case, however long that takes: {@code -Ddepthwise4j.test.all=true}. */
    static final boolean ALL = Boolean.getBoolean("depthwise4j.test.all");

    /** The number of random problems: {@code -Ddepthwise4j.test.cases=100000}. */
    static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000);

    /** The seed of the random problems: {@code -Ddepthwise4j.test.seed=7}. */
    public static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);

    private TestSettings() {}

    /** What the library would read if these keys were set to these values. */
    static RuntimeSettings with(String... keysAndValues) {
        Properties system = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            system.setProperty("depthwise4j." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return RuntimeSettings.read(system, Map.of());
    }
}
