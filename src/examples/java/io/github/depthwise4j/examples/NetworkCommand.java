package io.github.depthwise4j.examples;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one of the networks: shows its layers, the time of a run, and what it sees on a picture. */
@Command(
        name = "network",
        description = "Runs a known network on random numbers, or on a picture with the weights of Keras.")
public final class NetworkCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final int FAILED = 1;
    private static final int BEST = 5;

    /** The networks. */
    enum Kind {
        MOBILENET_V1,
        MOBILENET_V2,
        MOBILENET_V3_LARGE,
        EFFICIENTNET_B0,
        XCEPTION;

        /** Adds the layers, and returns the last one. */
        Layer addTo(KerasLayers net, int size, double alpha) {
            return switch (this) {
                case MOBILENET_V1 -> MobileNetV1.add(net, size, alpha);
                case MOBILENET_V2 -> MobileNetV2.add(net, size, alpha);
                case MOBILENET_V3_LARGE -> MobileNetV3Large.add(net, size);
                case EFFICIENTNET_B0 -> EfficientNetB0.add(net, size);
                case XCEPTION -> Xception.add(net, size);
            };
        }

        /** The name on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help and exits.")
    private boolean help;

    @Parameters(paramLabel = "<network>", description = "${COMPLETION-CANDIDATES}.")
    private Kind kind;

    @Option(
            names = "--weights",
            paramLabel = "<file>",
            description = "Keras's weights, .npz or .h5; random ones if not given.")
    private Path weightsFile;

    @Option(names = "--image", paramLabel = "<picture>", description = "A PNG or JPEG file to classify.")
    private Path imageFile;

    @Option(names = "--size", defaultValue = "224", description = "Rows and columns of the input; ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--alpha",
            defaultValue = "1",
            description = "Scales the channels of MobileNet V1 and V2; ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(names = "--runs", defaultValue = "50", description = "How often to run for the time; ${DEFAULT-VALUE}.")
    private int runs;

    /** Made by {@link #commandLine()}. */
    NetworkCommand() {}

    /**
     * Runs the command and ends the JVM with its exit code, unless that is 0.
     *
     * @param arguments the network and the options
     */
    public static void main(String[] arguments) {
        int exitCode = commandLine().execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new NetworkCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(
                        (failure, arguments) -> tell(failure.getCommandLine(), failure.getMessage(), BAD_INPUT))
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(
                        command,
                        failure.getMessage(),
                        failure instanceof IllegalArgumentException || failure instanceof UncheckedIOException
                                ? BAD_INPUT
                                : FAILED));
    }

    private static int tell(CommandLine command, String message, int exitCode) {
        command.getErr().println("network: " + message);
        command.getErr().flush();
        return exitCode;
    }

    @Override
    public Integer call() {
        check(runs >= 1 && runs <= 100_000, "--runs is " + runs + ", but must be from 1 to 100000.");
        check(alpha >= 0.1 && alpha <= 4, "--alpha is " + alpha + ", but must be from 0.1 to 4.");
        check(size >= 32 && size <= 2_000, "--size is " + size + ", but must be from 32 to 2000.");
        PrintWriter out = spec.commandLine().getOut();
        try (Network network = network();
                Tensor input = input(network)) {
            List<Tensor> outputs = network.run(input);
            out.println(network.describe());
            if (imageFile != null) {
                classify(outputs.get(0).toFloatArray(), out);
            }
            out.println(String.format(Locale.ROOT, "median %.0f us", medianMicros(network, List.of(input), outputs)));
            outputs.forEach(Tensor::close);
        }
        out.flush();
        return 0;
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private Network network() {
        try (Weights weights = weights();
                KerasLayers net = new KerasLayers(weights)) {
            return net.build(kind.toString(), kind.addTo(net, size, alpha));
        }
    }

    private Weights weights() {
        if (weightsFile == null) {
            return new RandomWeights(1);
        }
        return weightsFile.toString().endsWith(".h5") ? H5Weights.open(weightsFile) : NpzWeights.open(weightsFile);
    }

    private Tensor input(Network network) {
        if (imageFile == null) {
            return new RandomWeights(0)
                    .get("image", network.inputShapes().get(0).dims());
        }
        try {
            return Images.read(imageFile, size);
        } catch (IOException e) {
            throw new UncheckedIOException(imageFile + ": " + e.getMessage(), e);
        }
    }

    private void classify(float[] probabilities, PrintWriter out) {
        out.println(imageFile + ": the most probable classes"
                + (weightsFile == null ? " (of random weights, which know nothing)" : ""));
        IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .limit(BEST)
                .forEach(i ->
                        out.println(String.format(Locale.ROOT, "  class %4d  %6.2f %%", i, 100 * probabilities[i])));
    }

    private double medianMicros(Network network, List<Tensor> inputs, List<Tensor> outputs) {
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long begin = System.nanoTime();
            network.run(inputs, outputs);
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[runs / 2] / 1e3;
    }
}
