package io.github.depthwise4j.plan.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.memory.RefusedRequests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapArrayBuffersTest {
    private static final int LENGTH = 100;

    /** A limit of a few bytes stands for a chunk above 2 GiB, which is too large for a buffer. */
    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE, LENGTH * Float.BYTES, LENGTH * Float.BYTES - 1, 0})
    void copiesInAndOutWhateverABufferCanHold(long mostBufferBytes) {
        float[] in = new float[LENGTH + 2];
        for (int i = 0; i < in.length; i++) {
            in[i] = i;
        }
        HeapArrayBuffers stage = HeapArrayBuffers.of(LENGTH, LENGTH, mostBufferBytes);
        try {
            stage.load(in, 1, LENGTH);
            float[] between = new float[LENGTH];
            stage.src().read(0, between, 0, LENGTH);
            stage.dst().write(between, 0, 0, LENGTH);
            float[] out = new float[LENGTH + 2];
            stage.store(out, 2, LENGTH);
            assertThat(out).startsWith(0, 0, 1, 2).endsWith(LENGTH - 1, LENGTH);
        } finally {
            stage.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whicheverOfItsBlocksIsRefusedTheOtherIsFreed(int refused) {
        long blocks = MemoryCounts.liveBlocks();
        try (RefusedRequests one = RefusedRequests.after(refused)) {
            assertThatThrownBy(() -> HeapArrayBuffers.of(LENGTH, LENGTH)).isInstanceOf(NativeMemoryException.class);
            assertThat(one.count()).isEqualTo(refused + 1);
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
    }

    /** The largest array has 8 GiB, and no buffer can be so large. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 29, (1 << 29) + 1})
    void aPartAboveTwoGibibytesHasAStage(int length) {
        long blocks = MemoryCounts.liveBlocks();
        HeapArrayBuffers stage = HeapArrayBuffers.of(1, length);
        float[] out = {1, 2, 3};
        stage.dst().write(out, 0, (length - 3L) * Float.BYTES, 3);
        stage.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
    }
}
