package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows per second of processor time, on the cluster and in as many processes without Spark, in turn, after Java has
 * compiled what is used. Spark alone, which reads the same files and throws the rows away, shows what is not the
 * transformer's. Processor time, because other work on the machine would decide by the clock; the times by the
 * clock are printed beside it.
 */
@EnabledIfSystemProperty(named = "depthwise4j.spark.long", matches = "true", disabledReason = "it measures")
class ThroughputTest {
    private static final int LEAST_WARM_UPS = 3;
    private static final int MOST_WARM_UPS = 8;
    /** Java's compilers take this part of a pass at most when everything is compiled that will be. */
    private static final double COMPILERS = 0.03;

    private static final int ROUNDS = 5;
    private static final double LEAST = 0.9;

    @TempDir
    private Path folder;

    private interface Pass {
        void run() throws IOException;
    }

    /** One kind of work, done by some processes. */
    private static final class Contender {
        private final String name;
        private final List<ProcessHandle> processes;
        private final Pass pass;
        private final List<Double> processor = new ArrayList<>();
        private final List<Double> clock = new ArrayList<>();
        private ProcessorTimes last;

        Contender(String name, List<ProcessHandle> processes, Pass pass) {
            this.name = name;
            this.processes = processes;
            this.pass = pass;
        }

        void run() throws IOException {
            ProcessorTimes before = ProcessorTimes.of(processes);
            long begin = System.nanoTime();
            pass.run();
            clock.add((System.nanoTime() - begin) / 1e9);
            last = ProcessorTimes.of(processes).since(before);
            processor.add(last.whole());
        }

        void warmUp() throws IOException {
            int passes = 0;
            do {
                run();
                passes++;
            } while (passes < LEAST_WARM_UPS
                    || last.of("compilers") > COMPILERS * last.whole() && passes < MOST_WARM_UPS);
            processor.clear();
            clock.clear();
        }

        String describe(int rows) {
            return String.format(
                    "%-24s %6.0f rows per second of processor time, %6.0f by the clock; the last pass: %s",
                    name, rows / median(processor), rows / median(clock), last);
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    @ParameterizedTest
    @EnumSource
    void theClusterReachesNineTenthsOfProcessesWithoutSpark(Load load) throws Exception {
        load.write(folder);
        List<Process> singles = new ArrayList<>();
        try (Cluster cluster = Cluster.start(
                "",
                // A task or two for each executor: tasks take seconds, as those of a real job.
                "spark.sql.files.openCostInBytes",
                "1",
                "spark.hadoop.mapreduce.input.fileinputformat.split.minsize",
                "4000000000")) {
            Dataset<Row> rows = load.read(cluster.session(), folder);
            for (int i = 0; i < Cluster.EXECUTORS; i++) {
                singles.add(single(load, i));
            }
            List<ProcessHandle> executors = cluster.processes().values().stream()
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
            Contender spark = new Contender(
                    "Spark", executors, () -> consume(load.transformer().transform(rows)));
            Contender alone = new Contender(
                    "without Spark", singles.stream().map(Process::toHandle).toList(), () -> pass(singles));
            Contender reading = new Contender("Spark, which only reads", executors, () -> consume(rows));
            List<Contender> all = new ArrayList<>(List.of(spark, alone, reading));
            if (load.isPictures()) {
                all.add(new Contender(
                        "Spark with ONNX Runtime", executors, () -> consume(OnnxRows.transform(rows, load))));
            }
            for (Contender each : all) {
                each.warmUp();
            }
            for (int i = 0; i < ROUNDS; i++) {
                for (Contender each : all) {
                    each.run();
                }
            }
            System.out.println(load + ", medians of " + ROUNDS + " passes:");
            all.forEach(each -> System.out.println(each.describe(load.count)));
            System.out.printf(
                    "for a row: Spark %.1f us, of them reading %.1f; without Spark %.1f us%n",
                    1e6 / load.count * median(spark.processor),
                    1e6 / load.count * median(reading.processor),
                    1e6 / load.count * median(alone.processor));
            double ratio = median(alone.processor) / median(spark.processor);
            System.out.printf(
                    "Spark / without Spark: %.3f by processor time, %.3f by the clock%n",
                    ratio, median(alone.clock) / median(spark.clock));
            assertThat(ratio).as("Spark / without Spark").isGreaterThan(LEAST);
        } finally {
            singles.forEach(Process::destroy);
        }
    }

    private Process single(Load load, int number) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        // As the executors.
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SingleJvm.class.getName(),
                        load.name(),
                        folder.toString(),
                        Integer.toString(number),
                        Integer.toString(Cluster.EXECUTORS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(line(process)).isEqualTo("ready");
        return process;
    }

    private static String line(Process process) throws IOException {
        // One line at a time: a reader that is thrown away must not have read more.
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1);
        return reader.readLine();
    }

    private static void pass(List<Process> singles) throws IOException {
        for (Process process : singles) {
            Writer out = process.outputWriter(StandardCharsets.UTF_8);
            out.write("\n");
            out.flush();
        }
        for (Process process : singles) {
            assertThat(line(process)).matches("-?\\d+");
        }
    }

    private static void consume(Dataset<Row> results) {
        results.write().format("noop").mode("overwrite").save();
    }
}
