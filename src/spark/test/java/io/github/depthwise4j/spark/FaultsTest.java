package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on executors that run: nothing is lost, nothing comes twice. */
class FaultsTest {
    private static final int ROWS = Work.LONG ? 100_000 : 2_000;
    private static final int PARTITIONS = 16;

    private static Cluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start("-Ddepthwise4j.memoryLimit=4m");
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private static DepthwiseTransformer transformer() {
        DepthwiseTransformer transformer = Work.transformer(Work.TENSOR);
        transformer.setInputFormat("float32");
        return transformer;
    }

    /** Both executors are in the middle of a batch when one dies; they have some partitions behind them. */
    @Test
    void anExecutorKilledInTheMiddleLosesAndDoublesNothing() throws Exception {
        Gate gate = new Gate(folder.resolve("gate"));
        Map<String, String> before = cluster.processes();
        int rows = ROWS / PARTITIONS;
        Dataset<Row> table = Work.table(cluster.session(), ROWS, PARTITIONS, id -> {
            if (TaskContext.get().partitionId() >= PARTITIONS / 4 && id % rows == rows / 2 + 1) {
                gate.await(Long.toString(ProcessHandle.current().pid()));
            }
            return Work.tensor(id);
        });
        CompletableFuture<Map<Long, Long>> job =
                CompletableFuture.supplyAsync(() -> Work.hashes(transformer().transform(table)));
        gate.awaitNames(List.copyOf(before.values()));
        assertThat(job).isNotDone();
        long victim = Long.parseLong(before.values().iterator().next());
        assertThat(ProcessHandle.of(victim).orElseThrow().destroyForcibly()).isTrue();
        gate.open();
        assertThat(job.get(10, TimeUnit.MINUTES)).isEqualTo(Work.expectedTensors(ROWS));
        assertThat(cluster.processes().values()).doesNotContain(Long.toString(victim));
    }

    @Test
    void aBatchBeyondTheMemoryLimitFailsClearlyAndASmallerOneWorks() throws Exception {
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
