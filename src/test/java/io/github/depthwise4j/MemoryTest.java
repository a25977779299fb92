package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is allocated is freed, and a call in a running server allocates nothing. */
class MemoryTest {

    /** The plans of the one-shot calls stay; they are not counted below. */
    @BeforeAll
    static void load() {
        Depthwise4j.load();
    }

    /** What other tests left to the garbage collector is gone before anything is counted. */
    @BeforeEach
    void settle() {
        LiveBlocks.settled();
    }

    private record Counts(long blocks, long bytes, long handles, long plans) {
        static Counts now() {
            return new Counts(MemoryCounts.liveBlocks(), MemoryCounts.liveBytes(), Handles.live(), Plan.live());
        }
    }

    private static void assertBackTo(Counts before) {
        LiveBlocks.collectUntil(() -> Counts.now().equals(before));
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void runningIntoAnExistingTensorAllocatesNothing() {
        for (DataFormat format : DataFormat.values()) {
            try (Tensor filter = Data.random(1, 3, 3, 16, 2);
                    Tensor bias = Data.random(2, 32);
                    DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                            .dataFormat(format)
                            .padding(Padding.SAME)
                            .bias(bias)
                            .build();
                    Tensor in = Data.random(3, format == DataFormat.NHWC ? dims(8, 8, 16) : dims(16, 8, 8));
                    Tensor out = Tensor.allocate(
                            DataType.FLOAT32, op.outputShape(in.shape()).dims())) {
                assertThat(heapBytesOf(() -> op.run(in, out), 20_000)).isZero();
                long pointers = Pointer.totalCount();
                Counts before = Counts.now();
                for (int i = 0; i < 1_000; i++) {
                    op.run(in, out);
                }
                assertThat(Pointer.totalCount()).isEqualTo(pointers);
                assertThat(Counts.now()).isEqualTo(before);
            }
        }
    }

    @Test
    void countingCallsOfWhichNoneIsCheckedYetAllocatesNothingEither() {
        try (Tensor filter = Data.random(1, 3, 3, 16, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .verification(RuntimeVerification.everyNth(Integer.MAX_VALUE))
                        .build();
                Tensor in = Data.random(2, 1, 5, 5, 16);
                Tensor out = op.run(in)) {
            assertThat(heapBytesOf(() -> op.run(in, out), 20_000)).isZero();
        }
    }

    @Test
    void alternatingBetweenShapesAllocatesNothingEither() {
        try (Tensor filter = Data.random(1, 3, 3, 16, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
                Tensor small = Data.random(2, 1, 5, 5, 16);
                Tensor smallOut = op.run(small);
                Tensor large = Data.random(3, 2, 9, 9, 16);
                Tensor largeOut = op.run(large)) {
            assertThat(heapBytesOf(
                            () -> {
                                op.run(small, smallOut);
                                op.run(large, largeOut);
                            },
                            20_000))
                    .isZero();
        }
    }

    private static long[] dims(long... image) {
        return new long[] {1, image[0], image[1], image[2]};
    }

    /**
     * Bytes per call on the Java heap: the least of several rounds, as what the JVM does once on this thread (linking,
     * compiling) is no allocation of the calls, which every round would show.
     */
    private static long heapBytesOf(Runnable call, int calls) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / calls);
        }
        return least;
    }

    @Test
    void closingEverythingBringsAllCountsBack() {
        Counts before = Counts.now();
        Verifier verifier = Depthwise4j.verifier();
        RandomProblems problems = new RandomProblems(11, 2_000);
        for (int i = 0; i < 200; i++) {
            assertThat(verifier.verify(problems.next(), i).passed()).isTrue();
        }
        assertThat(Counts.now()).isEqualTo(before);
    }

    @Test
    void forgottenTensorsAndOperationsAreFreedByTheGarbageCollector() {
        Counts before = Counts.now();
        forget();
        assertBackTo(before);
    }

    private static void forget() {
        Tensor filter = Data.random(1, 3, 3, 8, 1);
        DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
        for (int i = 0; i < 10; i++) {
            op.run(Data.random(i, 1, 4 + i, 5, 8));
        }
    }

    @Test
    void garbageCollectionsBetweenAndDuringCallsChangeNothing() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
            float[] input = Data.values(Shape.of(1, 30, 30, 8), 2);
            float[] expected;
            try (Tensor in = Tensor.of(input, 1, 30, 30, 8);
                    Tensor out = op.run(in)) {
                expected = out.toFloatArray();
            }
            AtomicInteger collections = new AtomicInteger();
            AtomicBoolean over = new AtomicBoolean();
            try (Threads collector = Threads.start(() -> {
                while (!over.get()) {
                    System.gc();
                    collections.incrementAndGet();
                }
            })) {
                try {
                    do {
                        // Nothing is closed here: the collector decides when to free, the calls must not notice.
                        assertThat(op.run(Tensor.of(input, 1, 30, 30, 8)).toFloatArray())
                                .isEqualTo(expected);
                    } while (collections.get() < 20 && collector.isAlive());
                } finally {
                    over.set(true);
                }
            }
        }
    }

    @Test
    void aRefusedCallLeavesNothingBehind() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build();
                Tensor in = Data.random(2, 1, 6, 6, 8);
                Tensor wrong = Tensor.allocate(DataType.FLOAT32, 1, 1, 1, 8)) {
            op.run(in).close();
            Counts before = Counts.now();
            for (int i = 0; i < 100; i++) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> op.run(in, wrong))
                        .withMessageContaining("[1, 4, 4, 8]");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> op.run(wrong))
                        .withMessageContaining("not one window fits");
            }
            assertThat(Counts.now()).isEqualTo(before);
        }
    }

    @Test
    void anOperationKeepsThePlansOfAllTheShapesOfABusyServer() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
            long before = Plan.live();
            for (int rows = 1; rows <= 100; rows++) {
                op.plan(Shape.of(1, rows + 3, 5, 8));
            }
            assertThat(Plan.live() - before).isEqualTo(100);
        }
    }

    @Test
    void aSmallHeapBesideLargeTensorsDisturbsNothing() throws Exception {
        // JavaCPP would refuse to make a pointer in a process so much larger than its heap.
        assertThat(ChildJvm.ofThisClassPath().option("-Xmx48m").run(LargeTensors.class))
                .isEqualTo("[1, 14, 14, 8]");
    }

    /** The program of {@link #aSmallHeapBesideLargeTensorsDisturbsNothing}. */
    static final class LargeTensors {
        private LargeTensors() {}

        public static void main(String[] arguments) {
            try (Tensor large = Tensor.allocate(DataType.FLOAT32, 150, 1 << 20);
                    Tensor filter = Data.random(1, 3, 3, 8, 1);
                    Tensor in = Data.random(2, 1, 16, 16, 8);
                    Tensor out = Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.VALID)) {
                assertThat(4 * large.shape().elementCount()).isGreaterThan(600_000_000);
                System.out.print(out.shape());
            }
        }
    }
}
