package io.github.depthwise4j.peers;

import io.github.depthwise4j.benchmarks.processes.Jars;
import io.github.depthwise4j.examples.KerasLayers;
import io.github.depthwise4j.examples.RandomWeights;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.PeerNetwork;
import io.github.depthwise4j.network.graph.Node;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From the start of a process to its first classification, and its resident memory after some more: ours with a model
 * of TensorFlow Lite, ONNX Runtime with one of ONNX, with the same weights. Each process has on its class path what an
 * application needs, in jars. The processes take turns.
 *
 * <p>Arguments: the starts of each, then the networks (all if there are none).
 */
public final class NetworkStarts {
    static final int RUNS = 20;

    private NetworkStarts() {}

    /** What one process says. */
    private record Start(double millis, double megabytes) {}

    public static void main(String[] arguments) throws Exception {
        int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<String> networks = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        Path folder = Files.createTempDirectory("depthwise4j-networks");
        try {
            compare(starts, networks.isEmpty() ? NetworkComparison.NETWORKS : networks, folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void compare(int starts, List<String> networks, Path folder)
            throws IOException, InterruptedException {
        String ours = Jars.of(
                classPath("/(javacpp|dnnl|opencl)-[^/]*\\.jar", Network.class),
                Files.createDirectory(folder.resolve("ours")));
        String theirs = Jars.of(classPath("/onnxruntime-[^/]*\\.jar"), Files.createDirectory(folder.resolve("theirs")));
        System.out.println("| network | start to first classification, ms, ours and theirs | ratio"
                + " | resident memory after " + RUNS + " more, MB, ours and theirs |");
        System.out.println("|---|---|---|---|");
        for (String name : networks) {
            Path ourModel = folder.resolve(name + ".tflite");
            Path theirModel = folder.resolve(name + ".onnx");
            write(name, ourModel, theirModel);
            List<Start> our = new ArrayList<>();
            List<Start> their = new ArrayList<>();
            for (int i = 0; i <= starts; i++) {
                Start ourStart = start(ours, OurNetworkStart.class, ourModel);
                Start theirStart = start(theirs, OnnxNetworkStart.class, theirModel);
                // The first start of each may unpack its native code.
                if (i > 0) {
                    our.add(ourStart);
                    their.add(theirStart);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f, %.0f | %.2f | %.0f, %.0f |%n",
                    name,
                    median(our, Start::millis),
                    median(their, Start::millis),
                    median(our, Start::millis) / median(their, Start::millis),
                    median(our, Start::megabytes),
                    median(their, Start::megabytes));
        }
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> number) {
        return Turn.median(starts.stream().mapToDouble(number).toArray());
    }

    /** The entries of this process's class path with a name like this, or with one of these classes or this one. */
    private static String classPath(String jars, Class<?>... classes) {
        Predicate<String> isJar = Pattern.compile(jars).asPredicate();
        List<String> folders = Stream.concat(Stream.of(NetworkStarts.class), Stream.of(classes))
                .map(each ->
                        each.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toList();
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isJar.test(entry)
                        || folders.contains(new File(entry).toURI().getPath()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void write(String name, Path ours, Path theirs) throws IOException {
        try (KerasLayers net = new KerasLayers(new RandomWeights(1))) {
            List<Node> nodes = PeerNetwork.nodes(NetworkComparison.layers(net, name));
            Files.write(ours, TensorFlowLiteNetwork.of(nodes));
            Files.write(theirs, OnnxNetwork.of(nodes));
        }
    }

    private static Start start(String classPath, Class<?> main, Path model) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-cp", classPath, main.getName(), model.toString());
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
}
