package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreedBuffersTest {
    private static final int JAVA = Runtime.version().feature();

    @Test
    void aTensorOverFreedMemoryRefusesEveryUseAndTheProcessGoesOn() throws Exception {
        // Java 17 has arenas in a module to try out, under other names; 18 to 21 have yet other ones.
        assumeTrue(JAVA == 17 || JAVA >= 22);
        ChildJvm child = ChildJvm.ofThisClassPath();
        if (JAVA == 17) {
            child.option("--add-modules").option("jdk.incubator.foreign");
        } else {
            child.allowingNativeCode();
        }
        List<String> lines = child.run(FreedBuffers.class).lines().toList();
        assertThat(lines).last().isEqualTo("end");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("open,"))
                .hasSize(36)
                .allMatch(line -> line.endsWith(": done"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("closed"))
                .hasSize(72)
                .allMatch(line -> line.contains("IllegalStateException")
                        && line.contains(
                                "the memory of the wrapped buffer was freed; close the arena after the last use"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("foreign thread,"))
                .hasSize(18)
                .allMatch(line -> line.contains("IllegalStateException") && line.contains("arena"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("inside read") || line.startsWith("buffer from before"))
                .hasSize(4)
                .allMatch(line -> line.contains("IllegalStateException"));
        assertThat(lines).filteredOn(line -> line.endsWith("not accessible)")).hasSize(2);
    }
}
