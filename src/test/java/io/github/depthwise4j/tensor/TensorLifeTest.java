package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TensorLifeTest {
    private long before;

    @BeforeEach
    void countWhatIsAlive() {
        before = LiveBlocks.settled();
    }

    @Test
    void closeGivesTheMemoryBackAtOnce() {
        Tensor tensor = Tensor.allocate(DataType.FLOAT32, 100);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        tensor.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
        tensor.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void refusedTensorsLeaveNothingBehind() {
        for (Runnable refused : new Runnable[] {
            () -> Tensor.of(new float[2], 3), () -> Tensor.allocate(null, 3), () -> Tensor.of((float[]) null, 3)
        }) {
            try {
                refused.run();
            } catch (IllegalArgumentException | NullPointerException expected) {
                assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
                continue;
            }
            throw new AssertionError("not refused");
        }
    }

    @Test
    void forgottenTensorsAreFreedByTheGarbageCollector() {
        forget(50);
        LiveBlocks.await(before);
    }

    private void forget(int tensors) {
        Tensor last = null;
        for (int i = 0; i < tensors; i++) {
            last = Tensor.allocate(DataType.FLOAT32, 10);
            last.asFloatBuffer().put(0, i);
        }
        assertThat(MemoryCounts.liveBlocks()).isGreaterThan(before);
        Reference.reachabilityFence(last);
    }

    @Test
    void aTensorInUseIsNotCollected() {
        Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3);
        LiveBlocks.collectRepeatedly();
        assertThat(tensor.toFloatArray()).containsExactly(1, 2, 3);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        tensor.close();
    }

    @Test
    void aViewSurvivesCloseAndGarbageCollectionAndThenTheMemoryGoes() {
        FloatBuffer view = viewOfAClosedTensor();
        LiveBlocks.collectRepeatedly();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        assertThat(view.get(2)).isEqualTo(3);
        view.put(2, 5);
        assertThat(view.get(2)).isEqualTo(5);
        Reference.reachabilityFence(view);
        view = null;
        LiveBlocks.await(before);
    }

    @Test
    void aBufferMadeFromAViewKeepsTheMemoryToo() {
        FloatBuffer slice = viewOfAClosedTensor().duplicate().position(1).slice();
        LiveBlocks.collectRepeatedly();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        assertThat(slice.get(1)).isEqualTo(3);
        Reference.reachabilityFence(slice);
        slice = null;
        LiveBlocks.await(before);
    }

    @Test
    void aViewSurvivesAForgottenTensor() {
        FloatBuffer view = viewOfAForgottenTensor();
        LiveBlocks.collectRepeatedly();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        assertThat(view.get(1)).isEqualTo(2);
        Reference.reachabilityFence(view);
        view = null;
        LiveBlocks.await(before);
    }

    @Test
    void aWrappingTensorKeepsTheBufferOfItsCallerReachable() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
        buffer.putFloat(4, 3);
        WeakReference<ByteBuffer> reference = new WeakReference<>(buffer);
        Tensor tensor = Tensor.wrap(buffer, 2);
        buffer = null;
        LiveBlocks.collectRepeatedly();
        assertThat(reference.get()).isNotNull();
        assertThat(tensor.toFloatArray()).containsExactly(0, 3);
        FloatBuffer view = tensor.asFloatBuffer();
        tensor.close();
        tensor = null;
        LiveBlocks.collectRepeatedly();
        assertThat(reference.get()).as("while a view is reachable").isNotNull();
        assertThat(view.get(1)).isEqualTo(3);
        Reference.reachabilityFence(view);
        view = null;
        LiveBlocks.collectUntil(() -> reference.get() == null);
        assertThat(reference.get()).as("when nobody uses it").isNull();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    private static FloatBuffer viewOfAClosedTensor() {
        try (Tensor tensor = Tensor.of(new float[] {1, 2, 3}, 3)) {
            return tensor.asFloatBuffer();
        }
    }

    private static FloatBuffer viewOfAForgottenTensor() {
        return Tensor.of(new float[] {1, 2, 3}, 3).asFloatBuffer();
    }
}
