package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;

import forgetful.Application;
import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.events.Recorded;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.natives.NativeLibrary;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;

/** What a process that uses the library with default settings shows of itself, and what it does only when asked. */
class QuietTest {

    /** Uses everything once and prints nothing. */
    static final class UsesEverything {
        private UsesEverything() {}

        public static void main(String[] arguments) {
            use();
        }
    }

    /** Uses everything once. */
    static void use() {
        try (Tensor filter = Data.random(1, 3, 3, 16, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .planning(PlanningEffort.MEASURE)
                        .build();
                Tensor in = Data.random(2, 1, 60, 60, 16);
                Tensor out = Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.SAME)) {
            op.run(in).close();
            op.run(new float[60 * 60 * 16], in.shape(), new float[58 * 58 * 16]);
            op.plan(in.shape()).describe();
            out.asFloatBuffer().get(0);
            try {
                op.run(in, out);
            } catch (IllegalArgumentException e) {
                Depthwise4j.trim();
            }
        }
        Depthwise4j.load();
        Depthwise4j.stats();
        Depthwise4j.shutdown();
    }

    @Test
    void nothingIsPrinted() throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath().allowingNativeCode();
        assertThat(child.run(UsesEverything.class)).isEmpty();
        assertThat(child.errors()).isEmpty();
    }

    @Test
    void javaWithoutTheFlightRecorderIsEnough() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .allowingNativeCode()
                        .option("--limit-modules=java.base,java.logging,jdk.unsupported")
                        .run(WithoutFlightRecorder.class))
                .isEqualTo("jdk.jfr false");
    }

    /** The program of {@link #javaWithoutTheFlightRecorderIsEnough}. */
    static final class WithoutFlightRecorder {
        private WithoutFlightRecorder() {}

        public static void main(String[] arguments) {
            use();
            System.out.print(
                    "jdk.jfr " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
        }
    }

    /** Records the loading of oneDNN and prints it. */
    static final class RecordsLoading {
        private RecordsLoading() {}

        public static void main(String[] arguments) {
            List<RecordedEvent> events = Recorded.events("NativeLoad", () -> {
                try {
                    Depthwise4j.load();
                } catch (NativeLoadException e) {
                    System.out.println(e.getMessage());
                }
            });
            for (RecordedEvent event : events) {
                System.out.println(event.getString("library") + " " + event.getString("version") + " "
                        + event.getString("instructionSet"));
                System.out.println(event.getString("failure"));
            }
        }
    }

    @Test
    void loadingOneDnnIsAnEvent() throws Exception {
        String[] lines = ChildJvm.ofThisClassPath()
                .allowingNativeCode()
                .environment("ONEDNN_MAX_CPU_ISA", null)
                .option("-Ddepthwise4j.maxCpuIsa=SSE41")
                .run(RecordsLoading.class)
                .split("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .matches(".*libdnnl.* " + Depthwise4j.load().oneDnnVersion().replace(".", "\\.") + " SSE41");
        assertThat(lines[1]).isEqualTo("null");
    }

    /** Has a tensor before it asks for oneDNN. */
    static final class AllocatesFirst {
        private AllocatesFirst() {}

        public static void main(String[] arguments) {
            Tensor.allocate(DataType.FLOAT32, 1).close();
            long early = NativeLibrary.earlyNanos();
            RecordedEvent event =
                    Recorded.events("NativeLoad", Depthwise4j::load).get(0);
            long all = Depthwise4j.stats().loadNanos();
            System.out.print((early > 0) + " " + (all > early) + " "
                    + (event.getDuration("loadTime").toNanos() - all) + " " + event.getString("failure"));
        }
    }

    @Test
    void theTimeOfLoadingIncludesWhatTheFirstTensorLoads() throws Exception {
        assertThat(ChildJvm.ofThisClassPath().allowingNativeCode().run(AllocatesFirst.class))
                .isEqualTo("true true 0 null");
    }

    @Test
    void thatOneDnnCannotBeLoadedIsAnEventToo() throws Exception {
        String[] lines = ChildJvm.ofThisClassPathWithout("-linux-x86_64")
                .run(RecordsLoading.class)
                .split("\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[1]).isEqualTo("null null null");
        assertThat(lines[2]).isEqualTo(lines[0]).contains("cannot load oneDNN");
    }

    /** Wants more memory than it may have. */
    static final class WantsTooMuch {
        private WantsTooMuch() {}

        public static void main(String[] arguments) {
            try (Tensor half = Tensor.allocate(DataType.FLOAT32, 1 << 17)) {
                Tensor.allocate(DataType.FLOAT32, half.shape().elementCount(), 2);
                System.out.print("no exception");
            } catch (NativeMemoryException e) {
                System.out.print(e.getMessage() + "\n" + Depthwise4j.stats().memoryLimit() + " "
                        + Depthwise4j.stats().peakNativeBytes());
            }
        }
    }

    @Test
    void theMemoryLimitIsTakenFromTheSettings() throws Exception {
        assertThat(ChildJvm.ofThisClassPath()
                        .allowingNativeCode()
                        .option("-Ddepthwise4j.memoryLimit=1M")
                        .run(WantsTooMuch.class))
                .isEqualTo(
                        "depthwise4j cannot allocate 1048576 bytes of native memory: 524288 bytes are in use, and the "
                                + "limit is 1048576; close tensors and operations that are no longer needed, "
                                + "use smaller batches, or raise memoryLimit (system property "
                                + "depthwise4j.memoryLimit)\n1048576 "
                                + "524288");
    }

    /** Forgets two tensors and collects garbage until each was found. */
    static final class Forgets {
        private Forgets() {}

        public static void main(String[] arguments) throws InterruptedException {
            Application.forgetTensors(1, 1, 1_000);
            while (Depthwise4j.stats().leaks() == 0) {
                System.gc();
                Thread.sleep(10);
            }
            // One thread finds all of them, one after the other: the first was logged before the second is counted.
            Application.forgetTensors(1, 1, 2_000);
            while (Depthwise4j.stats().leaks() == 1) {
                System.gc();
                Thread.sleep(10);
            }
        }
    }

    @Test
    void aLeakIsAWarningOfTheLogAndSilentWhereThatIsWanted() throws Exception {
        ChildJvm full = ChildJvm.ofThisClassPath().allowingNativeCode().option("-Ddepthwise4j.leakDetection=full");
        assertThat(full.run(Forgets.class)).isEmpty();
        assertThat(full.errors())
                .contains("Tensor [1, 1000] (4000 bytes) was never closed", "at forgetful.Application.forgetTensors(");
        ChildJvm off = ChildJvm.ofThisClassPath().allowingNativeCode().option("-Ddepthwise4j.leakDetection=off");
        assertThat(off.run(Forgets.class)).isEmpty();
        assertThat(off.errors()).isEmpty();
    }

    @Test
    void theStatisticsTellWhatIsOpen() {
        LiveBlocks.settled();
        LibraryStats before = Depthwise4j.stats();
        try (Tensor filter = Data.random(1, 3, 3, 4, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
                Tensor in = Data.random(2, 1, 5, 5, 4);
                Tensor out = op.run(in)) {
            assertThat(out.shape()).isEqualTo(Shape.of(1, 3, 3, 4));
            LibraryStats now = Depthwise4j.stats();
            // The three here, and the operation's copy of the filter.
            assertThat(now.tensors()).isEqualTo(before.tensors() + 4);
            assertThat(now.operations()).isEqualTo(before.operations() + 1);
            assertThat(now.plans()).isEqualTo(before.plans() + 1);
            // The limit follows the memory of the machine.
            assertThat(now.memoryLimit()).isGreaterThan(1L << 24);
            assertThat(now.peakNativeBytes()).isGreaterThanOrEqualTo(now.nativeBytes());
            assertThat(now.workspaces()).isPositive();
            Depthwise4j.trim();
            assertThat(Depthwise4j.stats().workspaces()).isZero();
            op.run(in, out);
            assertThat(Depthwise4j.stats().workspaces()).isOne();
        }
        assertThat(Depthwise4j.stats().tensors()).isEqualTo(before.tensors());
        assertThat(Depthwise4j.stats().operations()).isEqualTo(before.operations());
        assertThat(Depthwise4j.stats().leaks()).isEqualTo(before.leaks());
    }

    /** A program that computes, and tells whether the recorder was prepared for it, which takes a tenth of a second. */
    static final class ComputeUnrecorded {
        private ComputeUnrecorded() {}

        public static void main(String[] arguments) {
            try (Tensor input = Tensor.allocate(DataType.FLOAT32, 1, 4, 4, 2);
                    Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 2, 1);
                    Tensor output = Nn.depthwiseConv2d(input, filter, new int[] {1, 1}, Padding.SAME)) {
                System.out.print(output.shape() + " " + FlightRecorder.isInitialized());
            }
        }
    }

    @Test
    void whereNothingIsRecordedTheRecorderIsLeftAlone() throws Exception {
        assertThat(ChildJvm.ofThisClassPath().run(ComputeUnrecorded.class)).isEqualTo("[1, 4, 4, 2] false");
    }
}
