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
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whole networks beside ONNX Runtime and TensorFlow Lite, with the same weights: one thread, all threads, and several
 * callers. The libraries take turns; between two turns all threads come to rest. Each number is the median of the
 * ratios of neighbouring turns, first to ONNX Runtime, then to TensorFlow Lite.
 *
 * <p>Arguments: the turns for each number, the callers, then the planning efforts and the networks (all if there are
 * none).
 */
public final class NetworkComparison {
    static final int SIZE = 224;
    static final List<String> NETWORKS = List.of("MobileNetV1", "MobileNetV2", "MobileNetV3-Large", "EfficientNet-B0");
    private static final float TOLERANCE = 1e-4f;
    private static final long REST_MILLIS = 15;

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

    private static <T> T model(String name, Function<List<Node>, T> writer) {
        try (KerasLayers net = new KerasLayers(new RandomWeights(1))) {
            return writer.apply(PeerNetwork.nodes(layers(net, name)));
        }
    }

    private static void compare(String name, PlanningEffort effort, int turns, int callers) throws Exception {
        byte[] model = model(name, OnnxNetwork::of);
        int processors = Runtime.getRuntime().availableProcessors();
        try (Tensor image = new RandomWeights(0).get("image", 1, SIZE, SIZE, 3);
                Ours alone = new Ours(ours(name, effort, Parallelism.callerOnly()), image);
                Ours all = new Ours(ours(name, effort, Parallelism.adaptive()), image);
                Theirs theirOne = new Theirs(model, image, 1);
                Theirs theirAll = new Theirs(model, image, processors);
                TensorFlowLiteProcess lite =
                        new TensorFlowLiteProcess(model(name, TensorFlowLiteNetwork::of), image.toFloatArray())) {
            requireEqual(name, alone.result(), theirOne.result());
            requireEqual(name, all.result(), theirAll.result());
            requireEqual(name, alone.result(), lite.result());
            Times one = times(
                    turns,
                    () -> Turn.micros(alone.forOneCaller()),
                    () -> Turn.micros(theirOne.forOneCaller()),
                    () -> lite.micros(1));
            Times two = times(
                    turns,
                    () -> Turn.micros(all.forOneCaller()),
                    () -> Turn.micros(theirAll.forOneCaller()),
                    () -> lite.micros(processors));
            Times many = times(
                    turns,
                    () -> Turn.perSecond(all, callers),
                    () -> Turn.perSecond(theirOne, callers),
                    () -> lite.perSecond(callers));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %.0f, %.0f, %.0f | %.2f |%n",
                    name,
                    effort,
                    one.ratios(),
                    two.ratios(),
                    many.ratios(),
                    one.median(0),
                    one.median(1),
                    one.median(2),
                    one.median(0) / two.median(0));
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

    /** What the libraries took in each turn; ours is the first. */
    private record Times(double[][] ofLibraries) {
        double median(int library) {
            return Turn.median(ofLibraries[library]);
        }

        /** The medians of the ratios of ours to the others. */
        String ratios() {
            return String.format(Locale.ROOT, "%.2f, %.2f", ratio(1), ratio(2));
        }

        private double ratio(int library) {
            double[] ratios = new double[ofLibraries[0].length];
            Arrays.setAll(ratios, turn -> ofLibraries[0][turn] / ofLibraries[library][turn]);
            return Turn.median(ratios);
        }
    }

    @SafeVarargs
    private static Times times(int turns, Supplier<Double>... libraries) {
        double[][] times = new double[libraries.length][turns];
        for (Supplier<Double> library : libraries) {
            library.get();
        }
        for (int turn = 0; turn < turns; turn++) {
            for (int library = 0; library < libraries.length; library++) {
                times[library][turn] = rested(libraries[library]);
            }
        }
        return new Times(times);
    }

    private static double rested(Supplier<Double> turn) {
        try {
            Thread.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return turn.get();
    }

    /** This library. */
    private static final class Ours implements Turn.Runner {
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
    private static final class Theirs implements Turn.Runner {
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
