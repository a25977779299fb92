package io.github.depthwise4j.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.github.depthwise4j.examples.KerasLayers;
import io.github.depthwise4j.examples.NpzWeights;
import io.github.depthwise4j.examples.RandomWeights;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.network.PeerNetwork;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * From the start of a process to its first classification, and its resident memory after some more: ours with a network
 * made in Java from weights in an {@code .npz} file, ONNX Runtime with a model file of the same weights. The processes
 * take turns.
 *
 * <p>Arguments: the starts of each, then the networks (all if there are none).
 */
public final class NetworkStarts {
    private static final String OURS = "ours";
    private static final String THEIRS = "theirs";
    private static final int RUNS = 20;

    private NetworkStarts() {}

    /** What one process says. */
    private record Start(double millis, double megabytes) {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 3 && arguments[0].equals(OURS)) {
            classify(arguments[1], Path.of(arguments[2]));
        } else if (arguments.length == 3 && arguments[0].equals(THEIRS)) {
            classifyByOnnxRuntime(Path.of(arguments[2]));
        } else {
            int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
            List<String> networks = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
            compare(starts, networks.isEmpty() ? NetworkComparison.NETWORKS : networks);
        }
    }

    private static void compare(int starts, List<String> networks) throws IOException, InterruptedException {
        System.out.println("| network | start to first classification, ms, ours and theirs | ratio"
                + " | resident memory after " + RUNS + " more, MB, ours and theirs |");
        System.out.println("|---|---|---|---|");
        Path folder = Files.createTempDirectory("depthwise4j-networks");
        try {
            for (String name : networks) {
                Path weights = folder.resolve(name + ".npz");
                Path model = folder.resolve(name + ".onnx");
                write(name, weights, model);
                List<Start> ours = new ArrayList<>();
                List<Start> theirs = new ArrayList<>();
                for (int i = 0; i <= starts; i++) {
                    Start our = start(OURS, name, weights);
                    Start their = start(THEIRS, name, model);
                    // The first start of each may unpack its native code.
                    if (i > 0) {
                        ours.add(our);
                        theirs.add(their);
                    }
                }
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.0f, %.0f | %.2f | %.0f, %.0f |%n",
                        name,
                        median(ours, Start::millis),
                        median(theirs, Start::millis),
                        median(ours, Start::millis) / median(theirs, Start::millis),
                        median(ours, Start::megabytes),
                        median(theirs, Start::megabytes));
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> number) {
        return Turn.median(starts.stream().mapToDouble(number).toArray());
    }

    private static void write(String name, Path weights, Path model) throws IOException {
        Map<String, Tensor> arrays = new HashMap<>();
        RandomWeights random = new RandomWeights(1);
        // The layers close what they were given, so the archive gets tensors of its own.
        try (KerasLayers net = new KerasLayers((path, shape) -> {
            arrays.put(path, random.get(path, shape));
            return random.get(path, shape);
        })) {
            Files.write(model, OnnxNetwork.of(PeerNetwork.nodes(NetworkComparison.layers(net, name))));
            NpzFile.write(weights, arrays);
        } finally {
            arrays.values().forEach(Tensor::close);
        }
    }

    private static Start start(String library, String name, Path file) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                NetworkStarts.class.getName(),
                library,
                name,
                file.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        long begin = System.nanoTime();
        Process process = builder.start();
        try (var lines = process.inputReader()) {
            String first = lines.readLine();
            double millis = (System.nanoTime() - begin) / 1e6;
            String memory = lines.readLine();
            if (first == null || memory == null) {
                throw new IllegalStateException("no result from " + builder.command());
            }
            return new Start(millis, Double.parseDouble(memory));
        } finally {
            process.waitFor();
        }
    }

    private static void classify(String name, Path weights) throws IOException {
        try (Network network = read(name, weights);
                Tensor image = image()) {
            for (int run = 0; run <= RUNS; run++) {
                List<Tensor> result = network.run(image);
                if (run == 0) {
                    System.out.println("first " + best(result.get(0).toFloatArray()));
                }
                result.forEach(Tensor::close);
            }
            System.out.println(megabytes());
        }
    }

    /** Makes the network, which keeps weights of its own: a server would close those it was made from, too. */
    private static Network read(String name, Path weights) {
        try (NpzWeights numbers = NpzWeights.open(weights);
                KerasLayers net = new KerasLayers(numbers)) {
            return PeerNetwork.build(NetworkComparison.layers(net, name), NetworkOptions.defaults());
        }
    }

    private static void classifyByOnnxRuntime(Path model) throws Exception {
        float[] planes = new float[3 * NetworkComparison.SIZE * NetworkComparison.SIZE];
        long[] dims = {1, 3, NetworkComparison.SIZE, NetworkComparison.SIZE};
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(model.toString());
                OnnxTensor image = OnnxTensor.createTensor(environment, FloatBuffer.wrap(planes), dims)) {
            for (int run = 0; run <= RUNS; run++) {
                try (OrtSession.Result result = session.run(Map.of("x", image))) {
                    if (run == 0) {
                        System.out.println(
                                "first " + best(((float[][]) result.get(0).getValue())[0]));
                    }
                }
            }
            System.out.println(megabytes());
        }
    }

    private static Tensor image() {
        int size = NetworkComparison.SIZE;
        return Tensor.of(new float[size * size * 3], 1, size, size, 3);
    }

    private static int best(float[] classes) {
        int best = 0;
        for (int i = 0; i < classes.length; i++) {
            best = classes[i] > classes[best] ? i : best;
        }
        return best;
    }

    private static double megabytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
