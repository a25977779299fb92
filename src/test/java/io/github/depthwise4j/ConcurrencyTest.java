package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many threads, one operation: the same bits, and no use of anything that was closed. */
class ConcurrencyTest {
    private static final int THREADS = 16;
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Shape[] INPUTS = {Shape.of(1, 14, 14, 64), Shape.of(2, 9, 11, 64), Shape.of(1, 28, 28, 64)};

    private static DepthwiseConv2d operation() {
        try (Tensor filter = Data.random(1, 3, 3, 64, 2);
                Tensor bias = Data.random(2, 128)) {
            return DepthwiseConv2d.builder(filter)
                    .padding(Padding.SAME)
                    .bias(bias)
                    .build();
        }
    }

    @Test
    void sixteenThreadsOnOneOperationGetTheBitsThatOneThreadGets() throws Exception {
        try (DepthwiseConv2d op = operation()) {
            float[][] inputs = new float[INPUTS.length][];
            float[][] expected = new float[INPUTS.length][];
            for (int i = 0; i < INPUTS.length; i++) {
                inputs[i] = Data.values(INPUTS[i], i);
                try (Tensor in = Tensor.of(inputs[i], INPUTS[i].dims());
                        Tensor out = op.run(in)) {
                    expected[i] = out.toFloatArray();
                }
            }
            Threads.run(THREADS, thread -> {
                for (int round = 0; round < 150; round++) {
                    int i = ThreadLocalRandom.current().nextInt(INPUTS.length);
                    try (Tensor in = Tensor.of(inputs[i], INPUTS[i].dims());
                            Tensor out = op.run(in)) {
                        assertThat(out.toFloatArray()).isEqualTo(expected[i]);
                    }
                }
            });
        }
    }

    @Test
    void manyThreadsMayShareInputAndFilterInOneShotCalls() throws Exception {
        try (Tensor in = Data.random(1, 1, 14, 14, 32);
                Tensor filter = Data.random(2, 3, 3, 32, 1);
                Tensor expected = Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.SAME)) {
            float[] values = expected.toFloatArray();
            Threads.run(THREADS, thread -> {
                for (int round = 0; round < 100; round++) {
                    try (Tensor out = Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.SAME)) {
                        assertThat(out.toFloatArray()).isEqualTo(values);
                    }
                }
            });
        }
    }

    @Test
    void closingWhileThreadsRunEndsTheirCallsWellOrRefusesThem() throws Exception {
        LiveBlocks.settled();
        long plansBefore = Depthwise4j.stats().plans();
        long completedInAll = 0;
        for (int round = 0; round < 20; round++) {
            DepthwiseConv2d op = operation();
            CountDownLatch running = new CountDownLatch(THREADS);
            AtomicBoolean closed = new AtomicBoolean();
            AtomicInteger completed = new AtomicInteger();
            Threads.run(THREADS + 1, thread -> {
                if (thread == THREADS) {
                    running.await();
                    op.close();
                    closed.set(true);
                    return;
                }
                try (Tensor in = Data.random(3, INPUTS[0].dims());
                        Tensor out = Tensor.allocate(
                                DataType.FLOAT32, op.outputShape(INPUTS[0]).dims())) {
                    running.countDown();
                    for (; ; ) {
                        boolean closedBefore = closed.get();
                        try {
                            op.run(in, out);
                            completed.incrementAndGet();
                            assertThat(closedBefore)
                                    .as("a call that began after close()")
                                    .isFalse();
                        } catch (IllegalStateException e) {
                            assertThat(e).hasMessageContaining("depthwise_conv2d is closed");
                            return;
                        }
                    }
                }
            });
            completedInAll += completed.get();
        }
        assertThat(completedInAll).as("calls that ended well").isPositive();
        assertThat(Depthwise4j.stats().plans()).isEqualTo(plansBefore);
    }

    @Test
    void closingATensorWhileACallReadsItNeverFreesItUnderTheCall() throws Exception {
        try (DepthwiseConv2d op = operation()) {
            int completed = 0;
            for (int round = 0; round < 200; round++) {
                Tensor in = Data.random(round, INPUTS[2].dims());
                Tensor out = Tensor.allocate(
                        DataType.FLOAT32, op.outputShape(INPUTS[2]).dims());
                try (Threads closer = Threads.start(() -> {
                    in.close();
                    out.close();
                })) {
                    // A call that begins after the closer has ended must be refused.
                    for (boolean over = false; !over; ) {
                        over = !closer.isAlive();
                        op.run(in, out);
                        assertThat(over).as("a call with closed tensors").isFalse();
                        completed++;
                    }
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("is closed");
                }
            }
            assertThat(completed).as("calls that ended well").isPositive();
        }
    }

    @Test
    void plansThatAreThrownOutWhileInUseStayUsableUntilTheCallEnds() throws Exception {
        // More shapes than an operation keeps plans for, so that threads evict each other's plans all the time.
        try (DepthwiseConv2d op = operation()) {
            Threads.run(THREADS, thread -> {
                for (int round = 0; round < 60; round++) {
                    int rows = 1 + ThreadLocalRandom.current().nextInt(48);
                    try (Tensor in = Data.random(rows, 1, rows, 3, 64);
                            Tensor out = op.run(in)) {
                        assertThat(out.shape()).isEqualTo(Shape.of(1, rows, 3, 128));
                    }
                }
            });
        }
    }

    @Test
    void anInterruptedThreadComputesAsAnyOther() {
        try (DepthwiseConv2d op = operation();
                Tensor in = Data.random(3, INPUTS[0].dims());
                Tensor expected = op.run(in)) {
            Thread.currentThread().interrupt();
            try (Tensor out = op.run(in)) {
                assertThat(out.toFloatArray()).isEqualTo(expected.toFloatArray());
                assertThat(Thread.interrupted()).isTrue();
            }
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void anErrorOnOneThreadDoesNotDisturbTheOthers() throws Exception {
        try (DepthwiseConv2d op = operation();
                Tensor in = Data.random(3, INPUTS[0].dims());
                Tensor expected = op.run(in);
                Tensor wrong = Tensor.allocate(DataType.FLOAT32, 1)) {
            float[] values = expected.toFloatArray();
            Threads.run(THREADS, thread -> {
                for (int round = 0; round < 100; round++) {
                    assertThatThrownBy(() -> op.run(in, wrong)).isInstanceOf(IllegalArgumentException.class);
                    try (Tensor out = op.run(in)) {
                        assertThat(out.toFloatArray()).isEqualTo(values);
                    }
                }
            });
        }
    }

    @Test
    void noCallLeavesThreadsBehind() throws Exception {
        assumeThat(TASKS).exists();
        try (DepthwiseConv2d op = operation();
                Tensor in = Data.random(3, INPUTS[2].dims())) {
            // Linux keeps 15 letters of it. A thread of OpenMP has the name of the thread that started its team.
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "caller-of-ours"));
            try {
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    calls.add(threads.submit(() -> op.run(in).close()));
                }
                for (Future<?> call : calls) {
                    call.get(1, TimeUnit.MINUTES);
                }
                assertThat(tasksNamed("caller-of-ours")).isEqualTo(THREADS);
            } finally {
                threads.shutdown();
            }
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** The threads of the process that the operating system knows by a name, of Java or not. */
    private static long tasksNamed(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(TASKS)) {
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
