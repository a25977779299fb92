package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.abuse.FirstUse;
import io.github.depthwise4j.abuse.StackDepths;
import io.github.depthwise4j.abuse.Unpacking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A first use in a bad moment: what can pass is not remembered, and whatever the caller lacks, the process survives.
 */
@EnabledOnOs(OS.LINUX)
class FirstUseTest {
    private static final String COMPUTED = "computed 9.0";

    @TempDir
    Path directory;

    @Test
    void smallStacksAreEnoughForLoadingPlanningAndComputing() throws Exception {
        assertThat(onStack("not", "192")).contains("everything on a thread of 192 KiB: computed 1", "done");
        assertThat(onStack("load", "256", "1024"))
                .contains(
                        "everything on a thread of 256 KiB: computed 1", "everything on a thread of 1024 KiB", "done");
    }

    @Test
    void aDeepRecursionMeetsAStackOverflowAndComputesFartherUp() throws Exception {
        assertThat(onStack("not", "1024"))
                .contains("from every depth of 1024 KiB: computed 40, refused ")
                .contains("a plan that is there, from every depth of 1024 KiB: computed 200, refused ")
                .endsWith("done\n");
    }

    /** The main thread of the process has the small stack as well. */
    private static String onStack(String first, String... sizes) throws Exception {
        String[] arguments = new String[sizes.length + 1];
        arguments[0] = first;
        System.arraycopy(sizes, 0, arguments, 1, sizes.length);
        return child().option("-Xss256k")
                .option("-Ddepthwise4j.measureBudgetMillis=1")
                .run(StackDepths.class, arguments);
    }

    @Test
    void anInterruptedThreadUnpacksAndStaysInterrupted() throws Exception {
        assertThat(child().option(cache()).run(FirstUse.class, "interrupted").lines())
                .containsExactly(COMPUTED + ", interrupt kept", COMPUTED);
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsForTheUnpackingStaysInterrupted() throws Exception {
        assertThat(child().option(cache())
                        .run(FirstUse.class, "interrupted while loading")
                        .lines())
                .containsExactly(COMPUTED + ", interrupt kept", COMPUTED);
    }

    @Test
    void aFullHeapIsToldAndNotRemembered() throws Exception {
        for (String kilobytesLeft : new String[] {"0", "1024", "2560"}) {
            assertThat(child().option("-Xmx48m")
                            .run(FirstUse.class, "full heap", kilobytesLeft)
                            .lines())
                    .as(kilobytesLeft + " KiB left")
                    .containsExactly("OutOfMemoryError Java heap space", COMPUTED);
        }
    }

    @Test
    void aFileInPlaceOfEveryDirectoryToUnpackToIsNotRemembered() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(child().option("-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("cache"))
                        .option("-Duser.home=" + file)
                        .option("-Djava.io.tmpdir=" + file)
                        .run(FirstUse.class, "obstacle", file.toString())
                        .lines())
                .satisfiesExactly(
                        refused -> assertThat(refused)
                                .startsWith("NativeLoadException")
                                .contains("no directory for 97 MB of unpacked native code"),
                        computed -> assertThat(computed).isEqualTo(COMPUTED));
    }

    @Test
    void aFullDiskIsNotRemembered() throws Exception {
        Path mount = Files.createDirectories(directory.resolve("mount"));
        Path filler = mount.resolve("filler");
        assertThat(child().under(Namespace.after("mount -t tmpfs -o size=110m none '" + mount
                                + "' && dd if=/dev/zero of='" + filler + "' bs=1M count=90 2>/dev/null"))
                        .option("-Dorg.bytedeco.javacpp.cachedir=" + mount.resolve("cache"))
                        .run(FirstUse.class, "obstacle", filler.toString())
                        .lines())
                .satisfiesExactly(
                        refused -> assertThat(refused)
                                .startsWith("NativeLoadException")
                                .contains("97 MB of native code cannot be unpacked", "No space left on device"),
                        computed -> assertThat(computed).isEqualTo(COMPUTED));
    }

    @Test
    void aCapOnTheInstructionSetThatComesTooLateIsTheSameExceptionInEveryCall() throws Exception {
        assertThat(child().option("-Ddepthwise4j.maxCpuIsa=SSE41")
                        .run(FirstUse.class, "other user")
                        .lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("NativeLoadException depthwise4j cannot load oneDNN")
                        .contains("maxCpuIsa = \"SSE41\"", "before depthwise4j", "ONEDNN_MAX_CPU_ISA"));
    }

    @Test
    void processesThatUnpackAtOnceAfterOneWasKilledAllCompute() throws Exception {
        assertThat(Unpacking.killOneAndStart(3, directory)).containsOnly(COMPUTED);
    }

    private String cache() throws IOException {
        return "-Dorg.bytedeco.javacpp.cachedir=" + Files.createDirectories(directory.resolve("cache"));
    }

    private static ChildJvm child() {
        return ChildJvm.ofThisClassPath().option("-XX:TieredStopAtLevel=1");
    }
}
