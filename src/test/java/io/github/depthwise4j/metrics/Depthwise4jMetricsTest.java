package io.github.depthwise4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.LibraryStats;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the numbers are those of the process")
class Depthwise4jMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void bind() {
        new Depthwise4jMetrics().bindTo(registry);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private double gauge(String name) {
        return registry.get("depthwise4j." + name).gauge().value();
    }

    private double lookups(String result) {
        return registry.get("depthwise4j.plan.lookups")
                .tag("result", result)
                .functionCounter()
                .count();
    }

    @Test
    void everyMeterFollowsWhatTheProgramDoes() {
        double tensors = gauge("tensors");
        double bytes = gauge("native.bytes");
        double hits = lookups("hit");
        double misses = lookups("miss");
        try (Tensor input = Tensor.allocate(DataType.FLOAT32, 1, 8, 8, 4);
                Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 4, 1);
                DepthwiseConv2d operation = DepthwiseConv2d.builder(filter)
                        .strides(1, 1)
                        .padding(Padding.SAME)
                        .build();
                Tensor output = operation.newOutput(input.shape())) {
            operation.run(input, output);
            operation.run(input, output);
            operation.run(input, output);
            // The three of this test, and the operation's copy of the filter.
            assertThat(gauge("tensors")).isEqualTo(tensors + 4);
            assertThat(gauge("native.bytes"))
                    .isGreaterThan(bytes + input.shape().elementCount() * Float.BYTES);
            assertThat(gauge("native.bytes.peak")).isGreaterThanOrEqualTo(gauge("native.bytes"));
            LibraryStats stats = Depthwise4j.stats();
            assertThat(gauge("operations")).isEqualTo(stats.operations()).isNotEqualTo(gauge("tensors"));
            assertThat(gauge("plans")).isEqualTo(stats.plans()).isPositive();
            assertThat(gauge("loaded")).isEqualTo(1);
            assertThat(lookups("miss")).isEqualTo(misses + 1);
            assertThat(lookups("hit")).isEqualTo(hits + 2);
        }
        assertThat(gauge("tensors")).isEqualTo(tensors);
    }

    @Test
    void theNumbersAreThoseOfTheStatistics() {
        LibraryStats stats = Depthwise4j.stats();
        assertThat(gauge("native.bytes.limit")).isEqualTo(stats.memoryLimit() == 0 ? Double.NaN : stats.memoryLimit());
        assertThat(gauge("workspaces")).isEqualTo(stats.workspaces());
        assertThat(count("plan.evictions")).isEqualTo(stats.planCacheEvictions());
        assertThat(count("leaks")).isEqualTo(stats.leaks());
        assertThat(count("verified.calls")).isEqualTo(stats.verifiedCalls());
        assertThat(count("mismatches")).isEqualTo(stats.mismatches());
    }

    private double refusals(String reason) {
        return registry.get("depthwise4j.refusals")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }

    @Test
    void refusalsAreCountedByTheirReason() {
        double inputs = refusals("input");
        double memory = refusals("memory");
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, 4, 1);
                DepthwiseConv2d operation = DepthwiseConv2d.builder(filter).build();
                Tensor wrong = Tensor.allocate(DataType.FLOAT32, 1, 8, 8, 5)) {
            assertThatThrownBy(() -> operation.outputShape(wrong.shape())).isInstanceOf(InvalidProblemException.class);
            assertThat(refusals("input")).isEqualTo(inputs + 1);
            assertThatThrownBy(() -> operation.run(wrong)).isInstanceOf(InvalidProblemException.class);
            assertThat(refusals("input")).isEqualTo(inputs + 2);
            operation.outputShape(Shape.of(1, 8, 8, 4));
        }
        assertThat(refusals("memory")).isEqualTo(memory);
        assertThatThrownBy(() -> Tensor.allocate(DataType.FLOAT32, 1L << 50)).isInstanceOf(NativeMemoryException.class);
        assertThat(refusals("memory")).isEqualTo(memory + 1);
        assertThat(refusals("input")).isEqualTo(inputs + 2);
    }

    @Test
    void theTimeOfLoadingIsKnown() {
        Depthwise4j.load();
        long nanos = Depthwise4j.stats().loadNanos();
        assertThat(nanos).isPositive();
        // A gauge keeps seconds, which are rounded.
        assertThat(registry.get("depthwise4j.load.time").timeGauge().value(TimeUnit.NANOSECONDS))
                .isCloseTo(nanos, within(1.0));
    }

    private double count(String name) {
        return registry.get("depthwise4j." + name).functionCounter().count();
    }

    @Test
    void bindingAgainChangesNothing() {
        List<Meter.Id> before = registry.getMeters().stream().map(Meter::getId).toList();
        new Depthwise4jMetrics().bindTo(registry);
        assertThat(registry.getMeters().stream().map(Meter::getId)).containsExactlyInAnyOrderElementsOf(before);
    }
}
