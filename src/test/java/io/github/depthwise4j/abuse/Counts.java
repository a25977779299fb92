package io.github.depthwise4j.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.base.Plan;

/**
 * What is alive outside the Java heap. The library first frees what it keeps for later calls, so that this is not
 * counted.
 */
record Counts(long blocks, long bytes, long handles, long plans) {
    /** Counts once everything unreachable is freed. */
    static Counts settled() {
        Depthwise4j.trim();
        LiveBlocks.settled();
        return now();
    }

    /** Counts at once, for work that leaves nothing to the collector. */
    static Counts withoutKeptPlans() {
        Depthwise4j.trim();
        return now();
    }

    private static Counts now() {
        return new Counts(MemoryCounts.liveBlocks(), MemoryCounts.liveBytes(), Handles.live(), Plan.live());
    }

    /** Fails unless everything is as it was. */
    void assertBack() {
        Depthwise4j.trim();
        LiveBlocks.collectUntil(() -> now().equals(this));
        assertThat(now()).as("what is alive outside the heap").isEqualTo(this);
    }
}
