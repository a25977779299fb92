package io.github.depthwise4j.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;

/**
 * Puts random problems, the layers of known networks and wrong parameters to TensorFlow's own kernels and to this
 * library, and compares both with the exact results.
 *
 * <p>Runs once in a process of its own for each of TensorFlow's two sets of kernels, and ends with 1 if there was a
 * disagreement that is not a mistake of TensorFlow's by the oracle.
 */
public final class AgainstTensorFlow {
    private static final String PREFIX = "depthwise4j.tensorflow.";
    private static final long SEED = Long.getLong(PREFIX + "seed", 20_240_607L);
    private static final int DEPTHWISE = Integer.getInteger(PREFIX + "depthwise", 3_000);
    private static final int CONV2D = Integer.getInteger(PREFIX + "conv2d", 2_000);
    private static final int SEPARABLE = Integer.getInteger(PREFIX + "separable", 1_000);
    private static final int WRONG = Integer.getInteger(PREFIX + "wrong", 600);

    private static final String FILE = System.getProperty(PREFIX + "problems");

    private final Kernels kernels;
    private final List<Tally> tallies = new ArrayList<>();

    private AgainstTensorFlow(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Without arguments starts a process per set of kernels; with one does the work of that process.
     *
     * @param arguments {@code here}, or none
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            System.exit(new AgainstTensorFlow(Kernels.current()).run() ? 0 : 1);
        }
        int exit = 0;
        for (Kernels kernels : Kernels.values()) {
            exit = Math.max(exit, child(kernels));
        }
        System.exit(exit);
    }

    private static int child(Kernels kernels) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("depthwise4j."))
                .sorted()
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx4g", "-cp", System.getProperty("java.class.path"), AgainstTensorFlow.class.getName(), "here"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .inheritIO()
                .redirectError(log(kernels).toFile());
        builder.environment().put(Kernels.VARIABLE, kernels.value());
        // TensorFlow logs what it refuses; here that is compared.
        builder.environment().put("TF_CPP_MIN_LOG_LEVEL", "3");
        return builder.start().waitFor();
    }

    /** TensorFlow's log is long; it goes to a file. */
    private static Path log(Kernels kernels) throws IOException {
        return Files.createDirectories(Path.of("target"))
                .resolve("tensorflow-" + kernels.toString().toLowerCase(Locale.ROOT) + ".log");
    }

    private boolean run() throws IOException {
        System.out.printf("TensorFlow %s, kernels %s, seed %d%n%n", TensorFlow.version(), kernels, SEED);
        System.out.print(Tally.header());
        if (FILE != null) {
            contest("of the file", Networks.read(Files.readString(Path.of(FILE))).stream());
            return summary();
        }
        Problems problems = new Problems(SEED);
        contest("depthwise_conv2d", Stream.generate(problems::depthwise).limit(DEPTHWISE));
        contest("conv2d", Stream.generate(problems::conv2d).limit(CONV2D));
        contest("separable_conv2d", Stream.generate(problems::separable).limit(SEPARABLE));
        contest("layers of networks", Networks.layers().stream());
        boolean numbersAgree = summary();
        return wrongCalls() && numbersAgree;
    }

    private boolean summary() {
        System.out.println();
        tallies.forEach(tally -> System.out.print(tally.notes()));
        return tallies.stream().allMatch(tally -> tally.disagreements() == 0);
    }

    private boolean wrongCalls() {
        Refusals vectors = new Refusals(kernels);
        Refusals.vectors().forEach(vectors::add);
        System.out.print(vectors.table("error vectors"));
        Problems problems = new Problems(SEED);
        WrongCalls wrongCalls = new WrongCalls(SEED);
        Refusals random = new Refusals(kernels);
        Stream.<Supplier<Convolution>>of(problems::depthwise, problems::conv2d, problems::separable)
                .flatMap(supplier -> Stream.generate(supplier)
                        // Of an empty output TensorFlow checks less.
                        .filter(problem -> problem.outputShape().elementCount() > 0)
                        .limit(WRONG / 3))
                .map(wrongCalls::next)
                .forEach(random::add);
        System.out.println(random.table("random wrong calls"));
        return vectors.disagreements() + random.disagreements() == 0;
    }

    private void contest(String name, Stream<Convolution> problems) {
        Tally tally = new Tally(name);
        AtomicLong seed = new AtomicLong();
        problems.forEach(
                problem -> tally.add(problem.toString(), new Contest(problem, kernels, seed.getAndIncrement()).run()));
        tallies.add(tally);
        System.out.print(tally.row());
    }
}
