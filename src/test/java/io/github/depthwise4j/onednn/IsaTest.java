package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibrarySettings;
import io.github.depthwise4j.errors.NativeLoadException;
import org.junit.jupiter.api.Test;

class IsaTest {
    @Test
    void theSettingKnowsExactlyTheNamesOfOneDnn() {
        LibrarySettings settings = Depthwise4j.configure().maxCpuIsa("none");
        assertThatThrownBy(settings::apply)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one of " + String.join(", ", Isa.names()) + ", or empty;");
    }

    @Test
    void anInstructionSetThatComesTooLateIsRefused() {
        OneDnn.get();
        assertThatThrownBy(() -> Isa.cap("SSE41"))
                .isInstanceOf(NativeLoadException.class)
                .hasMessageContaining("maxCpuIsa = \"SSE41\"")
                .hasMessageContaining("ONEDNN_MAX_CPU_ISA");
    }
}
