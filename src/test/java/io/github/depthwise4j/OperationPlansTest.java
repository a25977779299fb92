package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.operation.PlanCache;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What operations keep for the shapes they meet, what they say about it, and that all of it ends. */
class OperationPlansTest {
    private static void awaitCollection(BooleanSupplier done) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!done.getAsBoolean() && Instant.now().isBefore(deadline)) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    @Test
    void randomProgramsOfOperationsFindTheStatisticsRightAtEachStepAndZeroAtTheEnd() throws Exception {
        String programs = TestSettings.ALL ? "300" : "25";
        assertThat(ChildJvm.ofThisClassPath()
                        .allowingNativeCode()
                        .run(RandomPrograms.class, Long.toString(TestSettings.SEED), programs))
                .isEqualTo("done");
    }

    @Test
    void plansForBatchesOfAnySizeAndForHeapArraysShareThePackedFilter() {
        LiveBlocks.settled();
        long filterBytes = 3 * 3 * 128 * 128 * Float.BYTES;
        try (Tensor filter = Data.random(1, 3, 3, 128, 128);
                Conv2d op = Conv2d.builder(filter).padding(Padding.SAME).build()) {
            Depthwise4j.trim();
            long before = Depthwise4j.stats().nativeBytes();
            List<float[]> results = new ArrayList<>();
            for (int batch = 1; batch <= 16; batch++) {
                Shape shape = Shape.of(batch, 7, 7, 128);
                float[] values = Data.values(shape, batch);
                try (Tensor in = Tensor.of(values, shape.dims());
                        Tensor out = op.run(in)) {
                    results.add(out.toFloatArray());
                }
                op.run(values, shape, new float[values.length]);
            }
            Depthwise4j.trim();
            // oneDNN wants two layouts at most for these; 32 copies it would be otherwise.
            assertThat(Depthwise4j.stats().nativeBytes() - before).isBetween(filterBytes, 3 * filterBytes);
            for (int batch = 1; batch <= 16; batch++) {
                Shape shape = Shape.of(batch, 7, 7, 128);
                try (Conv2d alone = Conv2d.builder(filter).padding(Padding.SAME).build();
                        Tensor in = Data.random(batch, shape.dims());
                        Tensor out = alone.run(in)) {
                    assertThat(out.toFloatArray()).isEqualTo(results.get(batch - 1));
                }
            }
        }
    }

    @Test
    void aServerWithSixtyFourShapesMakesEachPlanOnce() {
        try (LogCapture log = LogCapture.of(PlanCache.class);
                Tensor filter = Data.random(1, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
            long before = Depthwise4j.stats().planCacheMisses();
            for (int round = 0; round < 3; round++) {
                for (int rows = 3; rows < 67; rows++) {
                    try (Tensor in = Data.random(rows, 1, rows, 6, 8)) {
                        op.run(in).close();
                    }
                }
            }
            assertThat(op.stats()).hasToString("OperationStats[hits=128, misses=64, evictions=0, plans=64]");
            assertThat(Depthwise4j.stats().planCacheMisses() - before).isEqualTo(64);
            assertThat(log.messages()).isEmpty();
        }
    }

    /** The program of the test below. */
    static final class FewPlans {
        private FewPlans() {}

        public static void main(String[] arguments) {
            boolean separable = arguments.length > 0;
            try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                    Tensor pointwise = Data.random(2, 1, 1, 8, 8);
                    ConvolutionOperation op = (separable
                                    ? SeparableConv2d.builder(filter, pointwise)
                                    : DepthwiseConv2d.builder(filter))
                            .name("first")
                            .build()) {
                for (int call = 0; call < 100; call++) {
                    op.plan(Shape.of(1, 3 + call % 5, 6, 8));
                }
                System.out.print(op.stats() + " " + Depthwise4j.stats().planCacheEvictions());
            }
        }
    }

    @Test
    void anOperationThatMayKeepTooFewPlansSaysSoOnceAndCountsThem() throws Exception {
        ChildJvm byCount = ChildJvm.ofThisClassPath().allowingNativeCode().option("-Ddepthwise4j.plansPerOperation=4");
        assertThat(byCount.run(FewPlans.class))
                .isEqualTo("OperationStats[hits=0, misses=100, evictions=96, plans=4] 96");
        assertThat(byCount.errors().split("WARNING", -1)).hasSize(2);
        assertThat(byCount.errors())
                .contains("depthwise_conv2d \"first\" makes plans again", "[1, 3, 6, 8]", "Raise plansPerOperation");
        ChildJvm byBytes =
                ChildJvm.ofThisClassPath().allowingNativeCode().option("-Ddepthwise4j.planBytesPerOperation=1k");
        assertThat(byBytes.run(FewPlans.class))
                .isEqualTo("OperationStats[hits=0, misses=100, evictions=99, plans=1] 99");
        assertThat(byBytes.errors()).contains("at most 1024 bytes of plans", "Raise planBytesPerOperation");
    }

    @Test
    void aSeparableConvolutionThatMayKeepTooFewPlansSaysItsName() throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath().allowingNativeCode().option("-Ddepthwise4j.plansPerOperation=4");
        child.run(FewPlans.class, "separable");
        assertThat(child.errors()).contains("separable_conv2d \"first\" makes plans again");
    }

    @Test
    void aRefusedPlanIsNoMiss() {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
            long before = Depthwise4j.stats().planCacheMisses();
            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> op.plan(Shape.of(1, 2, 6, 8))).isInstanceOf(InvalidProblemException.class);
            }
            op.plan(Shape.of(1, 3, 6, 8));
            assertThat(op.stats()).hasToString("OperationStats[hits=0, misses=1, evictions=0, plans=1]");
            assertThat(Depthwise4j.stats().planCacheMisses() - before).isEqualTo(1);
        }
    }

    @Test
    void manyThreadsOnManyShapesAreCountedExactlyAndLeaveNothing() throws Exception {
        int threads = 6;
        int calls = 500;
        LiveBlocks.settled();
        long plansBefore = Depthwise4j.stats().plans();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (Tensor filter = Data.random(1, 3, 3, 16, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                        .padding(Padding.SAME)
                        .verification(RuntimeVerification.everyNth(1).onMismatch(RuntimeVerification.OnMismatch.THROW))
                        .build()) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                running.add(executor.submit(() -> {
                    for (int i = 0; i < calls; i++) {
                        int rows = 3 + ThreadLocalRandom.current().nextInt(40);
                        try (Tensor in = Data.random(i, 1, rows, 8, 16);
                                Tensor out = Tensor.allocate(DataType.FLOAT32, 1, rows, 8, 16)) {
                            op.run(in, out);
                        }
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
            OperationStats stats = op.stats();
            assertThat(stats.hits() + stats.misses()).isEqualTo((long) threads * calls);
            assertThat(stats.misses()).isEqualTo(stats.plans()).isBetween(1L, 40L);
        } finally {
            executor.shutdown();
        }
        assertThat(Depthwise4j.stats().plans()).isEqualTo(plansBefore);
    }

    /** Builds an operation whose callback refers to it, runs it, and forgets it. */
    private static WeakReference<Object> forgotten() {
        DepthwiseConv2d[] holder = new DepthwiseConv2d[1];
        RuntimeVerification verification =
                RuntimeVerification.firstCall().onMismatch(mismatch -> System.out.println(holder[0].stats()));
        try (Tensor filter = Data.random(1, 3, 3, 8, 1);
                Tensor in = Data.random(2, 1, 9, 9, 8)) {
            holder[0] =
                    DepthwiseConv2d.builder(filter).verification(verification).build();
            holder[0].run(in).close();
            holder[0].run(Data.values(in.shape(), 2), in.shape(), new float[7 * 7 * 8]);
        }
        return new WeakReference<>(holder[0]);
    }

    @Test
    void aForgottenOperationIsFreedAlthoughItsCallbackRefersToIt() throws InterruptedException {
        LiveBlocks.settled();
        long operations = Depthwise4j.stats().operations();
        WeakReference<Object> forgotten = forgotten();
        assertThat(Depthwise4j.stats().operations()).isGreaterThan(operations);
        awaitCollection(() -> forgotten.refersTo(null) && Depthwise4j.stats().operations() <= operations);
    }

    @Test
    void anOperationKeepsItsCallbackAliveAsLongAsItLives() throws InterruptedException {
        try (Tensor filter = Data.random(1, 3, 3, 8, 1)) {
            Consumer<Object> answer = new Consumer<>() {
                @Override
                public void accept(Object mismatch) {
                    throw new AssertionError(mismatch);
                }
            };
            WeakReference<Object> callback = new WeakReference<>(answer);
            DepthwiseConv2d op = DepthwiseConv2d.builder(filter)
                    .verification(RuntimeVerification.firstCall().onMismatch(answer))
                    .build();
            answer = null;
            Object garbage = new Object();
            WeakReference<Object> collected = new WeakReference<>(garbage);
            garbage = null;
            awaitCollection(() -> collected.refersTo(null));
            assertThat(callback.get()).isNotNull();
            op.close();
        }
    }

    /** The program of the test below: its operator has set something wrong. */
    static final class TrimFirst {
        private TrimFirst() {}

        public static void main(String[] arguments) {
            for (int i = 0; i < 2; i++) {
                Depthwise4j.trim();
                try (Tensor in = Data.random(1, 1, 5, 5, 8);
                        Tensor filter = Data.random(2, 3, 3, 8, 1)) {
                    Nn.depthwiseConv2d(in, filter, new int[] {1, 1}, Padding.SAME);
                } catch (IllegalArgumentException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void trimmingBeforeTheFirstCallHidesNoWrongSetting() throws Exception {
        String wrong =
                "system property depthwise4j.planCacheCapacity = \"0\", but planCacheCapacity is a whole number, 1 or "
                        + "more; correct or remove it";
        assertThat(ChildJvm.ofThisClassPath()
                        .option("-Ddepthwise4j.planCacheCapacity=0")
                        .run(TrimFirst.class)
                        .lines())
                .containsExactly(wrong, wrong);
    }
}
