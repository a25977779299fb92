package io.github.depthwise4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** One operation per process and content. */
class SharedOperationsTest {
    private static final int THREADS = 12;
    private static final int CALLS = 60;
    private static final Shape INPUT = Shape.of(1, 9, 8, 2);

    private static OperationSpec spec(float first) {
        try (Tensor filter = Tensor.of(new float[] {first, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2, 1)) {
            return DepthwiseConv2d.builder(filter).spec();
        }
    }

    @Test
    void manyThreadsShareOneOperationAndLeaveNothingOpen() {
        Depthwise4j.trim();
        long operations = Depthwise4j.stats().operations();
        long bytes = MemoryCounts.liveBytes();
        float[] input = Data.values(INPUT, 1);
        float[] expected = new float[8 * 7 * 2];
        try (ConvolutionOperation alone = spec(1).build()) {
            alone.run(input, INPUT, expected);
        }
        Set<ConvolutionOperation> seen = ConcurrentHashMap.newKeySet();
        try (SharedOperation kept = SharedOperations.get(spec(1))) {
            Threads.run(THREADS, number -> {
                float[] output = new float[expected.length];
                for (int i = 0; i < CALLS; i++) {
                    try (SharedOperation share = SharedOperations.get(spec(1))) {
                        seen.add(share.operation());
                        share.operation().run(input, INPUT, output);
                    }
                    assertThat(output).isEqualTo(expected);
                }
            });
            assertThat(seen).containsExactly(kept.operation());
            assertThat(Depthwise4j.stats().operations()).isEqualTo(operations + 1);
        }
        Depthwise4j.trim();
        assertThat(Depthwise4j.stats().operations()).isEqualTo(operations);
        assertThat(MemoryCounts.liveBytes()).isEqualTo(bytes);
    }

    @Test
    void aClosedShareIsRefused() {
        SharedOperation share = SharedOperations.get(spec(2));
        share.close();
        share.close();
        assertThatThrownBy(share::operation)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SharedOperations");
        Depthwise4j.trim();
    }

    @Test
    void anOperationThatAUserClosedHarmsNobodyElse() {
        float[] output = new float[8 * 7 * 2];
        try (SharedOperation careless = SharedOperations.get(spec(3))) {
            careless.operation().close();
            try (SharedOperation next = SharedOperations.get(spec(3))) {
                next.operation().run(Data.values(INPUT, 1), INPUT, output);
            }
        }
        Depthwise4j.trim();
    }

    @Test
    void aForgottenShareIsEndedAndCounted() {
        LiveBlocks.settled();
        long leaks = Depthwise4j.stats().leaks();
        long operations = Depthwise4j.stats().operations();
        forget();
        LiveBlocks.collectUntil(() -> Depthwise4j.stats().leaks() == leaks + 1);
        assertThat(Depthwise4j.stats().leaks()).isEqualTo(leaks + 1);
        Depthwise4j.trim();
        assertThat(Depthwise4j.stats().operations()).isEqualTo(operations);
    }

    private static void forget() {
        SharedOperations.get(spec(4));
    }
}
