package io.github.depthwise4j.examples;

import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code network}: runs a whole network and shows where the time goes. */
@Command(
        name = "network",
        description = "Runs a whole network and shows where the time goes.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the computation failed", "2:a file or an option cannot be used"},
        footer = {"", "Example:", "  network mobilenet_v1 --weights mobilenet_v1.npz --image photo.png"})
public final class NetworkCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;
    private static final int BEST = 5;
    private static final int SMALLEST_IMAGE = 32;
    private static final int LARGEST_IMAGE = 2048;

    /** Which network. */
    private enum Kind {
        MOBILENET_V1(224),
        MOBILENET_V2(224),
        XCEPTION_MIDDLE(19);

        private final int usualSize;

        Kind(int usualSize) {
            this.usualSize = usualSize;
        }

        /** The name on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help and exits.")
    private boolean help;

    @Parameters(paramLabel = "<network>", description = "${COMPLETION-CANDIDATES}.")
    private Kind kind;

    @Option(names = "--weights", paramLabel = "<file.npz>", description = "Keras's weights; random ones if not given.")
    private Path weightsFile;

    @Option(names = "--image", paramLabel = "<picture>", description = "A PNG or JPEG file to classify.")
    private Path imageFile;

    @Option(names = "--size", description = "Rows and columns of the input; 224, or 19 for xception_middle.")
    private Integer size;

    @Option(
            names = "--alpha",
            defaultValue = "1",
            description = "Scales the channels of a MobileNet; ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(names = "--runs", defaultValue = "50", description = "How often to run for the times; ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--threads",
            defaultValue = "1",
            description = "How many callers run at the same time, each a network of its own; ${DEFAULT-VALUE}.")
    private int threads;

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
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    boolean badInput = failure instanceof IllegalArgumentException;
                    return tell(command, failure.getMessage(), badInput ? BAD_INPUT : FAILED);
                });
    }

    private static int tell(CommandLine command, String message, int exitCode) {
        command.getErr().println("network: " + message);
        command.getErr().flush();
        return exitCode;
    }

    @Override
    public Integer call() throws InterruptedException {
        checkOptions();
        Architecture architecture = architecture();
        try (Tensor input = input(architecture.inputShape());
                Network network = network(architecture)) {
            if (imageFile != null) {
                classify(network, input);
            }
            LayerTimes times = LayerTimes.measure(network, input, runs);
            spec.commandLine().getOut().println(kind + ", " + (weightsFile == null ? "random weights" : weightsFile));
            times.print(spec.commandLine().getOut());
            if (threads > 1) {
                measureThroughput(architecture, input);
            }
            spec.commandLine().getOut().flush();
        }
        return 0;
    }

    private void checkOptions() {
        check(runs >= 1 && runs <= 100_000, "--runs is " + runs + ", but must be from 1 to 100000.");
        check(threads >= 1 && threads <= 256, "--threads is " + threads + ", but must be from 1 to 256.");
        check(alpha >= 0.1 && alpha <= 4, "--alpha is " + alpha + ", but must be from 0.1 to 4.");
        int smallest = kind == Kind.XCEPTION_MIDDLE ? 1 : SMALLEST_IMAGE;
        check(
                size() >= smallest && size() <= LARGEST_IMAGE,
                "--size is " + size() + ", but must be from " + smallest + " to " + LARGEST_IMAGE + ".");
        boolean needsNoImage = kind == Kind.XCEPTION_MIDDLE;
        check(
                !needsNoImage || imageFile == null,
                "--image cannot be used with " + kind + ", whose input is the result of other layers.");
        check(!needsNoImage || alpha == 1, "--alpha cannot be used with " + kind + ", which has one width only.");
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private int size() {
        return size == null ? kind.usualSize : size;
    }

    private Architecture architecture() {
        return switch (kind) {
            case MOBILENET_V1 -> MobileNetV1.of(size(), alpha);
            case MOBILENET_V2 -> MobileNetV2.of(size(), alpha);
            case XCEPTION_MIDDLE -> XceptionMiddleFlow.of(size());
        };
    }

    private Network network(Architecture architecture) {
        if (weightsFile == null) {
            return Network.of(architecture, new RandomWeights(1));
        }
        try (NpzWeights weights = NpzWeights.open(weightsFile)) {
            return Network.of(architecture, weights);
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(weightsFile + ": " + reason(weightsFile, e.getCause()), e);
        } catch (InvalidProblemException e) {
            throw new IllegalArgumentException(weightsFile + ": " + e.getMessage(), e);
        }
    }

    private Tensor input(Shape shape) {
        if (imageFile == null) {
            return new RandomWeights(0).get("image", shape.dims());
        }
        try {
            return Images.read(imageFile, size());
        } catch (IOException e) {
            throw new IllegalArgumentException(imageFile + ": " + reason(imageFile, e), e);
        }
    }

    /** The message of many file exceptions is only the path. */
    private static String reason(Path file, IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file; check the path.";
        }
        return Files.isDirectory(file) ? "this is a directory; name a file." : failure.getMessage() + ".";
    }

    private void classify(Network network, Tensor input) {
        float[] probabilities = network.infer(input).clone();
        spec.commandLine()
                .getOut()
                .println(imageFile + ": the most probable classes"
                        + (weightsFile == null ? " (of random weights, which know nothing)" : ""));
        for (int place = 0; place < BEST; place++) {
            int best = 0;
            for (int i = 1; i < probabilities.length; i++) {
                best = probabilities[i] > probabilities[best] ? i : best;
            }
            spec.commandLine()
                    .getOut()
                    .println(String.format(Locale.ROOT, "  class %4d  %6.2f %%", best, 100 * probabilities[best]));
            probabilities[best] = Float.NEGATIVE_INFINITY;
        }
    }

    private void measureThroughput(Architecture architecture, Tensor input) throws InterruptedException {
        Throughput throughput = Throughput.measure(() -> network(architecture), input, threads, runs);
        spec.commandLine().getOut().println(throughput);
    }
}
