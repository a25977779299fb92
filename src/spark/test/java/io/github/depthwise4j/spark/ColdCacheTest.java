package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.Depthwise4j;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors without native code, and tasks that are ended from outside: cancelled, or outrun by a copy. */
class ColdCacheTest {
    private static final int ROWS = Work.LONG ? 100_000 : 1_200;
    private static final int PARTITIONS = 12;
    private static final int SLOW = 3;
    private static final String JAVACPP_CACHE = "-Dorg.bytedeco.javacpp.cachedir=";

    @TempDir
    private Path folder;

    private static DepthwiseTransformer transformer() {
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        return transformer;
    }

    /**
     * Speculation is on all the time. The first job is cancelled while the executors load the native code. In the last
     * ones a task does not come to its end before its copy on the other executor has, and is interrupted then.
     */
    @Test
    void tasksThatAreCancelledOrOutrunLeaveNothingNativeAndChangeNothing() throws Exception {
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
            Map<String, String> before = cluster.processes();
            assertThat(cache).doesNotExist();
            Gate shut = new Gate(folder.resolve("shut"));
            cancel(cluster, "in the first load", true, waitingInTheMiddle(shut), () -> Files.exists(cache));
            List<String> all = List.copyOf(before.values());
            cancel(cluster, "in a batch", true, waitingInTheMiddle(shut), () -> shut.names()
                    .containsAll(all));
            Gate far = new Gate(folder.resolve("far"));
            MapFunction<Long, byte[]> endless = id -> {
                if (id % 1_000 == 500) {
                    far.pass(Long.toString(ProcessHandle.current().pid()));
                }
                return Work.tensor(id);
            };
            cancel(cluster, "without interrupts", false, endless, () -> far.names()
                    .containsAll(all));
            for (int i = 0; i < 2; i++) {
                outrun(cluster, new Gate(folder.resolve("copies" + i)));
            }
            Executors.awaitNothingNative(cluster);
            assertThat(cluster.processes()).isEqualTo(before);
        }
        Cluster.delete(cache);
    }

    private static MapFunction<Long, byte[]> waitingInTheMiddle(Gate gate) {
        return id -> {
            if (id % 10 == 5) {
                gate.await(Long.toString(ProcessHandle.current().pid()));
            }
            return Work.tensor(id);
        };
    }

    /** A job that would not end by itself is cancelled at a moment. */
    private static void cancel(
            Cluster cluster,
            String group,
            boolean interrupts,
            MapFunction<Long, byte[]> input,
            Callable<Boolean> moment)
            throws Exception {
        CompletableFuture<Throwable> job = CompletableFuture.supplyAsync(() -> {
            cluster.context().setJobGroup(group, group, interrupts);
            try {
                // More rows than are ever computed.
                Work.hashes(transformer().transform(Work.table(cluster.session(), 1L << 40, 4, input)));
                return null;
            } catch (Exception e) {
                // Spark, in Scala, throws checked exceptions that it does not declare.
                return e;
            }
        });
        Gate.until("the job is " + group, moment);
        assertThat(job).as(group).isNotDone();
        Gate.until("the job has ended that was cancelled " + group, () -> {
            cluster.context().cancelJobGroup(group);
            return job.isDone();
        });
        assertThat(job.get()).as(group).isNotNull().satisfies(e -> assertThat(e.toString())
                .containsIgnoringCase("cancel"));
    }

    /** One task waits, until it is interrupted because its copy was faster. */
    private static void outrun(Cluster cluster, Gate gate) throws Exception {
        int rows = ROWS / PARTITIONS;
        Dataset<Row> table = Work.table(cluster.session(), ROWS, PARTITIONS, id -> {
            TaskContext task = TaskContext.get();
            if (task.partitionId() == SLOW && id % rows == rows / 2 + 1) {
                if (task.attemptNumber() == 0) {
                    gate.await("first");
                }
                gate.pass("copy");
            }
            return Work.tensor(id);
        });
        assertThat(Work.hashes(transformer().transform(table))).isEqualTo(Work.expectedTensors(ROWS));
        assertThat(gate.names()).contains("first", "copy");
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
