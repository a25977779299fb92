package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibrarySettings;
import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.settings.InstructionSet;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl;
import org.junit.jupiter.api.Test;

class CpuIsaTest {
    private static final String PREFIX = "dnnl_cpu_isa_";
    /** Constants with the prefix that are no instruction sets. */
    private static final Set<String> OTHERS = Set.of("default", "no_hints", "prefer_ymm");

    @Test
    void everyInstructionSetOfOneDnnIsKnownByItsName() throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (Field constant : dnnl.class.getFields()) {
            String name = constant.getName();
            if (name.startsWith(PREFIX) && !OTHERS.contains(name.substring(PREFIX.length()))) {
                names.add(CpuIsa.name(constant.getInt(null)));
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(InstructionSet.values()).map(Enum::name).toList());
    }

    @Test
    void theSettingKnowsExactlyTheNamesOfOneDnn() {
        LibrarySettings settings = Depthwise4j.configure().maxCpuIsa("none");
        String names = Stream.of(InstructionSet.values()).map(Enum::name).collect(Collectors.joining(", "));
        assertThatThrownBy(settings::apply)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of " + names + ", or empty;");
    }

    @Test
    void aLimitThatIsInForceAlreadyIsAccepted() {
        String effective = OneDnn.get().isa();
        CpuIsa.limit(OneDnn.dnnl(), effective);
        assertThat(CpuIsa.effective(OneDnn.dnnl())).isEqualTo(effective);
    }

    @Test
    void anInstructionSetThatComesTooLateIsRefused() {
        OneDnn.get();
        assertThatThrownBy(() -> CpuIsa.limit(OneDnn.dnnl(), "SSE41"))
                .isInstanceOf(NativeLoadException.class)
                .hasMessageContaining("maxCpuIsa = \"SSE41\"")
                .hasMessageContaining("ONEDNN_MAX_CPU_ISA");
    }
}
