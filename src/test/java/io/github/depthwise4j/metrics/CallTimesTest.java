package io.github.depthwise4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.depthwise4j.CallStats;
import io.github.depthwise4j.ChildJvm;
import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The times of calls by name: off unless the setting says otherwise, which is read once in a process. */
class CallTimesTest {
    private static final Shape IMAGE = Shape.of(1, 8, 8, 4);
    private static final String MODEL = "src/test/resources/models/selfie_segmentation_landscape.tflite";

    private static DepthwiseConv2d operation(String name) {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 4, 1)) {
            return DepthwiseConv2d.builder(filter)
                    .padding(Padding.SAME)
                    .parallelism(Parallelism.callerOnly())
                    .name(name)
                    .build();
        }
    }

    private static FunctionTimer timer(MeterRegistry registry, String operation, String name) {
        return registry.get("depthwise4j.calls")
                .tag("operation", operation)
                .tag("name", name)
                .functionTimer();
    }

    private static CallStats stats(String operation, String name) {
        return Depthwise4j.callStats().stream()
                .filter(stats ->
                        stats.operation().equals(operation) && stats.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Runs with the setting. */
    static final class Timed {
        private Timed() {}

        public static void main(String[] arguments) throws Exception {
            SimpleMeterRegistry early = new SimpleMeterRegistry();
            new Depthwise4jMetrics().bindTo(early);
            everyCallThatSucceedsIsCounted(early);
            aRegistryThatComesLaterHasAllNames(early);
            aNetworkHasItsName(early);
            aRegistryThatRefusesKeepsNobodyFromBuilding();
            aCallAllocatesNothing();
            namesAreBounded();
        }

        private static void everyCallThatSucceedsIsCounted(MeterRegistry registry) {
            long begin = System.nanoTime();
            try (DepthwiseConv2d op = operation("stem");
                    Tensor in = Tensor.allocate(DataType.FLOAT32, 1, 8, 8, 4);
                    Tensor out = op.newOutput(IMAGE)) {
                op.run(in, out);
                op.run(in).close();
                op.run(new float[256], IMAGE, new float[256]);
                try (Tensor wrong = Tensor.allocate(DataType.FLOAT32, 1, 8, 8, 5)) {
                    op.run(wrong, out);
                    throw new AssertionError("not refused");
                } catch (InvalidProblemException e) {
                    assertThat(e.kind()).isEqualTo("depth_mismatch");
                }
                op.warmUp(IMAGE);
            }
            long elapsed = System.nanoTime() - begin;
            CallStats stats = stats("depthwise_conv2d", "stem");
            assertThat(stats.calls()).isEqualTo(3);
            assertThat(stats.nanos()).isBetween(1L, elapsed);
            FunctionTimer timer = timer(registry, "depthwise_conv2d", "stem");
            assertThat(timer.count()).isEqualTo(3);
            // The timer keeps seconds, and so rounds.
            assertThat(Math.round(timer.totalTime(TimeUnit.NANOSECONDS))).isEqualTo(stats.nanos());
        }

        private static void aRegistryThatComesLaterHasAllNames(MeterRegistry early) {
            SimpleMeterRegistry late = new SimpleMeterRegistry();
            new Depthwise4jMetrics().bindTo(late);
            // The operation is closed, and its calls stay. One of the same name adds to them.
            assertThat(timer(late, "depthwise_conv2d", "stem").count()).isEqualTo(3);
            try (DepthwiseConv2d op = operation("stem");
                    Tensor in = Tensor.allocate(DataType.FLOAT32, 1, 8, 8, 4)) {
                op.run(in).close();
            }
            assertThat(timer(late, "depthwise_conv2d", "stem").count()).isEqualTo(4);
            assertThat(timer(early, "depthwise_conv2d", "stem").count()).isEqualTo(4);
            late.close();
        }

        private static void aNetworkHasItsName(MeterRegistry registry) throws Exception {
            try (Network network = Network.load(Path.of(MODEL));
                    Tensor in = Tensor.allocate(
                            DataType.FLOAT32, network.inputShapes().get(0).dims())) {
                network.run(in).forEach(Tensor::close);
                network.run(in).forEach(Tensor::close);
                assertThat(timer(registry, "network", network.name()).count()).isEqualTo(2);
            }
        }

        private static void aRegistryThatRefusesKeepsNobodyFromBuilding() {
            SimpleMeterRegistry refusing = new SimpleMeterRegistry();
            new Depthwise4jMetrics().bindTo(refusing);
            refusing.config().meterFilter(new MeterFilter() {
                @Override
                public Meter.Id map(Meter.Id id) {
                    throw new IllegalArgumentException("made by the test");
                }
            });
            operation("refused").close();
            assertThat(stats("depthwise_conv2d", "refused").calls()).isZero();
            refusing.close();
        }

        private static void aCallAllocatesNothing() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            try (DepthwiseConv2d op = operation("hot");
                    Tensor in = Tensor.allocate(DataType.FLOAT32, 1, 8, 8, 4);
                    Tensor out = op.newOutput(IMAGE)) {
                long least = Long.MAX_VALUE;
                // The bean itself allocates when it is first asked.
                for (int round = 0; round < 5; round++) {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < 1000; i++) {
                        op.run(in, out);
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                assertThat(least).isZero();
                assertThat(stats("depthwise_conv2d", "hot").calls()).isEqualTo(5000);
            }
        }

        private static void namesAreBounded() {
            for (int i = 0; i < 1100; i++) {
                operation("made up " + i).close();
            }
            List<CallStats> all = Depthwise4j.callStats();
            assertThat(all).hasSize(1001);
            assertThat(all).extracting(CallStats::name).contains("(others)");
        }
    }

    @Test
    void withTheSettingCallsAreTimedByTheirNames() throws Exception {
        ChildJvm child = ChildJvm.ofThisClassPath().allowingNativeCode().option("-Ddepthwise4j.callTimes=true");
        assertThat(child.run(Timed.class)).isEmpty();
    }

    @Test
    void withoutTheSettingThereAreNoTimes() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new Depthwise4jMetrics().bindTo(registry);
        try (DepthwiseConv2d op = operation("untimed");
                Tensor in = Tensor.allocate(DataType.FLOAT32, 1, 8, 8, 4)) {
            op.run(in).close();
        }
        assertThat(Depthwise4j.callStats()).isEmpty();
        assertThat(registry.find("depthwise4j.calls").meters()).isEmpty();
        registry.close();
    }
}
