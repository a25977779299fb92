package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibraryStats;
import java.util.Map;

/** What the library holds on the executors. */
final class Executors {
    /** Longer than an idle operation is kept; no test waits so long if all is well. */
    private static final long PATIENCE_MILLIS = 60_000;

    private Executors() {}

    /** Waits until the idle operations have been closed by themselves, and no executor holds native memory. */
    static void awaitNothingNative(Cluster cluster) throws InterruptedException {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        Map<String, String> held = held(cluster);
        while (held.values().stream().anyMatch(each -> !each.startsWith("0 bytes"))
                && System.currentTimeMillis() < end) {
            Thread.sleep(500);
            held = held(cluster);
        }
        assertThat(held).hasSize(Cluster.EXECUTORS).allSatisfy((executor, text) -> assertThat(text)
                .as("executor " + executor)
                .startsWith("0 bytes, 0 operations, 0 leaks"));
    }

    private static Map<String, String> held(Cluster cluster) {
        return cluster.onEveryExecutor(task -> {
            LibraryStats stats = Depthwise4j.stats();
            return stats.nativeBytes() + " bytes, " + stats.operations() + " operations, " + stats.leaks() + " leaks";
        });
    }
}
