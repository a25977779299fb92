package io.github.depthwise4j.plan.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.memory.LiveBlocks;
import org.junit.jupiter.api.Test;

class RecentCollectionTest {
    private static final long SECOND = 1_000_000_000;

    private long nanos = Long.MAX_VALUE - SECOND;
    private final RecentCollection recent = new RecentCollection(() -> nanos);

    /** The JVM may collect at any other moment too. */
    @Test
    void aCollectionIsRecentForASecond() {
        LiveBlocks.collectUntil(recent);
        assertThat(recent.getAsBoolean()).as("after a collection").isTrue();

        nanos += SECOND;
        assertThat(recent.getAsBoolean()).as("a second later").isTrue();

        // Not if there was another collection meanwhile.
        for (int i = 0; i < 3 && recent.getAsBoolean(); i++) {
            nanos += SECOND + 1;
        }
        assertThat(recent.getAsBoolean()).as("more than a second later").isFalse();
    }
}
