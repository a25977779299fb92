package io.github.depthwise4j.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever OpenMP's number of the calling thread is, a primitive uses this thread only: it gets no team. */
@Tag("isa")
class KeepsToItsThreadTest {
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final int TEAM = 3;
    private static final AtomicInteger CALLERS = new AtomicInteger();

    @BeforeEach
    void requireLinux() {
        assumeThat(THREADS).exists();
        OneDnn.get();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC SAME mb2ic256ih28iw28oc256kh3kw3 bias relu6",
                "depthwise_conv2d float32 NHWC SAME mb1ic40ih57iw56oc40kh5kw5sh2sw2",
                "depthwise_conv2d float32 NHWC SAME mb1ic72ih56iw56oc72kh3kw3 residual swish",
                "depthwise_conv2d float32 NHWC VALID mb1ic33ih40iw40oc33kh7kw7"
            })
    void noKernelStartsATeam(String line) throws Exception {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        for (Kernel kernel : ConvolutionKernels.of(problem, ActivationLayout.CHANNELS_LAST)) {
            try (ConvolutionPrimitive primitive =
                    ConvolutionPrimitive.create(problem, ActivationLayout.CHANNELS_LAST, kernel)) {
                assertThat(team(primitive, Execution::run)).as(kernel.name()).isEqualTo(1);
                assertThat(team(primitive, KeepsToItsThreadTest::runAsStep))
                        .as(kernel.name())
                        .isEqualTo(1);
            }
        }
    }

    /** The other tests would find out if a kernel did: this shows by one that does. */
    @Test
    void aReorderStartsATeamUnlessOpenMpIsToldNotTo() throws Exception {
        assumeThat(OneDnn.get().hasAvx2()).as("the copy of blocks needs AVX2").isTrue();
        try (MemoryDescriptor from = MemoryDescriptor.activation(ActivationLayout.CHANNELS_FIRST, 1, 16, 64, 64);
                MemoryDescriptor to = MemoryDescriptor.activation(ActivationLayout.CHANNELS_LAST, 1, 16, 64, 64);
                Reorder reorder = Reorder.create(from, to, "a test")) {
            assertThat(team(reorder, Execution::run)).isEqualTo(1);
            assertThat(team(reorder, KeepsToItsThreadTest::runAsStep)).isEqualTo(1);
            assertThat(team(reorder, Execution::runWithCurrentThreadCount)).isGreaterThan(1);
        }
    }

    private static void runAsStep(Execution execution) {
        try (Steps steps = Steps.of(List.of(new Steps.Step(execution, List.of())))) {
            steps.run(0, 0, 0, 0, 0);
        }
    }

    /** The number of threads after an execution on a new thread, that one included. */
    private static long team(Primitive primitive, Consumer<Execution> run) throws Exception {
        FutureTask<Long> execution = new FutureTask<>(() -> executed(primitive, run));
        // Linux keeps 15 letters of it.
        new Thread(execution, "alone-" + CALLERS.incrementAndGet()).start();
        return execution.get();
    }

    private static long executed(Primitive primitive, Consumer<Execution> run) throws IOException {
        List<NativeMemory> memory = new ArrayList<>();
        try (Execution execution = Execution.of(primitive)) {
            primitive.arguments().forEach((role, descriptor) -> {
                NativeMemory block = NativeMemory.allocate(descriptor.byteSize());
                block.clear();
                memory.add(block);
                execution.pointTo(role, block.address());
            });
            // The team of a thread would have more than one thread, even with one processor.
            OpenMpThreads.setThreads(TEAM);
            assertThat(OpenMpThreads.maxThreads()).isEqualTo(TEAM);
            run.accept(execution);
            return threadsNamed(Thread.currentThread().getName());
        } finally {
            memory.forEach(NativeMemory::close);
        }
    }

    /**
     * Threads of OpenMP inherit the name of the thread that started them; those of Java give themselves another one.
     */
    private static long threadsNamed(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(THREADS)) {
            return tasks.filter(task -> nameOf(task).equals(name)).count();
        }
    }

    private static String nameOf(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            // Has ended meanwhile.
            return "";
        }
    }
}
