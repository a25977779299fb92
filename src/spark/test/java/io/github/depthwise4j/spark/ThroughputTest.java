package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures per second of processor time, on the cluster and in as many processes without Spark, in turn. Processor time,
 * because other work on the machine would decide by the clock; the times by the clock are printed beside it.
 */
@EnabledIfSystemProperty(named = "depthwise4j.spark.long", matches = "true", disabledReason = "it measures")
class ThroughputTest {
    private static final int PICTURES = Integer.getInteger("depthwise4j.spark.pictures", 4_000);
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 3;
    private static final double LEAST = 0.9;

    @TempDir
    private Path folder;

    /** Rows per second of one kind of work, the best of all rounds. */
    private static final class Rate {
        private double perProcessorSecond;
        private double perSecond;

        void add(double processorSeconds, double seconds) {
            perProcessorSecond = Math.max(perProcessorSecond, PICTURES / processorSeconds);
            perSecond = Math.max(perSecond, PICTURES / seconds);
        }

        @Override
        public String toString() {
            return Math.round(perProcessorSecond) + " pictures per second of processor time, " + Math.round(perSecond)
                    + " by the clock";
        }
    }

    private interface Pass {
        void run() throws IOException;
    }

    private static double processorSeconds(List<ProcessHandle> processes) {
        return processes.stream()
                        .map(process -> process.info().totalCpuDuration().orElseThrow())
                        .mapToDouble(Duration::toMillis)
                        .sum()
                / 1000;
    }

    private static void measure(Rate rate, List<ProcessHandle> processes, Pass work) throws IOException {
        double processor = processorSeconds(processes);
        long begin = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        rate.add(processorSeconds(processes) - processor, seconds);
    }

    @Test
    void theClusterReachesNineTenthsOfProcessesWithoutSpark() throws Exception {
        Work.writePictures(folder, PICTURES, SingleJvm.SIZE, SingleJvm.SIZE);
        List<Process> singles = new ArrayList<>();
        try (Cluster cluster = Cluster.start("", "spark.sql.files.openCostInBytes", "65536")) {
            Dataset<Row> files = cluster.session().read().format("binaryFile").load(folder.toString());
            DepthwiseTransformer transformer = new DepthwiseTransformer();
            transformer.setOperation(SingleJvm.operation());
            transformer.setShape(SingleJvm.SIZE, SingleJvm.SIZE, 3);
            transformer.setBatchSize(SingleJvm.BATCH);
            transformer.setOutputBytes(true);
            for (int i = 0; i < Cluster.EXECUTORS; i++) {
                singles.add(single(i));
            }
            List<ProcessHandle> executors = cluster.processes().values().stream()
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                    .toList();
            List<ProcessHandle> others = singles.stream().map(Process::toHandle).toList();
            Rate spark = new Rate();
            Rate alone = new Rate();
            Rate onnx = new Rate();
            for (int i = 0; i < WARM_UPS + ROUNDS; i++) {
                boolean counts = i >= WARM_UPS;
                measure(counts ? spark : new Rate(), executors, () -> consume(transformer.transform(files)));
                measure(counts ? alone : new Rate(), others, () -> pass(singles));
                measure(counts ? onnx : new Rate(), executors, () -> onnxJob(files));
            }
            System.out.println("Spark with depthwise4j:    " + spark);
            System.out.println("processes without Spark:   " + alone);
            System.out.println("Spark with ONNX Runtime:   " + onnx);
            System.out.printf(
                    "Spark / without: %.3f of the processor time, %.3f by the clock%n",
                    spark.perProcessorSecond / alone.perProcessorSecond, spark.perSecond / alone.perSecond);
            assertThat(spark.perProcessorSecond / alone.perProcessorSecond).isGreaterThan(LEAST);
        } finally {
            singles.forEach(Process::destroy);
        }
    }

    private Process single(int number) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        // As the executors.
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SingleJvm.class.getName(),
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
            assertThat(line(process)).matches("\\d+ -?\\d+");
        }
    }

    private static void consume(Dataset<Row> results) {
        results.write().format("noop").mode("overwrite").save();
    }

    private static void onnxJob(Dataset<Row> files) {
        int content = files.schema().fieldIndex("content");
        float[] filter = nchw(SingleJvm.filter());
        consume(files.mapPartitions(
                        (MapPartitionsFunction<Row, byte[]>) rows -> new OnnxRows(rows, content, filter),
                        Encoders.BINARY())
                .toDF());
    }

    /** From height, width, in, out to out, in, height, width. */
    private static float[] nchw(float[] filter) {
        float[] other = new float[filter.length];
        for (int tap = 0; tap < 9; tap++) {
            for (int in = 0; in < 3; in++) {
                for (int out = 0; out < SingleJvm.OUTPUTS; out++) {
                    other[(out * 3 + in) * 9 + tap] = filter[(tap * 3 + in) * SingleJvm.OUTPUTS + out];
                }
            }
        }
        return other;
    }

    /** The same batches in ONNX Runtime, whose order is NCHW. */
    private static final class OnnxRows implements Iterator<byte[]> {
        private final Iterator<Row> rows;
        private final int content;
        private final OrtSession session;
        private final List<byte[]> results = new ArrayList<>();

        OnnxRows(Iterator<Row> rows, int content, float[] filter) throws OrtException {
            this.rows = rows;
            this.content = content;
            this.session = OnnxConvolution.session(filter, 3, 1, SingleJvm.OUTPUTS);
        }

        @Override
        public boolean hasNext() {
            return !results.isEmpty() || rows.hasNext();
        }

        @Override
        public byte[] next() {
            if (results.isEmpty()) {
                compute();
            }
            return results.remove(results.size() - 1);
        }

        private void compute() {
            int pixels = SingleJvm.SIZE * SingleJvm.SIZE;
            float[] pixel = new float[pixels * 3];
            float[] batch = new float[SingleJvm.BATCH * pixels * 3];
            int count = 0;
            try {
                for (; count < SingleJvm.BATCH && rows.hasNext(); count++) {
                    SingleJvm.pixels((byte[]) rows.next().get(content), pixel, 0);
                    for (int i = 0; i < pixels; i++) {
                        for (int c = 0; c < 3; c++) {
                            batch[(count * 3 + c) * pixels + i] = pixel[i * 3 + c];
                        }
                    }
                }
                float[] output =
                        OnnxConvolution.run(session, batch, SingleJvm.BATCH, 3, SingleJvm.SIZE, SingleJvm.SIZE);
                for (int i = 0; i < count; i++) {
                    float[] one = new float[output.length / SingleJvm.BATCH];
                    System.arraycopy(output, i * one.length, one, 0, one.length);
                    results.add(Work.bytes(one));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
