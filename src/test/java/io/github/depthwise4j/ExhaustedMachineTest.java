package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.abuse.AddressLimit;
import io.github.depthwise4j.abuse.DiskWork;
import io.github.depthwise4j.abuse.HeapExhaustion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short forms of {@code ci/out-of-memory.sh} and {@code ci/disk.sh}: no memory, no heap, no disk, and no time to
 * end well.
 */
@EnabledOnOs(OS.LINUX)
class ExhaustedMachineTest {
    @TempDir
    private Path directory;

    @Test
    void aLimitedAddressSpaceMeetsExceptionsAndIsSurvived() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .option("-Xms128m")
                        .option("-Xmx128m")
                        .option("-XX:+UseSerialGC")
                        .option("-XX:+AlwaysPreTouch")
                        .option("-XX:TieredStopAtLevel=1")
                        .option("-Xlog:os+thread=off")
                        .option("-Ddepthwise4j.primitiveCacheCapacity=0")
                        .run(AddressLimit.class, "3"))
                .contains("x done");
    }

    @Test
    void aFullHeapMeetsOutOfMemoryErrorsAndLeavesNothingNative() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .option("-Xmx24m")
                        .option("-XX:+UseSerialGC")
                        .run(HeapExhaustion.class, "1"))
                .contains("x OutOfMemoryError");
    }

    @Test
    void aFullDiskIsToldAndLeavesTheOldFileAlone() throws Exception {
        for (String name : new String[] {"out.npy", "out.npz"}) {
            Path file = directory.resolve(name);
            ChildJvm.ofThisClassPath().run(DiskWork.class, "write", file.toString(), "1");
            byte[] old = Files.readAllBytes(file);
            assertThatThrownBy(() -> ChildJvm.ofThisClassPath()
                            .under("bash", "-c", "ulimit -f 1024; exec \"$0\" \"$@\"")
                            .option("-XX:-UsePerfData")
                            .run(DiskWork.class, "write", file.toString(), "1"))
                    .hasMessageContaining("ended with 2: refused: File too large");
            assertThat(Files.readAllBytes(file)).isEqualTo(old);
            Files.delete(file);
        }
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aProcessThatIsKilledWhileItWritesLeavesAWholeFile() throws Exception {
        Path file = directory.resolve("out.npy");
        ChildJvm.ofThisClassPath().run(DiskWork.class, "write", file.toString(), "1");
        // The process is killed when it has begun to write the file that replaces this one.
        String kill = "\"$0\" \"$@\" & child=$!; until ls -A '" + directory
                + "' | grep -q part; do kill -0 $child || exit 1; done; " + "kill -KILL $child; wait $child";
        assertThatThrownBy(() -> ChildJvm.ofThisClassPath()
                        .under("bash", "-c", kill)
                        .run(DiskWork.class, "write", file.toString(), "1000000"))
                .hasMessageContaining("ended with 137");
        ChildJvm.ofThisClassPath().run(DiskWork.class, "check", file.toString());
    }
}
