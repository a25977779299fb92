package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

/** The instruction set is chosen once per process: these tests start processes. */
class InstructionSetCapTest {
    /** A program that prints the instruction set in use. */
    static final class PrintInstructionSet {
        private PrintInstructionSet() {}

        public static void main(String[] arguments) {
            System.out.print(Depthwise4j.load().instructionSet());
        }
    }

    @Test
    void theVariableOfOneDnnCapsTheInstructionSet() throws Exception {
        assertThat(child().environment("ONEDNN_MAX_CPU_ISA", "SSE41").run(PrintInstructionSet.class))
                .isEqualTo("SSE41");
        assumeThat(child().run(PrintInstructionSet.class)).doesNotMatch("SSE41|AVX");
        assertThat(child().environment("ONEDNN_MAX_CPU_ISA", "AVX2").run(PrintInstructionSet.class))
                .isEqualTo("AVX2");
    }

    @Test
    void theSettingsOfThisLibraryCapItToo() throws Exception {
        assertThat(child().environment("DEPTHWISE4J_MAX_CPU_ISA", "SSE41").run(PrintInstructionSet.class))
                .isEqualTo("SSE41");
        assertThat(child().option("-Ddepthwise4j.maxCpuIsa=sse41").run(PrintInstructionSet.class))
                .isEqualTo("SSE41");
    }

    private static ChildJvm child() {
        return ChildJvm.ofThisClassPath()
                .environment("ONEDNN_MAX_CPU_ISA", null)
                .environment("DNNL_MAX_CPU_ISA", null)
                .environment("DEPTHWISE4J_MAX_CPU_ISA", null);
    }
}
