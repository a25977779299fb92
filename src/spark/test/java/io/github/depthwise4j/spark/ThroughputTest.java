package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The processor time of a row, on the cluster and in as many processes without Spark, in turn. Processor time, because
 * other work on the machine would decide by the clock.
 *
 * <p>Spark itself takes time for a row, to read it, to copy it, and to make room for a result. Two contenders that
 * compute nothing show how much: one of Spark, and one without it. What Spark leaves is then the time of the one of
 * Spark, and what computing adds without Spark. The transformer must reach nine tenths of that; of a network that takes
 * some milliseconds a row, nine tenths of the processes without Spark.
 */
@EnabledIfSystemProperty(named = "depthwise4j.spark.long", matches = "true", disabledReason = "it measures")
class ThroughputTest {
    private static final int LEAST_WARM_UPS = 2;
    private static final int MOST_WARM_UPS = 5;
    /** A load is warm when Java's compilers take this part of the time of all at most. */
    private static final double COMPILERS = 0.05;

    private static final int ROUNDS = 3;
    private static final double LEAST = 0.9;

    /** What the documentation asks users to set. */
    private static final String OPTIONS = "-Ddepthwise4j.threads=1";

    private static final List<Process> SINGLES = new ArrayList<>();

    private static Cluster cluster;

    /** A folder for each load. */
    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start(
                OPTIONS,
                // One task for each executor: tasks take seconds, as those of a real job.
                "spark.sql.files.openCostInBytes",
                "1",
                "spark.sql.files.maxPartitionBytes",
                "4g",
                "spark.hadoop.mapreduce.input.fileinputformat.split.minsize",
                "4000000000");
    }

    @BeforeAll
    static void startSingles() throws IOException {
        // As the executors, they live through all loads: Java has compiled as much in them.
        for (int i = 0; i < Cluster.EXECUTORS; i++) {
            SINGLES.add(single(i));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (Process process : SINGLES) {
            process.destroy();
            process.waitFor();
        }
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void theTransformerReachesNineTenthsOfWhatSparkLeaves(Load load) throws Exception {
        Path files = Files.createDirectory(folder.resolve(load.name()));
        load.write(files);
        List<ProcessHandle> executors = cluster.processes().values().stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        List<ProcessHandle> processes = SINGLES.stream().map(Process::toHandle).toList();
        Dataset<Row> rows = load.read(cluster.session(), files);
        Dataset<Row> results = load.transformer().transform(rows);
        Dataset<Row> passed = PassedRows.transform(rows, load);
        int many = load.count * load.repeats();
        Contender spark = new Contender("Spark", executors, load.count, () -> consume(results));
        Contender sparkPassing =
                new Contender("Spark, which only passes", executors, load.count, () -> consume(passed));
        Contender alone = new Contender("without Spark", processes, many, () -> ask(load, SingleJvm.COMPUTE));
        Contender alonePassing =
                new Contender("without Spark, only passes", processes, many, () -> ask(load, SingleJvm.PASS));
        List<Contender> all = new ArrayList<>(List.of(spark, sparkPassing, alone, alonePassing));
        if (load.isConvolution()) {
            Dataset<Row> others = OnnxRows.transform(rows, load);
            all.add(new Contender("Spark with ONNX Runtime", executors, load.count, () -> consume(others)));
        }
        warmUp(all);
        for (int i = 0; i < ROUNDS; i++) {
            run(all);
        }
        double left = sparkPassing.microseconds() + alone.microseconds() - alonePassing.microseconds();
        double ratio = left / spark.microseconds();
        System.out.println(load + ", medians of " + ROUNDS + " passes of " + load.count + " rows:");
        all.forEach(System.out::println);
        System.out.printf(
                "Spark leaves %.1f us; %.3f of that is reached; %.3f of the processes without Spark"
                        + " (%.3f by the clock)%n",
                left, ratio, alone.microseconds() / spark.microseconds(), spark.byTheClock() / alone.byTheClock());
        assertThat(ratio).as("of what Spark leaves").isGreaterThan(LEAST);
        if (load == Load.LANDMARKS) {
            assertThat(alone.microseconds() / spark.microseconds())
                    .as("of the processes without Spark")
                    .isGreaterThan(LEAST);
        }
    }

    private static void run(List<Contender> all) throws IOException {
        for (Contender each : all) {
            each.run();
        }
    }

    private static void warmUp(List<Contender> all) throws IOException {
        double compilers = 1;
        for (int i = 0; i < LEAST_WARM_UPS || compilers > COMPILERS && i < MOST_WARM_UPS; i++) {
            run(all);
            compilers = all.stream()
                            .mapToDouble(each -> each.last().of("compilers"))
                            .sum()
                    / all.stream().mapToDouble(each -> each.last().whole()).sum();
        }
        all.forEach(Contender::forget);
    }

    private static Process single(int number) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Cluster.javaOptions(OPTIONS));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                SingleJvm.class.getName(),
                folder.toString(),
                Integer.toString(number),
                Integer.toString(Cluster.EXECUTORS)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String line(Process process) throws IOException {
        // One line at a time: a reader that is thrown away must not have read more.
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1);
        return reader.readLine();
    }

    private static void ask(Load load, String what) throws IOException {
        for (Process process : SINGLES) {
            Writer out = process.outputWriter(StandardCharsets.UTF_8);
            out.write(load + " " + what + "\n");
            out.flush();
        }
        for (Process process : SINGLES) {
            assertThat(line(process)).matches("-?\\d+");
        }
    }

    private static void consume(Dataset<Row> results) {
        results.write().format("noop").mode("overwrite").save();
    }
}
