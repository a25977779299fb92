package io.github.depthwise4j.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RuntimeSettingsTest {
    private static RuntimeSettings read(Map<String, String> properties, Map<String, String> environment) {
        Properties system = new Properties();
        system.putAll(properties);
        return RuntimeSettings.read(system, environment);
    }

    @Test
    void withoutAnyOverrideTheShippedDefaultsHold() {
        RuntimeSettings settings = read(Map.of(), Map.of());
        assertThat(settings.planCacheCapacity()).isEqualTo(64);
        assertThat(settings.plansPerOperation()).isEqualTo(32);
        assertThat(settings.primitiveCacheCapacity()).isEmpty();
        assertThat(settings.maxCpuIsa()).isEmpty();
        assertThat(settings.wisdomFile()).isEmpty();
        assertThat(settings.source(Setting.PLAN_CACHE_CAPACITY)).isEqualTo("default");
    }

    @Test
    void everySettingHasADefaultInTheShippedFile() {
        RuntimeSettings settings = read(Map.of(), Map.of());
        for (Setting setting : Setting.values()) {
            assertThat(settings.value(setting)).as(setting.key()).isNotNull();
            assertThat(settings.source(setting)).isEqualTo("default");
        }
    }

    @Test
    void theEnvironmentOverridesTheDefault() {
        RuntimeSettings settings =
                read(Map.of(), Map.of("DEPTHWISE4J_PLAN_CACHE_CAPACITY", "7", "DEPTHWISE4J_MAX_CPU_ISA", " AVX2 "));
        assertThat(settings.planCacheCapacity()).isEqualTo(7);
        assertThat(settings.maxCpuIsa()).isEqualTo("AVX2");
    }

    @Test
    void aSystemPropertyOverridesTheEnvironment() {
        RuntimeSettings settings =
                read(Map.of("depthwise4j.planCacheCapacity", "9"), Map.of("DEPTHWISE4J_PLAN_CACHE_CAPACITY", "7"));
        assertThat(settings.planCacheCapacity()).isEqualTo(9);
        assertThat(settings.source(Setting.PLAN_CACHE_CAPACITY)).contains("depthwise4j.planCacheCapacity");
    }

    @Test
    void aValueThatIsNotAllowedIsRefusedWithItsSource() {
        assertThatThrownBy(() -> read(Map.of("depthwise4j.plansPerOperation", "0"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "system property depthwise4j.plansPerOperation = \"0\", but plansPerOperation is a whole number, "
                                + "1 or more; correct or remove it");
        assertThatThrownBy(() -> read(Map.of(), Map.of("DEPTHWISE4J_PRIMITIVE_CACHE_CAPACITY", "many")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("environment variable DEPTHWISE4J_PRIMITIVE_CACHE_CAPACITY = \"many\"");
    }

    @Test
    void theFileOfWisdomIsAPathAndThePropertyWins() {
        Map<String, String> environment = Map.of("DEPTHWISE4J_WISDOM_FILE", "/srv/wisdom.txt");
        assertThat(read(Map.of(), environment).wisdomFile()).contains(Path.of("/srv/wisdom.txt"));
        assertThat(read(Map.of("depthwise4j.wisdomFile", "other"), environment).wisdomFile())
                .contains(Path.of("other"));
        assertThat(read(Map.of("depthwise4j.wisdomFile", ""), environment).wisdomFile())
                .isEmpty();
        assertThatThrownBy(() -> read(Map.of("depthwise4j.wisdomFile", "a\0b"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("system property depthwise4j.wisdomFile = ")
                .hasMessageContaining("wisdomFile is the path of a file");
    }
}
