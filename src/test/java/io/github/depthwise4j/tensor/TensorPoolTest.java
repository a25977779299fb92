package io.github.depthwise4j.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.memory.LimitedMemory;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.memory.TensorMemory;
import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TensorPoolTest {
    private static final long MEBIBYTE = 1 << 20;

    private long before;

    @BeforeEach
    void countWhatIsAlive() {
        Depthwise4j.trim();
        before = LiveBlocks.settled();
    }

    private static long address(Tensor tensor) {
        return TensorMemory.memoryOf(tensor).address();
    }

    @Test
    void aClosedTensorsMemoryIsUsedAgainByTheNextOfItsSize() {
        try (TensorPool pool = TensorPool.create(MEBIBYTE)) {
            long address;
            try (Tensor tensor = pool.acquire(2, 3)) {
                address = address(tensor);
                assertThat(address % 64).isZero();
                assertThat(pool.idleTensors()).isZero();
            }
            assertThat(pool.idleBytes()).isEqualTo(24);
            try (Tensor other = pool.acquire(7);
                    Tensor again = pool.acquire(Shape.of(6));
                    Tensor more = pool.acquire(6)) {
                assertThat(address(again)).isEqualTo(address);
                assertThat(address(more)).isNotEqualTo(address);
                assertThat(address(other)).isNotEqualTo(address);
            }
            assertThat(pool.reusedCount()).isEqualTo(1);
            assertThat(pool.allocatedCount()).isEqualTo(3);
            assertThat(pool.idleTensors()).isEqualTo(3);
            assertThat(pool)
                    .hasToString("TensorPool(3 idle tensors, 76 of at most 1048576 idle bytes, reused 1, allocated 3)");
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void memoryComesBackWhenTheLastViewIsClosed() {
        try (TensorPool pool = TensorPool.create(MEBIBYTE)) {
            Tensor tensor = pool.acquire(4, 4);
            Tensor row = tensor.subTensor(1);
            Tensor cell = row.slice(2, 3);
            tensor.close();
            row.close();
            assertThat(pool.idleTensors()).isZero();
            cell.fill(5);
            try (Tensor other = pool.acquire(4, 4)) {
                other.fill(1);
                assertThat(cell.get(0)).isEqualTo(5);
            }
            cell.close();
            assertThat(pool.idleTensors()).isEqualTo(2);
            assertThatIllegalStateException().isThrownBy(tensor::toFloatArray);
            tensor.close();
            assertThat(pool.idleTensors()).isEqualTo(2);
        }
    }

    @Test
    void memoryWithAReachableBufferIsNotHandedOut() {
        try (TensorPool pool = TensorPool.create(MEBIBYTE)) {
            Tensor tensor = pool.acquire(3);
            FloatBuffer buffer = tensor.asFloatBuffer();
            buffer.put(0, 9);
            tensor.close();
            try (Tensor other = pool.acquire(3)) {
                other.fill(1);
            }
            assertThat(buffer.get(0)).isEqualTo(9);
            assertThat(pool.reusedCount()).isZero();
            Reference.reachabilityFence(buffer);
        }
    }

    @Test
    void theOldestIdleMemoryGoesWhenTheBoundsAreReached() {
        try (TensorPool pool = TensorPool.create(1000)) {
            close(pool.acquire(100), pool.acquire(101), pool.acquire(50), pool.acquire(251));
            assertThat(pool.idleBytes()).isEqualTo(604);
            assertThat(pool.idleTensors()).isEqualTo(2);
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 2);
            List<Tensor> many = new ArrayList<>();
            for (int i = 0; i < TensorPool.MOST_IDLE_TENSORS + 10; i++) {
                many.add(pool.acquire(0));
            }
            close(many.toArray(Tensor[]::new));
            assertThat(pool.idleTensors()).isEqualTo(TensorPool.MOST_IDLE_TENSORS);
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
        try (TensorPool none = TensorPool.create(0)) {
            close(none.acquire(1));
            assertThat(none.idleTensors()).isZero();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TensorPool.create(-1))
                .withMessageContainingAll("TensorPool.create", "mostIdleBytes = -1");
    }

    private static void close(Tensor... tensors) {
        for (Tensor tensor : tensors) {
            tensor.close();
        }
    }

    @Test
    void aClosedPoolHandsOutNothingAndFreesWhatComesBack() {
        TensorPool pool = TensorPool.create(MEBIBYTE);
        Tensor used = pool.acquire(3);
        close(pool.acquire(4));
        pool.close();
        pool.close();
        assertThat(pool.isClosed()).isTrue();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> pool.acquire(3))
                .withMessageContainingAll("TensorPool.acquire", "closed");
        used.fill(3);
        used.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void trimAndAFullLimitFreeWhatIsIdle() {
        try (TensorPool pool = TensorPool.create(64 * MEBIBYTE)) {
            close(pool.acquire(1000));
            Depthwise4j.trim();
            assertThat(pool.idleBytes()).isZero();
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
            close(pool.acquire(MEBIBYTE));
            try (LimitedMemory limit = LimitedMemory.toMore(MEBIBYTE).withoutCollecting();
                    Tensor other = Tensor.uninitialized(DataType.FLOAT32, MEBIBYTE)) {
                assertThat(other.shape()).isEqualTo(Shape.of(MEBIBYTE));
                assertThat(pool.idleTensors()).isZero();
                assertThat(limit.limit()).isPositive();
            }
        }
    }

    @Test
    void aForgottenPoolAndItsForgottenTensorsAreFreed() {
        forgetPool();
        LiveBlocks.await(before);
    }

    private static void forgetPool() {
        TensorPool pool = TensorPool.create(MEBIBYTE);
        close(pool.acquire(5));
        pool.acquire(6).fill(1);
    }

    @Test
    void noMemoryIsEverHandedOutTwice() throws Exception {
        long seed = 11;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TensorPool pool = TensorPool.create(40_000)) {
            List<Future<?>> runs = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(seed + thread);
                float mark = thread + 1;
                runs.add(threads.submit(() -> useAtRandom(pool, random, mark)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
            assertThat(pool.reusedCount()).isPositive();
            assertThat(pool.idleBytes()).isLessThanOrEqualTo(40_000);
        } finally {
            threads.shutdownNow();
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    private static void useAtRandom(TensorPool pool, Random random, float mark) {
        for (int round = 0; round < 2_000; round++) {
            try (Tensor one = pool.acquire(1 + random.nextInt(3), 500);
                    Tensor view = one.subTensor(0);
                    Tensor two = pool.acquire(1, 500)) {
                view.fill(mark);
                two.fill(-mark);
                if (random.nextInt(50) == 0) {
                    Depthwise4j.trim();
                }
                if (random.nextBoolean()) {
                    close(one);
                }
                assertThat(view.toFloatArray()).containsOnly(mark);
                assertThat(two.toFloatArray()).containsOnly(-mark);
            }
        }
    }
}
