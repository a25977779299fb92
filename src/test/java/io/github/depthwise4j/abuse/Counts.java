package io.github.depthwise4j.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Nn;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.Plan;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;

/** What is alive outside the Java heap, while the one-shot calls keep the plans of known problems and no others. */
record Counts(long blocks, long bytes, long handles, long plans) {
    private static final int[] STRIDES = {1, 1};

    /** Counts once everything unreachable is freed. */
    static Counts settled() {
        fillOneShotCaches();
        LiveBlocks.settled();
        return now();
    }

    /** Counts at once, for work that leaves nothing to the collector. */
    static Counts withKnownPlans() {
        fillOneShotCaches();
        return now();
    }

    private static Counts now() {
        return new Counts(NativeMemory.liveBlocks(), NativeMemory.liveBytes(), Handles.live(), Plan.live());
    }

    /** Fails unless everything is as it was. */
    void assertBack() {
        fillOneShotCaches();
        LiveBlocks.collectUntil(() -> now().equals(this));
        assertThat(now()).as("what is alive outside the heap").isEqualTo(this);
    }

    private static void fillOneShotCaches() {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 1, 1, 1, 1)) {
            for (int rows = 1; rows <= RuntimeSettings.current().planCacheCapacity(); rows++) {
                try (Tensor input = Tensor.allocate(DataType.FLOAT32, 1, rows, 1, 1)) {
                    Nn.depthwiseConv2d(input, filter, STRIDES, Padding.VALID).close();
                    Nn.separableConv2d(input, filter, filter, STRIDES, Padding.VALID, null, null, null)
                            .close();
                }
            }
        }
    }
}
