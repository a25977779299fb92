package io.github.depthwise4j.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
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

    @Test
    void excludedImplementationsArePatternsOfNames() {
        assertThat(read(Map.of(), Map.of()).excludedImplementations()).isEmpty();
        assertThat(read(Map.of("depthwise4j.excludeImplementations", " brdgmm_dw:avx512_core, jit_dw* "), Map.of())
                        .excludedImplementations())
                .containsExactly("brdgmm_dw:avx512_core", "jit_dw*");
        for (String bad : List.of("jit_dw,,ref", "jit dw", "jit_(dw|uni)", ",")) {
            assertThatThrownBy(() -> read(Map.of("depthwise4j.excludeImplementations", bad), Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("system property depthwise4j.excludeImplementations = \"" + bad + "\"")
                    .hasMessageContaining("names of oneDNN's implementations with commas between them");
        }
    }

    @Test
    void whatIsCheckedAtRunTimeIsOffUnlessSet() {
        RuntimeSettings defaults = read(Map.of(), Map.of());
        assertThat(defaults.verifyFirst()).isFalse();
        assertThat(defaults.verifyEvery()).isZero();
        assertThat(defaults.verifyThrows()).isFalse();
        RuntimeSettings set = read(
                Map.of("depthwise4j.verifyFirst", "TRUE"),
                Map.of("DEPTHWISE4J_VERIFY_EVERY", "1000", "DEPTHWISE4J_VERIFY_MISMATCH", "throw"));
        assertThat(set.verifyFirst()).isTrue();
        assertThat(set.verifyEvery()).isEqualTo(1000);
        assertThat(set.verifyThrows()).isTrue();
    }

    @Test
    void aWordThatIsNoneOfTheTwoIsRefused() {
        assertThatThrownBy(() -> read(Map.of("depthwise4j.verifyFirst", "yes"), Map.of()))
                .hasMessage("system property depthwise4j.verifyFirst = \"yes\", but verifyFirst is false or true; "
                        + "correct or remove it");
        assertThatThrownBy(() -> read(Map.of("depthwise4j.verifyMismatch", "die"), Map.of()))
                .hasMessageContaining("verifyMismatch is log or throw");
        assertThatThrownBy(() -> read(Map.of("depthwise4j.verifyEvery", "-1"), Map.of()))
                .hasMessageContaining("verifyEvery is a whole number, 0 or more");
    }
}
