package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory a container has, read from made-up trees of files. */
class ContainerMemoryTest {
    private static final long GIB = 1L << 30;
    private static final String VERSION_2 =
            "30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate";
    private static final String VERSION_1 = "32 31 0:29 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory";

    @TempDir
    Path root;

    @BeforeEach
    void giveTheMachine64Gibibytes() throws IOException {
        write("proc/meminfo", "MemTotal:       67108864 kB\nMemFree:         1234 kB");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private void mounts(String... lines) throws IOException {
        write(
                "proc/self/mountinfo",
                "24 0 0:22 / / rw - overlay overlay rw,memory\nno mount at all\n" + String.join("\n", lines));
    }

    private void groups(String... lines) throws IOException {
        write("proc/self/cgroup", String.join("\n", lines));
    }

    private void assertBytes(long bytes) {
        assertThat(ContainerMemory.bytes(root)).hasValue(bytes);
    }

    @Test
    void withoutGroupsItIsThePhysicalMemory() {
        assertBytes(64 * GIB);
    }

    @Test
    void withoutAnyFileNothingIsKnown() {
        assertThat(ContainerMemory.bytes(root.resolve("nowhere"))).isEmpty();
    }

    @Test
    void theLimitOfVersion2InsideANamespaceIsThatOfTheRoot() throws IOException {
        mounts(VERSION_2);
        groups("0::/");
        write("sys/fs/cgroup/memory.max", "2147483648");
        assertBytes(2 * GIB);
    }

    @Test
    void theWordMaxIsNoLimit() throws IOException {
        mounts(VERSION_2);
        groups("0::/a");
        write("sys/fs/cgroup/a/memory.max", "max");
        assertBytes(64 * GIB);
    }

    @Test
    void theSmallestLimitOfNestedGroupsOfVersion2Counts() throws IOException {
        mounts(VERSION_2);
        groups("0::/kubepods/pod 7:x/one");
        write("sys/fs/cgroup/memory.max", "max");
        write("sys/fs/cgroup/kubepods/memory.max", String.valueOf(5 * GIB));
        write("sys/fs/cgroup/kubepods/pod 7:x/memory.max", String.valueOf(3 * GIB));
        write("sys/fs/cgroup/kubepods/pod 7:x/one/memory.max", String.valueOf(4 * GIB));
        write("sys/fs/cgroup/kubepods/other/memory.max", "1");
        assertBytes(3 * GIB);
    }

    @Test
    void theLimitOfVersion1IsThatOfTheMemoryControllerAlone() throws IOException {
        mounts(VERSION_1, "33 31 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu");
        groups("5:cpu,cpuacct:/a", "4:memory:/a/b", "1:name=systemd:/a");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", String.valueOf(6 * GIB));
        write("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "9223372036854771712");
        write("sys/fs/cgroup/cpu/a/memory.limit_in_bytes", "1");
        assertBytes(6 * GIB);
    }

    @Test
    void noLimitOfVersion1IsThePhysicalMemory() throws IOException {
        mounts(VERSION_1);
        groups("4:memory:/");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
        assertBytes(64 * GIB);
    }

    @Test
    void aGroupThatIsMountedAsTheRootIsFoundThere() throws IOException {
        mounts("32 31 0:29 /docker/7f /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory");
        groups("4:memory:/docker/7f");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", String.valueOf(GIB));
        assertBytes(GIB);
        groups("4:memory:/docker/7f/inner");
        write("sys/fs/cgroup/memory/inner/memory.limit_in_bytes", String.valueOf(GIB / 2));
        assertBytes(GIB / 2);
    }

    @Test
    void aGroupOutsideOfItsMountOrNamespaceHasTheLimitOfTheMount() throws IOException {
        mounts("32 31 0:29 /docker/7f /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory", VERSION_2);
        groups("4:memory:/elsewhere", "0::/../../x");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", String.valueOf(3 * GIB));
        write("sys/fs/cgroup/memory.max", String.valueOf(2 * GIB));
        write("sys/fs/x/memory.max", "1");
        assertBytes(2 * GIB);
    }

    @Test
    void bothVersionsAtOnceAreBothRead() throws IOException {
        mounts(VERSION_1, "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw");
        groups("4:memory:/a", "0::/b");
        write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", String.valueOf(6 * GIB));
        write("sys/fs/cgroup/unified/b/memory.max", String.valueOf(7 * GIB));
        assertBytes(6 * GIB);
        write("sys/fs/cgroup/unified/b/memory.max", String.valueOf(5 * GIB));
        assertBytes(5 * GIB);
    }

    @Test
    void aMountPointWithASpaceIsFound() throws IOException {
        mounts("30 24 0:26 / /my\\040groups rw - cgroup2 cgroup2 rw");
        groups("0::/");
        write("my groups/memory.max", String.valueOf(GIB));
        assertBytes(GIB);
    }

    @Test
    void whatCannotBeReadOrIsNoNumberIsNoLimit() throws IOException {
        mounts(VERSION_2, VERSION_1, "", " - ", "1 2 3 / /x - cgroup2", "- cgroup2");
        groups("", ":", "::", "0::", "x", "4:memory:/a");
        for (String text : new String[] {"", "-1", "0", "many", "99999999999999999999"}) {
            write("sys/fs/cgroup/memory.max", text);
            assertBytes(64 * GIB);
        }
        write("proc/meminfo", "MemTotal: 9223372036854775807 kB");
        assertThat(ContainerMemory.bytes(root)).isEmpty();
    }

    @Test
    void anInterruptedThreadReadsTheSame() throws IOException {
        mounts(VERSION_2);
        groups("0::/");
        write("sys/fs/cgroup/memory.max", String.valueOf(GIB));
        Thread.currentThread().interrupt();
        try {
            assertBytes(GIB);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void thisMachineHasMemory() {
        assertThat(ContainerMemory.bytes(Path.of("/")).orElseThrow()).isBetween(1L << 24, 1L << 50);
    }

    @Test
    void theStandardLimitLeavesRoomForTheHeapAndTheJvm() {
        assertThat(MemoryLimit.beside(4 * GIB, 20 * GIB)).isEqualTo(14 * GIB);
        assertThat(MemoryLimit.beside(128L << 20, 512L << 20)).isEqualTo(256L << 20);
    }

    @Test
    void aQuarterOfTheContainerIsAllowedWhateverTheHeapMayTake() {
        assertThat(MemoryLimit.beside(7 * GIB, 8 * GIB)).isEqualTo(2 * GIB);
        assertThat(MemoryLimit.beside(Long.MAX_VALUE, 8 * GIB)).isEqualTo(2 * GIB);
        assertThat(MemoryLimit.beside(1 << 20, 1 << 26)).isEqualTo(1 << 24);
    }
}
