package io.github.depthwise4j.metrics;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibraryStats;
import io.github.depthwise4j.operation.CallTimes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Gives the numbers of {@link Depthwise4j#stats()} to a registry of Micrometer.
 *
 * <pre>{@code
 * new Depthwise4jMetrics().bindTo(registry);
 * }</pre>
 *
 * <p>Gauges: {@code depthwise4j.loaded} (1 if oneDNN is loaded), {@code depthwise4j.native.bytes}, {@code
 * depthwise4j.native.bytes.peak} and {@code depthwise4j.native.bytes.limit} (bytes; NaN if there is no limit), {@code
 * depthwise4j.tensors}, {@code depthwise4j.operations}, {@code depthwise4j.plans} and {@code depthwise4j.workspaces}.
 *
 * <p>Counters: {@code depthwise4j.plan.lookups} with the tag {@code result} ({@code hit} or {@code miss}), {@code
 * depthwise4j.plan.evictions}, {@code depthwise4j.refusals} with the tag {@code reason} ({@code input}: the shape of an
 * input; {@code memory}: native memory), {@code depthwise4j.leaks}, {@code depthwise4j.verified.calls} and {@code
 * depthwise4j.mismatches}.
 *
 * <p>Timers: {@code depthwise4j.load.time} is how long it took to load oneDNN, 0 before. {@code depthwise4j.calls} has
 * the number and the time of calls, with the tags {@code operation} ({@code depthwise_conv2d}, {@code conv2d}, {@code
 * separable_conv2d} or {@code network}) and {@code name} (as the program named it, else empty). There is one for each
 * name, as soon as an operation of this name is built, and only if the setting {@code callTimes} is on.
 *
 * <p>The numbers are those of the whole process, and are read when the registry asks for them: calls of operations
 * become no slower, except by the setting {@code callTimes}. Reading loads nothing native and puts no settings in
 * force. Any thread may bind; binding to one registry again changes nothing, and Micrometer logs a warning. The
 * registry keeps the meters as long as it lives, and needs no reference to this object.
 */
public final class Depthwise4jMetrics implements MeterBinder {
    private static final String PREFIX = "depthwise4j.";

    /** A binder, which has no state of its own. */
    public Depthwise4jMetrics() {}

    /**
     * Registers all meters.
     *
     * @param registry where
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        Gauge.builder(PREFIX + "loaded", () -> Depthwise4j.info().isLoaded() ? 1 : 0)
                .description("1 if oneDNN is loaded, else 0")
                .register(registry);
        bytes(registry, "native.bytes", "Native memory in use", LibraryStats::nativeBytes);
        bytes(registry, "native.bytes.peak", "The most native memory that was in use", LibraryStats::peakNativeBytes);
        bytes(
                registry,
                "native.bytes.limit",
                "The most native memory that may be in use",
                stats -> stats.memoryLimit() == 0 ? Double.NaN : stats.memoryLimit());
        gauge(registry, "tensors", "Tensors that are not closed", LibraryStats::tensors);
        gauge(registry, "operations", "Operations that are not closed", LibraryStats::operations);
        gauge(registry, "plans", "Plans that are kept or used", LibraryStats::plans);
        gauge(registry, "workspaces", "Workspaces that are kept for the next calls", LibraryStats::workspaces);
        lookups(registry, "hit", LibraryStats::planCacheHits);
        lookups(registry, "miss", LibraryStats::planCacheMisses);
        counter("plan.evictions", "Plans closed to make room", LibraryStats::planCacheEvictions)
                .register(registry);
        refusals(registry, "input", LibraryStats::refusedInputs);
        refusals(registry, "memory", LibraryStats::memoryRefusals);
        TimeGauge.builder(PREFIX + "load.time", () -> Depthwise4j.stats().loadNanos(), TimeUnit.NANOSECONDS)
                .description("How long it took to load oneDNN")
                .register(registry);
        counter("leaks", "Tensors and operations that nobody closed", LibraryStats::leaks)
                .register(registry);
        counter("verified.calls", "Calls that the oracle checked", LibraryStats::verifiedCalls)
                .register(registry);
        counter("mismatches", "Checked calls with a wrong result", LibraryStats::mismatches)
                .register(registry);
        CallTimes.listen(new NewNames(registry));
    }

    /** Registers a timer for each new name, as long as there is the registry, which this does not keep. */
    private static final class NewNames implements Predicate<CallTimes> {
        private final Reference<MeterRegistry> registry;

        NewNames(MeterRegistry registry) {
            this.registry = new WeakReference<>(registry);
        }

        @Override
        public boolean test(CallTimes times) {
            MeterRegistry current = registry.get();
            if (current == null || current.isClosed()) {
                return false;
            }
            try {
                FunctionTimer.builder(PREFIX + "calls", times, CallTimes::calls, CallTimes::nanos, TimeUnit.NANOSECONDS)
                        .tag("operation", times.operation())
                        .tag("name", times.name())
                        .description("Calls that have succeeded")
                        .register(current);
            } catch (RuntimeException e) { // a filter or the registry refuses it: operations must be built all the same
                System.getLogger(Depthwise4jMetrics.class.getName())
                        .log(Level.WARNING, "no timer for the calls of " + times.operation() + " " + times.name(), e);
            }
            return true;
        }
    }

    private static void bytes(
            MeterRegistry registry, String name, String description, ToDoubleFunction<LibraryStats> value) {
        Gauge.builder(PREFIX + name, () -> value.applyAsDouble(Depthwise4j.stats()))
                .baseUnit("bytes")
                .description(description)
                .register(registry);
    }

    private static void gauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<LibraryStats> value) {
        Gauge.builder(PREFIX + name, () -> value.applyAsDouble(Depthwise4j.stats()))
                .description(description)
                .register(registry);
    }

    private static void lookups(MeterRegistry registry, String result, ToDoubleFunction<LibraryStats> value) {
        counter("plan.lookups", "Calls that found their plan, or made it", value)
                .tag("result", result)
                .register(registry);
    }

    private static void refusals(MeterRegistry registry, String reason, ToDoubleFunction<LibraryStats> value) {
        counter("refusals", "Inputs and native memory that were refused", value)
                .tag("reason", reason)
                .register(registry);
    }

    /** Micrometer holds the object weakly, and the class lives as long as the meters. */
    private static FunctionCounter.Builder<Class<?>> counter(
            String name, String description, ToDoubleFunction<LibraryStats> value) {
        return FunctionCounter.<Class<?>>builder(
                        PREFIX + name, Depthwise4jMetrics.class, any -> value.applyAsDouble(Depthwise4j.stats()))
                .description(description);
    }
}
