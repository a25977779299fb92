package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
    @Test
    void manyOfThemMeetNewShapesWithLittleMemory() throws Exception {
        ChildJvm jvm = ChildJvm.ofThisClassPath()
                .allowingNativeCode()
                .environment("OMP_NUM_THREADS", "3")
                .option("-Xmx512m");
        assertThat(jvm.run(VirtualThreads.class, "500", "100").lines())
                .containsExactly("computed 500 of 500, OpenMP number 3, faults 0");
    }
}
