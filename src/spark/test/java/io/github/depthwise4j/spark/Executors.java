package io.github.depthwise4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.LibraryStats;
import java.util.Map;

/** What the library holds on the executors. */
final class Executors {
    private Executors() {}

    /** Waits until the idle operations have been closed by themselves, and no executor holds native memory. */
    static void awaitNothingNative(Cluster cluster) throws Exception {
        Gate.until("the executors hold nothing native", () -> {
            Map<String, String> held = held(cluster);
            assertThat(held).hasSize(Cluster.EXECUTORS).allSatisfy((executor, text) -> assertThat(text)
                    .as("executor " + executor)
                    .endsWith(" 0 leaks"));
            return held.values().stream().allMatch(each -> each.startsWith("0 bytes, 0 operations"));
        });
    }

    private static Map<String, String> held(Cluster cluster) throws Exception {
        return cluster.onEveryExecutor(task -> {
            LibraryStats stats = Depthwise4j.stats();
            return stats.nativeBytes() + " bytes, " + stats.operations() + " operations, " + stats.leaks() + " leaks";
        });
    }
}
