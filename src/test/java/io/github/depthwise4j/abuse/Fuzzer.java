package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.errors.ComputationMismatchException;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.FloatView;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Calls entry points with arguments of which some fit and some do not, one after the other on one thread. The same seed
 * makes the same calls, as long as no other thread interferes through the {@link Exchange}.
 */
final class Fuzzer implements AutoCloseable {
    private static final int CALLS_PER_SCENARIO = 60;
    private static final int SELDOM = 12;
    private static final List<String> COSTLY = List.of(
            "explain(",
            ".verify(",
            "Nn.",
            ".plan(",
            ".warmUp(",
            "RandomProblems.next",
            "load()",
            "info()",
            "NetworkBuilder.build(",
            "NetworkBuilder.verify(");
    private static final long COLLECT_ABOVE_BYTES = 256L << 20;

    private final List<PublicApi.Entry> entries;
    private final Outcomes outcomes;
    private final Exchange exchange;
    private final Trace trace;
    private final Random random;
    private final Hostile hostile;
    private final Agreement agreement;
    private final Shelf shelf;
    private Scenario scenario;

    private final Map<String, long[]> tally = new TreeMap<>();
    private final Map<String, String> findings = new LinkedHashMap<>();

    Fuzzer(long seed, List<PublicApi.Entry> entries, Outcomes outcomes, Exchange exchange, Trace trace) {
        this.entries = entries;
        this.outcomes = outcomes;
        this.exchange = exchange;
        this.trace = trace;
        this.random = new Random(seed);
        this.hostile = new Hostile(random);
        this.agreement = new Agreement(random, hostile);
        this.shelf = new Shelf(random);
        this.scenario = new Scenario(random.nextLong());
        entries.forEach(entry -> tally.put(entry.key(), new long[2]));
    }

    /** How often each entry was called, and how often it returned. */
    Map<String, long[]> tally() {
        return tally;
    }

    /** What no entry documents, each kind once, with the call that found it. */
    Map<String, String> findings() {
        return findings;
    }

    void run(long calls) {
        for (long call = 0; call < calls; call++) {
            if (call % CALLS_PER_SCENARIO == 0) {
                nextScenario();
            }
            PublicApi.Entry entry = entries.get(random.nextInt(entries.size()));
            if (random.nextInt(SELDOM) == 0 || !isCostly(entry.key())) {
                call(call, entry);
            }
        }
    }

    /**
     * What plans or computes takes a thousand times as long as the rest: it has its share of the time, not of the
     * calls.
     */
    private static boolean isCostly(String key) {
        return COSTLY.stream().anyMatch(key::contains);
    }

    private void nextScenario() {
        scenario.close();
        scenario = new Scenario(random.nextLong());
        if (Depthwise4j.stats().nativeBytes() > COLLECT_ABOVE_BYTES) {
            System.gc();
        }
    }

    private void call(long number, PublicApi.Entry entry) {
        if (entry.owner() == FloatView.class && random.nextInt(4) > 0) {
            callOnView(number, entry);
            return;
        }
        Object receiver = entry.isStatic() ? null : receiver(entry.owner());
        if (receiver != null || entry.isStatic()) {
            call(number, entry, receiver);
        }
    }

    /** A view is of use only inside the call that makes it; the ended one is kept for other calls. */
    private void callOnView(long number, PublicApi.Entry entry) {
        Tensor tensor = Tensor.allocate(DataType.FLOAT32, random.nextInt(60));
        boolean closedInside = random.nextBoolean();
        Consumer<FloatView> calls = view -> {
            if (closedInside) {
                tensor.close();
            }
            call(number, entry, view);
            keep(view);
        };
        if (random.nextInt(3) > 0) {
            tensor.write(calls);
        } else {
            tensor.read(view -> {
                calls.accept(view);
                return null;
            });
        }
        tensor.close();
    }

    private void call(long number, PublicApi.Entry entry, Object receiver) {
        boolean faithful = random.nextInt(5) < 3;
        Parameter[] parameters = entry.executable().getParameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(parameters[i], faithful);
        }
        if (faithful) {
            agreement.agree(scenario, entry, receiver, arguments);
        }
        String key = entry.key();
        if (key.startsWith("Depthwise4j.unpackNatives")) {
            // Elsewhere it would unpack a hundred megabytes.
            arguments[0] = HostileFiles.FILE.resolve("below a file");
        }
        if (Sizes.tooLong(key, receiver, arguments)) {
            return;
        }
        trace.before(number, key, arguments);
        boolean interrupted = random.nextInt(50) == 0;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        long[] count = tally.get(key);
        count[0]++;
        try {
            Object result = entry.call(receiver, arguments);
            count[1]++;
            keep(result);
        } catch (InvocationTargetException e) {
            judge(number, key, arguments, e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw new IllegalStateException("the fuzzer cannot call " + key, e);
        } finally {
            Thread.interrupted();
        }
    }

    private void judge(long number, String key, Object[] arguments, Throwable thrown) {
        // Only where another thread writes what is computed from can a verified call find something wrong.
        boolean wrong = thrown instanceof ComputationMismatchException && exchange == null;
        if (!wrong && outcomes.allow(key, thrown, holdsNull(arguments))) {
            keep(thrown);
            return;
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        String where = stack.length == 0 ? "" : " at " + stack[0];
        findings.putIfAbsent(
                key + " threw " + thrown.getClass().getName() + where,
                "call " + number + ": " + key + Trace.text(arguments) + " threw " + thrown
                        + Arrays.stream(stack)
                                .limit(12)
                                .map(each -> "\n    at " + each)
                                .toList());
    }

    private static boolean holdsNull(Object[] arguments) {
        return Arrays.stream(arguments)
                .anyMatch(each -> each == null
                        || each instanceof Object[] array
                                && Arrays.asList(array).contains(null));
    }

    private void keep(Object result) {
        if (result == null) {
            return;
        }
        shelf.put(result);
        if (random.nextInt(4) == 0 && exchange != null) {
            exchange.give(result, random);
        }
    }

    private Object receiver(Class<?> type) {
        if (type.isEnum()) {
            return hostile.value(type);
        }
        if (type == NpzFile.class && random.nextBoolean()) {
            // Those on the shelf are empty or closed: an opened file holds what other calls wrote, mostly nothing.
            return hostile.value(type);
        }
        Object builder = random.nextBoolean() ? scenario.builder(type) : null;
        if (builder != null) {
            return builder;
        }
        if (exchange != null && random.nextInt(4) == 0) {
            Object shared = exchange.any(type, random);
            if (shared != null) {
                return shared;
            }
        }
        Object fitting = random.nextInt(3) > 0 ? scenario.fitting(type, "input") : null;
        if (fitting == null) {
            fitting = shelf.any(type);
        }
        return fitting != null ? fitting : hostile.value(type);
    }

    private Object argument(Parameter parameter, boolean faithful) {
        Class<?> type = parameter.getType();
        if (faithful && !type.isPrimitive() && scenario.isAbsent(parameter.getName())) {
            return null;
        }
        if (faithful || random.nextInt(10) < 7) {
            Object fitting = scenario.fitting(type, parameter.getName());
            if (fitting != null) {
                return fitting;
            }
        }
        if (!type.isPrimitive() && !faithful && random.nextInt(12) == 0) {
            return null;
        }
        Object shared = exchange == null || random.nextInt(4) > 0 ? null : exchange.any(type, random);
        if (shared != null) {
            return shared;
        }
        Object kept = random.nextInt(3) > 0 ? shelf.any(type) : null;
        if (kept == null) {
            kept = hostile.value(type);
            if (kept instanceof Tensor) {
                shelf.put(kept);
            }
        }
        return kept;
    }

    @Override
    public void close() {
        scenario.close();
        shelf.closeAll();
    }
}
