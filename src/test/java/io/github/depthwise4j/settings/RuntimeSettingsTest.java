package io.github.depthwise4j.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RuntimeSettingsTest {
    private static RuntimeSettings read(Map<String, String> properties, Map<String, String> environment) {
        Properties system = new Properties();
        system.putAll(properties);
        return RuntimeSettings.read(system, environment, Map.of());
    }

    @Test
    void withoutAnyOverrideTheShippedDefaultsHold() {
        RuntimeSettings settings = read(Map.of(), Map.of());
        assertThat(settings.planCacheCapacity()).isEqualTo(64);
        assertThat(settings.plansPerOperation()).isEqualTo(1_024);
        assertThat(settings.planBytesPerOperation()).isEqualTo(512L << 20);
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
                .hasMessage("system property depthwise4j.plansPerOperation = \"0\", but plansPerOperation is a whole "
                        + "number, "
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
                .hasMessageContaining("wisdomFile is a path");
    }

    @Test
    void whatTheProgramSetsGivesWayToPropertiesAndEnvironment() {
        Map<Setting, String> byProgram = Map.of(Setting.THREADS, "3", Setting.PLANS_PER_OPERATION, "5");
        RuntimeSettings settings =
                RuntimeSettings.read(new Properties(), Map.of("DEPTHWISE4J_PLANS_PER_OPERATION", "6"), byProgram);
        assertThat(settings.threads()).isEqualTo(3);
        assertThat(settings.source(Setting.THREADS)).isEqualTo("program");
        assertThat(settings.plansPerOperation()).isEqualTo(6);
    }

    @Test
    void everySettingRefusesWhatItIsNot() {
        Map<Setting, String> wrong = new EnumMap<>(Setting.class);
        wrong.put(Setting.PLAN_CACHE_CAPACITY, "0");
        wrong.put(Setting.PLANS_PER_OPERATION, "-1");
        wrong.put(Setting.PLAN_BYTES_PER_OPERATION, "0");
        wrong.put(Setting.MEASURE_BUDGET_MILLIS, "");
        wrong.put(Setting.PRIMITIVE_CACHE_CAPACITY, "99999999999");
        wrong.put(Setting.MAX_CPU_ISA, "AVX3");
        wrong.put(Setting.THREADS, "0");
        wrong.put(Setting.PLANNING_EFFORT, "patient");
        wrong.put(Setting.JAVA_CPP_MISMATCH, "ignore");
        wrong.put(Setting.VERIFY_FIRST, "yes");
        wrong.put(Setting.VERIFY_EVERY, "-1");
        wrong.put(Setting.VERIFY_MISMATCH, "die");
        wrong.forEach((setting, value) -> assertThatThrownBy(() -> read(Map.of(setting.property(), value), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "system property " + setting.property() + " = \"" + value + "\", but " + setting.key() + " is ")
                .hasMessageEndingWith("; correct or remove it"));
        assertThat(read(Map.of("depthwise4j.planningEffort", "MEASURE"), Map.of())
                        .measuresByDefault())
                .isTrue();
    }

    @Test
    void aMisspeltNameIsFoundAndTheNearestOneNamed() {
        Properties system = new Properties();
        system.putAll(Map.of(
                "depthwise4j.planCacheCapcity", "7", "depthwise4j.threads", "2", "depthwise4j.test.all", "true"));
        assertThat(UnknownNames.in(system, Map.of("DEPTHWISE4J_MAXCPUISA", "AVX2", "DEPTHWISE4J_THREADS", "2")))
                .containsExactly(
                        "system property depthwise4j.planCacheCapcity is no setting of depthwise4j and has no effect; "
                                + "did you mean depthwise4j.planCacheCapacity?",
                        "environment variable DEPTHWISE4J_MAXCPUISA is no setting of depthwise4j and has no effect; "
                                + "did you mean DEPTHWISE4J_MAX_CPU_ISA?");
    }

    @Test
    void everySettingStandsInTheDefaultsAndInTheTable() throws IOException {
        String defaults = Files.readString(Path.of("native-config/depthwise4j-defaults.properties"));
        String table = Files.readString(Path.of("native-config/README.md"));
        for (Setting setting : Setting.values()) {
            assertThat(defaults.lines()).anyMatch(line -> line.startsWith(setting.key() + "="));
            assertThat(table)
                    .contains("| `" + setting.key() + "` | `" + setting.property() + "` | `"
                            + setting.environmentVariable() + "` |");
        }
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
                    .hasMessageContaining("a list, with commas, of names of oneDNN's implementations");
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
}
