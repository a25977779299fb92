package io.github.depthwise4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.depthwise4j.examples.EfficientNetB0;
import io.github.depthwise4j.examples.KerasLayers;
import io.github.depthwise4j.examples.MobileNetV1;
import io.github.depthwise4j.examples.MobileNetV2;
import io.github.depthwise4j.examples.MobileNetV3Large;
import io.github.depthwise4j.examples.RandomWeights;
import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.PeerNetwork;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Whole networks beside ONNX Runtime, with the same weights: one thread, all threads, and several callers. The
 * libraries take turns; between two turns all threads come to rest. Each number is the median of the ratios of
 * neighbouring turns.
 *
 * <p>Arguments: the turns for each number, the callers, then the planning efforts and the networks (all if there are
 * none).
 */
public final class NetworkComparison {
    static final int SIZE = 224;
    static final List<String> NETWORKS = List.of("MobileNetV1", "MobileNetV2", "MobileNetV3-Large", "EfficientNet-B0");
    private static final float TOLERANCE = 1e-4f;
    private static final long TURN_NANOS = 120_000_000;
    private static final long REST_MILLIS = 15;

    /** One run, on the thread that calls. */
    private interface Runner extends AutoCloseable {
        /** Something that can be run by one thread at a time. */
        Runnable forOneCaller();

        @Override
        void close();
    }

    private NetworkComparison() {}

    public static void main(String[] arguments) throws Exception {
        int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int callers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        List<String> rest = List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
        System.out.println("| network | planning | one thread | all threads | " + callers
                + " callers, images/s | us of one thread, ours and theirs | our speed with all threads |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String effort : chosen(rest, List.of("ESTIMATE", "MEASURE"))) {
            for (String name : chosen(rest, NETWORKS)) {
                compare(name, PlanningEffort.valueOf(effort), turns, callers);
            }
        }
    }

    /** Those that the arguments name; all if they name none. */
    private static List<String> chosen(List<String> named, List<String> all) {
        List<String> some = all.stream().filter(named::contains).toList();
        return some.isEmpty() ? all : some;
    }

    static Layer layers(KerasLayers net, String name) {
        return switch (name) {
            case "MobileNetV1" -> MobileNetV1.add(net, SIZE, 1);
            case "MobileNetV2" -> MobileNetV2.add(net, SIZE, 1);
            case "MobileNetV3-Large" -> MobileNetV3Large.add(net, SIZE);
            default -> EfficientNetB0.add(net, SIZE);
        };
    }

    private static Network ours(String name, PlanningEffort effort, Parallelism parallelism) {
        try (KerasLayers net = new KerasLayers(new RandomWeights(1))) {
            return PeerNetwork.build(
                    layers(net, name),
                    NetworkOptions.defaults().planning(effort).parallelism(parallelism));
        }
    }

    private static byte[] model(String name) {
        try (KerasLayers net = new KerasLayers(new RandomWeights(1))) {
            return OnnxNetwork.of(PeerNetwork.nodes(layers(net, name)));
        }
    }

    private static void compare(String name, PlanningEffort effort, int turns, int callers) throws Exception {
        byte[] model = model(name);
        int processors = Runtime.getRuntime().availableProcessors();
        try (Tensor image = new RandomWeights(0).get("image", 1, SIZE, SIZE, 3);
                Ours alone = new Ours(ours(name, effort, Parallelism.callerOnly()), image);
                Ours all = new Ours(ours(name, effort, Parallelism.adaptive()), image);
                Theirs theirOne = new Theirs(model, image, 1);
                Theirs theirAll = new Theirs(model, image, processors)) {
            requireEqual(name, alone.result(), theirOne.result());
            requireEqual(name, all.result(), theirAll.result());
            double[] one = medians(turns, () -> micros(alone.forOneCaller()), () -> micros(theirOne.forOneCaller()));
            double[] two = medians(turns, () -> micros(all.forOneCaller()), () -> micros(theirAll.forOneCaller()));
            double[] many = medians(turns, () -> perSecond(all, callers), () -> perSecond(theirOne, callers));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.2f | %.2f | %.2f | %.0f, %.0f | %.2f |%n",
                    name,
                    effort,
                    one[0],
                    two[0],
                    many[0],
                    one[1],
                    one[2],
                    one[1] / two[1]);
        }
    }

    private static void requireEqual(String name, float[] ours, float[] theirs) {
        for (int i = 0; i < ours.length; i++) {
            if (!(Math.abs(ours[i] - theirs[i]) <= TOLERANCE)) {
                throw new IllegalStateException(
                        name + ": class " + i + " is " + ours[i] + " here, but " + theirs[i] + " there");
            }
        }
    }

    /** The median of the ratios of turns, and the medians of both. */
    private static double[] medians(int turns, Supplier<Double> ours, Supplier<Double> theirs) {
        double[] ratios = new double[turns];
        double[] first = new double[turns];
        double[] second = new double[turns];
        ours.get();
        theirs.get();
        for (int turn = 0; turn < turns; turn++) {
            first[turn] = rested(ours);
            second[turn] = rested(theirs);
            ratios[turn] = first[turn] / second[turn];
        }
        return new double[] {median(ratios), median(first), median(second)};
    }

    private static double rested(Supplier<Double> turn) {
        try {
            Thread.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return turn.get();
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The median time of the runs of a turn. */
    private static double micros(Runnable run) {
        List<Double> times = new ArrayList<>();
        long begin = System.nanoTime();
        run.run();
        long now = System.nanoTime();
        while (now - begin < TURN_NANOS || times.isEmpty()) {
            long before = now;
            run.run();
            now = System.nanoTime();
            times.add((now - before) / 1e3);
        }
        return median(times.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The runs in a second by several callers at the same time. */
    private static double perSecond(Runner runner, int callers) {
        AtomicLong runs = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        // Ours runs once to make its outputs, which is not to be counted.
        List<Runnable> runnables = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            runnables.add(runner.forOneCaller());
        }
        long begin = System.nanoTime();
        for (Runnable run : runnables) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() - begin < 2 * TURN_NANOS) {
                    run.run();
                    runs.incrementAndGet();
                }
            });
            thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.get(0));
        }
        return runs.get() * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin);
    }

    /** This library. */
    private static final class Ours implements Runner {
        private final Network network;
        private final List<Tensor> inputs;
        private final List<Tensor> results = new ArrayList<>();

        Ours(Network network, Tensor image) {
            this.network = network;
            this.inputs = List.of(image);
        }

        @Override
        public synchronized Runnable forOneCaller() {
            List<Tensor> outputs = network.run(inputs.get(0));
            results.addAll(outputs);
            return () -> network.run(inputs, outputs);
        }

        float[] result() {
            forOneCaller();
            return results.get(0).toFloatArray();
        }

        @Override
        public void close() {
            results.forEach(Tensor::close);
            network.close();
        }
    }

    /** ONNX Runtime: all optimisations, input and output bound. */
    private static final class Theirs implements Runner {
        private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        private final OrtSession session;
        private final Tensor image;
        private final OnnxTensor input;
        private final List<Tensor> results = new ArrayList<>();
        private final List<OnnxTensor> outputs = new ArrayList<>();

        Theirs(byte[] model, Tensor nhwc, int threads) throws OrtException {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                session = environment.createSession(model, options);
            }
            long[] dims = OnnxNetwork.dims(nhwc.shape());
            float[] pixels = nhwc.toFloatArray();
            float[] planes = new float[pixels.length];
            int channels = (int) dims[1];
            for (int i = 0; i < pixels.length; i++) {
                planes[i % channels * (pixels.length / channels) + i / channels] = pixels[i];
            }
            image = Tensor.of(planes, dims);
            input = OnnxTensor.createTensor(environment, image.asFloatBuffer(), dims);
        }

        @Override
        public synchronized Runnable forOneCaller() {
            Tensor result = Tensor.of(new float[1000], 1, 1000);
            results.add(result);
            Map<String, OnnxTensor> inputs = Map.of("x", input);
            Map<String, OnnxTensor> to;
            try {
                OnnxTensor output = OnnxTensor.createTensor(environment, result.asFloatBuffer(), new long[] {1, 1000});
                outputs.add(output);
                to = Map.of("y", output);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
            return () -> {
                try (OrtSession.Result done = session.run(inputs, to)) {
                    assert done != null;
                } catch (OrtException e) {
                    throw new IllegalStateException(e);
                }
            };
        }

        float[] result() {
            forOneCaller().run();
            return results.get(0).toFloatArray();
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
            outputs.forEach(OnnxTensor::close);
            input.close();
            results.forEach(Tensor::close);
            image.close();
        }
    }
}
