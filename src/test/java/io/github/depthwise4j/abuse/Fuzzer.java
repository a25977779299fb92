package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.errors.ComputationMismatchException;
import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.LayerVerification;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.FloatView;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Parameter;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
            agree(entry, receiver, arguments);
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

    /** Makes the arguments fit where they depend on one another, or on what they are called on. */
    private void agree(PublicApi.Entry entry, Object receiver, Object[] arguments) {
        String key = entry.key();
        if (receiver instanceof Tensor tensor) {
            agreeWith(tensor, arguments);
        } else if (key.endsWith(".valueOf(String)") && random.nextBoolean()) {
            arguments[0] = ((Enum<?>) hostile.value(entry.owner())).name();
        } else if (key.endsWith("Wisdom(Path)") || key.equals("PictureReader.read(Path)")) {
            // Writers of other formats use the common file too.
            if (random.nextBoolean()) {
                arguments[0] = key.startsWith("Picture") ? HostileFiles.PICTURE : HostileFiles.WISDOM;
            }
        } else if (key.equals("PictureReader.read(byte[])")) {
            if (random.nextBoolean()) {
                arguments[0] = HostileFiles.contents(HostileFiles.PICTURE);
            }
        } else if (key.startsWith("Picture.new")) {
            arguments[0] = 1;
            arguments[1] = 2;
            arguments[2] = 3;
            arguments[3] = new byte[6];
            arguments[4] = random.nextBoolean() ? null : new byte[2];
        } else if (key.startsWith("NpzFile.read(String") && receiver instanceof NpzFile file) {
            agreeWith(file, arguments);
        } else if (key.startsWith("Tensor.of(")) {
            Shape shape = (Shape) scenario.fitting(Shape.class, "filter");
            if (arguments[0] instanceof float[]) {
                arguments[0] = scenario.fitting(float[].class, "filter");
            } else {
                shape = Shape.of(remainingFloats(arguments[0]));
            }
            if (arguments.length == 4) {
                arguments[1] = 0;
                arguments[2] = (int) shape.elementCount();
            }
            agreeOnShape(arguments, shape);
        } else if (key.startsWith("Tensor.wrap")) {
            agreeOnShape(arguments, Shape.of(remainingFloats(arguments[0])));
        } else if (key.startsWith("Tensor.allocate") || key.startsWith("Tensor.uninitialized")) {
            arguments[0] = DataType.FLOAT32;
            agreeOnShape(arguments, (Shape) scenario.fitting(Shape.class, "input"));
        } else if (key.startsWith("TensorPool.acquire")) {
            agreeOnShape(arguments, (Shape) scenario.fitting(Shape.class, "input"));
        } else if (key.startsWith("NetworkVerification.new")) {
            arguments[2] = List.of(new LayerVerification(0, "", "", 0.5));
        } else if (key.startsWith("NetworkBuilder.input")) {
            arguments[1] = new long[] {1, 5, 6, 3};
        } else if (receiver instanceof Layer layer && key.startsWith("Layer.reshape")) {
            arguments[0] = new long[] {layer.shape().elementCount()};
        } else if (receiver instanceof Layer layer && random.nextBoolean()) {
            agreeWith(layer, key, arguments);
        } else if (key.startsWith("Network.load")
                || key.startsWith("Network.verify")
                || key.startsWith("NetworkSpec.read")) {
            arguments[0] = HostileFiles.MODEL;
        } else if (key.startsWith("NetworkSpec.of")) {
            arguments[1] = HostileFiles.contents(HostileFiles.MODEL);
        } else if (receiver instanceof Network && key.startsWith("Network.run") && key.contains("(List")) {
            arguments[0] = List.of((Object[]) scenario.fitting(Tensor[].class, "inputs"));
            arguments[1] = List.of(scenario.fitting(Tensor.class, "networkOutput"));
        } else if (key.startsWith("AlignedBuffers.")) {
            // The JVM waits half a second before it refuses direct memory.
            arguments[0] = Math.min((int) arguments[0], 1 << 20);
        }
    }

    /** Passes axes and sizes that the layer has. */
    private static void agreeWith(Layer layer, String key, Object[] arguments) {
        int rank = layer.shape().rank();
        int[] axes = IntStream.range(0, rank).toArray();
        if (key.startsWith("Layer.transpose")) {
            arguments[0] = axes;
        } else if (key.startsWith("Layer.slice")) {
            arguments[0] = new int[rank];
            arguments[1] = Arrays.stream(layer.shape().dims())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        } else if (key.startsWith("Layer.matmul") && rank > 1) {
            axes[rank - 1] = rank - 2;
            axes[rank - 2] = rank - 1;
            arguments[0] = layer.transpose(axes);
        }
    }

    private static int remainingFloats(Object buffer) {
        int bytes = buffer instanceof ByteBuffer ? Float.BYTES : 1;
        return ((Buffer) buffer).remaining() / bytes;
    }

    private static void agreeOnShape(Object[] arguments, Shape shape) {
        int last = arguments.length - 1;
        arguments[last] = arguments[last] instanceof long[] ? shape.dims() : shape;
    }

    /** Passes the name and the shape of an array that the file has. */
    private static void agreeWith(NpzFile file, Object[] arguments) {
        try {
            for (String name : file.names()) {
                try (Tensor array = file.read(name)) {
                    arguments[0] = name;
                    if (arguments.length > 1) {
                        arguments[1] = array.shape();
                    }
                    return;
                }
            }
        } catch (IOException | RuntimeException e) {
            // The call itself tells of a file that is closed or broken.
            return;
        }
    }

    private void agreeWith(Tensor tensor, Object[] arguments) {
        Shape shape = tensor.shape();
        int count = (int) Math.min(1 << 20, shape.elementCount());
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof float[]) {
                arguments[i] = new float[count];
            } else if (arguments[i] instanceof Integer) {
                // An offset, then a length.
                arguments[i] = i == 1 ? 0 : count;
            } else if (arguments[i] instanceof FloatBuffer) {
                arguments[i] = FloatBuffer.allocate(count);
            } else if (arguments[i] instanceof ByteBuffer) {
                arguments[i] = ByteBuffer.allocate(count * Float.BYTES);
            } else if (arguments[i] instanceof Shape) {
                arguments[i] = Shape.of(1, shape.elementCount());
            } else if (arguments[i] instanceof Long) {
                arguments[i] = i == 0 || shape.rank() == 0 ? 0L : shape.dim(0);
            } else if (arguments[i] instanceof long[]) {
                arguments[i] = random.nextBoolean() ? new long[shape.rank()] : shape.dims();
            }
        }
    }

    @Override
    public void close() {
        scenario.close();
        shelf.closeAll();
    }
}
