package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings are decided once per process: most of these tests start one. */
class LibrarySettingsTest {
    /** Applies settings, uses the library, and prints what came of it. */
    static final class Configured {
        private Configured() {}

        public static void main(String[] arguments) {
            tryTo(() -> Depthwise4j.configure().threads(0).apply());
            Depthwise4j.configure()
                    .threads(2)
                    .planningEffort(PlanningEffort.MEASURE)
                    .measureBudget(Duration.ofMillis(1))
                    .planCacheCapacity(5)
                    .memoryLimit(1 << 30)
                    .collectAfter(1 << 27)
                    .set("plansPerOperation", "6")
                    .wisdomFile(Path.of("missing.wisdom"))
                    .apply();
            Depthwise4j.configure().maxCpuIsa("SSE41").primitiveCacheCapacity(7).apply();
            convolve();
            Depthwise4j.load().settings().forEach((key, value) -> printUnlessDefault(key + " " + value));
            System.out.println(Depthwise4j.load().instructionSet());
            System.out.println("helpers " + helpers());
            Depthwise4j.configure().threads(2).apply();
            tryTo(() -> Depthwise4j.configure().threads(2).planCacheCapacity(9).apply());
        }
    }

    /** Computes, and prints the number of threads that help. */
    static final class CountHelpers {
        private CountHelpers() {}

        public static void main(String[] arguments) {
            convolve();
            System.out.print(helpers());
        }
    }

    /** Uses the library twice, and prints what it throws. */
    static final class Twice {
        private Twice() {}

        public static void main(String[] arguments) {
            tryTo(LibrarySettingsTest::convolve);
            tryTo(LibrarySettingsTest::convolve);
        }
    }

    /** Puts the settings in force and loads nothing native. */
    static final class ReadSettings {
        private ReadSettings() {}

        public static void main(String[] arguments) {
            Tensor.allocate(DataType.FLOAT32, 1).close();
        }
    }

    /** Looks at the library before it is configured. */
    static final class LooksFirst {
        private LooksFirst() {}

        public static void main(String[] arguments) {
            Depthwise4j.stats();
            Depthwise4j.trim();
            LibraryInfo before = Depthwise4j.info();
            Depthwise4j.configure().threads(2).memoryLimit(1 << 29).apply();
            System.out.println(before.isLoaded() + " " + before.oneDnnVersion() + ", limit "
                    + Depthwise4j.stats().memoryLimit());
            System.out.println(Depthwise4j.info().settings().get("threads"));
            convolve();
            System.out.println(Depthwise4j.info().isLoaded() + ", limit "
                    + Depthwise4j.stats().memoryLimit() + ", helpers " + helpers());
        }
    }

    @Test
    void aProgramSetsEverythingBeforeFirstUseAndNothingAfterwards() throws Exception {
        String printed = child().option("-Ddepthwise4j.plansPerOperation=8").run(Configured.class);
        assertThat(printed.lines())
                .containsExactly(
                        "IllegalArgumentException program: threads = \"0\", but threads is a whole number, 1 or more, "
                                + "or empty; correct or remove it",
                        "planCacheCapacity 5, program",
                        "plansPerOperation 8, system property depthwise4j.plansPerOperation",
                        "measureBudgetMillis 1, program",
                        "primitiveCacheCapacity 7, program",
                        "maxCpuIsa SSE41, program",
                        "threads 2, program",
                        "planningEffort measure, program",
                        "wisdomFile missing.wisdom, program",
                        "memoryLimit 1073741824, program",
                        "collectAfter 134217728, program",
                        "SSE41",
                        "helpers 1",
                        "IllegalStateException planCacheCapacity = \"9\" comes too late: depthwise4j has been used in "
                                + "this "
                                + "process, with planCacheCapacity = \"5\" (program); call "
                                + "Depthwise4j.configure() before "
                                + ""
                                + "anything else of the library, or set the system property "
                                + "depthwise4j.planCacheCapacity");
    }

    @Test
    void lookingAtTheLibraryLoadsNothingAndPutsNoSettingsInForce() throws Exception {
        assertThat(child().run(LooksFirst.class).lines())
                .containsExactly("false not loaded, limit 536870912", "2, program", "true, limit 536870912, helpers 1");
    }

    @Test
    void asManyThreadsWorkAsTheContainerHasProcessors() throws Exception {
        assertThat(child().option("-XX:ActiveProcessorCount=1").run(CountHelpers.class))
                .isEqualTo("0");
        assertThat(child().option("-XX:ActiveProcessorCount=2").run(CountHelpers.class))
                .isEqualTo("1");
        assertThat(child().option("-XX:ActiveProcessorCount=2")
                        .environment("DEPTHWISE4J_THREADS", "4")
                        .run(CountHelpers.class))
                .isEqualTo("3");
    }

    @Test
    void aBadValueIsRefusedInTheSameWayInEveryCall() throws Exception {
        assertThat(child().option("-Ddepthwise4j.planCacheCapacity=none")
                        .run(Twice.class)
                        .lines())
                .hasSize(2)
                .allMatch(line -> line.equals(
                        "IllegalArgumentException system property depthwise4j.planCacheCapacity = \"none\", but "
                                + "planCacheCapacity is a whole number, 1 or more; correct or remove it"));
    }

    @Test
    void aMisspeltPropertyIsReportedInTheLog() throws Exception {
        assertThat(child().under("sh", "-c", "exec \"$0\" \"$@\" 2>&1")
                        .option("-Ddepthwise4j.thread=1")
                        .run(ReadSettings.class))
                .contains("WARNING: system property depthwise4j.thread is no setting of depthwise4j and has no effect; "
                        + "did "
                        + "you mean depthwise4j.threads?");
    }

    @Test
    void aSettingThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> Depthwise4j.configure().set("threds", "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"threds\" is no setting of depthwise4j; there are planCacheCapacity, ");
    }

    /** Large enough for several threads. */
    private static void convolve() {
        try (Tensor in = Data.random(1, 2, 56, 56, 64);
                Tensor filter = Data.random(2, 3, 3, 64, 1)) {
            Nn.depthwiseConv2d(in, filter, new int[] {1, 1, 1, 1}, Padding.SAME).close();
        }
    }

    private static void printUnlessDefault(String line) {
        if (!line.endsWith(", default")) {
            System.out.println(line);
        }
    }

    private static long helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("depthwise4j-helper"))
                .count();
    }

    private static void tryTo(Runnable action) {
        try {
            action.run();
            System.out.println("no exception");
        } catch (RuntimeException e) {
            System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static ChildJvm child() {
        return ChildJvm.ofThisClassPath().environment("ONEDNN_MAX_CPU_ISA", null);
    }
}
