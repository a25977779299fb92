package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Depthwise4j;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a cluster: nothing is lost, nothing comes twice, and executors live on. */
class FaultsTest {
    private static final int ROWS = Work.LONG ? 20_000 : 2_000;
    private static final String JAVACPP_CACHE = "-Dorg.bytedeco.javacpp.cachedir=";

    @TempDir
    private Path folder;

    private static DepthwiseTransformer transformer() {
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        return transformer;
    }

    /** A table that takes about this time for each of the two executors. */
    private static Dataset<Row> slowTable(Cluster cluster, int partitions, long millis) {
        long microsPerRow = Math.max(1, 1000 * millis * Cluster.EXECUTORS / ROWS);
        return Work.table(cluster.session(), ROWS, partitions, id -> {
            TimeUnit.MICROSECONDS.sleep(microsPerRow);
            return Work.tensor(id);
        });
    }

    @Test
    void anExecutorKilledInTheMiddleLosesAndDoublesNothing() throws Exception {
        try (Cluster cluster = Cluster.start("")) {
            Map<String, String> before = cluster.processes();
            CompletableFuture<Map<Long, Long>> job = CompletableFuture.supplyAsync(
                    () -> Work.hashes(transformer().transform(slowTable(cluster, 16, 6_000))));
            Thread.sleep(2_000);
            long victim = Long.parseLong(before.values().iterator().next());
            assertThat(job).isNotDone();
            assertThat(ProcessHandle.of(victim).orElseThrow().destroyForcibly()).isTrue();
            assertThat(job.get(5, TimeUnit.MINUTES)).isEqualTo(Work.expectedTensors(ROWS));
            assertThat(cluster.processes()).isNotEqualTo(before);
        }
    }

    /** Copies of slow tasks are started, and the slower of the two is interrupted, from the first load on. */
    @Test
    void speculationWithColdCachesChangesNothing() throws Exception {
        Path cache = folder.resolve("cache");
        try (Cluster cluster = Cluster.start(
                JAVACPP_CACHE + cache,
                "spark.speculation",
                "true",
                "spark.speculation.interval",
                "50ms",
                "spark.speculation.quantile",
                "0.1",
                "spark.speculation.multiplier",
                "1.01",
                "spark.speculation.minTaskRuntime",
                "10ms")) {
            cluster.context().sc().setLocalProperty("spark.job.interruptOnCancel", "true");
            Dataset<Row> table = Work.table(cluster.session(), ROWS, 12, id -> {
                TaskContext task = TaskContext.get();
                if (task.attemptNumber() == 0 && task.partitionId() % 4 == 3 && id % 16 == 5) {
                    Thread.sleep(400);
                }
                return Work.tensor(id);
            });
            for (int i = 0; i < 2; i++) {
                assertThat(Work.hashes(transformer().transform(table))).isEqualTo(Work.expectedTensors(ROWS));
            }
            assertThat(cache).isDirectory();
            Executors.awaitNothingNative(cluster);
        }
        Cluster.delete(cache);
    }

    /** The first task of an executor is cancelled while it loads the native code; the next one computes. */
    @Test
    void jobsThatAreCancelledLeaveNothingNativeAndTheExecutorsAlive() throws Exception {
        Path cache = folder.resolve("cold");
        try (Cluster cluster = Cluster.start(JAVACPP_CACHE + cache)) {
            Map<String, String> before = cluster.processes();
            for (int i = 0; i < 4; i++) {
                String group = "group " + i;
                CompletableFuture<Throwable> job = CompletableFuture.supplyAsync(() -> {
                    cluster.context().setJobGroup(group, group, true);
                    try {
                        Work.hashes(transformer().transform(slowTable(cluster, 4, 30_000)));
                        return null;
                    } catch (Exception e) {
                        // Spark, in Scala, throws checked exceptions that it does not declare.
                        return e;
                    }
                });
                Thread.sleep(i * 700L + 500);
                // A group whose job has not begun yet has nothing to cancel.
                while (!job.isDone()) {
                    cluster.context().cancelJobGroup(group);
                    Thread.sleep(100);
                }
                assertThat(job.get(1, TimeUnit.MINUTES)).isNotNull().satisfies(e -> assertThat(e.toString())
                        .containsIgnoringCase("cancel"));
            }
            assertThat(Work.hashes(transformer().transform(Work.table(cluster.session(), 100, 4, Work::tensor))))
                    .isEqualTo(Work.expectedTensors(100));
            Executors.awaitNothingNative(cluster);
            assertThat(cluster.processes()).isEqualTo(before);
        }
        Cluster.delete(cache);
    }

    @Test
    void aBatchBeyondTheMemoryLimitFailsClearlyAndASmallerOneWorks() throws Exception {
        try (Cluster cluster = Cluster.start("-Ddepthwise4j.memoryLimit=4m", "spark.task.maxFailures", "2")) {
            Map<String, String> before = cluster.processes();
            DepthwiseTransformer transformer = transformer();
            transformer.setBatchSize(20_000);
            Dataset<Row> table = Work.table(cluster.session(), 100, 4, Work::tensor);
            assertThatThrownBy(() -> transformer.transform(table).collectAsList())
                    .hasStackTraceContaining("NativeMemoryException")
                    .hasStackTraceContaining("use smaller batches");
            transformer.setBatchSize(Work.BATCH);
            assertThat(Work.hashes(transformer.transform(table))).isEqualTo(Work.expectedTensors(100));
            assertThat(cluster.processes()).isEqualTo(before);
        }
    }

    /** JavaCPP tries three folders. A file where a folder should be stops every user, root as well. */
    @Test
    void thatNoFolderForNativeCodeCanBeWrittenIsToldByEveryExecutor() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        String options = JAVACPP_CACHE + file.resolve("below") + " -Duser.home=" + file + " -Djava.io.tmpdir=" + file;
        try (Cluster cluster = Cluster.start(options, "spark.task.maxFailures", "1")) {
            Map<String, String> before = cluster.processes();
            assertThatThrownBy(() -> transformer()
                            .transform(Work.table(cluster.session(), 100, 4, Work::tensor))
                            .collectAsList())
                    .hasStackTraceContaining("NativeLoadException")
                    .hasStackTraceContaining("below");
            assertThat(cluster.onEveryExecutor(task -> {
                        try {
                            return "loaded " + Depthwise4j.load();
                        } catch (RuntimeException e) {
                            return e.getClass().getSimpleName() + " " + e.getMessage();
                        }
                    }))
                    .hasSize(Cluster.EXECUTORS)
                    .allSatisfy((executor, text) ->
                            assertThat(text).startsWith("NativeLoadException").contains("below"));
            assertThat(cluster.processes()).isEqualTo(before);
        }
    }
}
