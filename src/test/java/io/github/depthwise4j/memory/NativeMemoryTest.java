package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.depthwise4j.ChildJvm;
import io.github.depthwise4j.Threads;
import io.github.depthwise4j.errors.NativeMemoryException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {
    private long before;

    @BeforeEach
    void countWhatIsAlive() {
        before = LiveBlocks.settled();
    }

    @Test
    void everyBlockStartsAtACacheLine() {
        List<NativeMemory> blocks = new ArrayList<>();
        for (int size = 0; size < 200; size++) {
            NativeMemory block = NativeMemory.allocate(size);
            assertThat(block.address() % NativeMemory.ALIGNMENT).isZero();
            assertThat(block.byteSize()).isEqualTo(size);
            blocks.add(block);
        }
        blocks.forEach(NativeMemory::close);
    }

    @Test
    void blocksAndBytesAreCountedUntilTheyAreFreed() {
        long bytes = MemoryCounts.liveBytes();
        try (NativeMemory first = NativeMemory.allocate(100);
                NativeMemory second = NativeMemory.allocate(28)) {
            assertThat(first.address()).isNotEqualTo(second.address());
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 2);
            assertThat(MemoryCounts.liveBytes()).isEqualTo(bytes + 128);
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
        assertThat(MemoryCounts.liveBytes()).isEqualTo(bytes);
    }

    @Test
    void closingTwiceFreesOnce() {
        NativeMemory block = NativeMemory.allocate(8);
        block.close();
        block.close();
        assertThat(block.isClosed()).isTrue();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void closingDuringAUseFreesWhenTheUseEnds() {
        NativeMemory block = NativeMemory.allocate(8);
        assertThat(block.acquire()).isTrue();
        assertThat(block.acquire()).isTrue();
        block.close();
        assertThat(block.isClosed()).isTrue();
        block.release();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        block.release();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void aClosedBlockAdmitsNoNewUser() {
        NativeMemory block = NativeMemory.allocate(8);
        block.close();
        assertThat(block.acquire()).isFalse();
        assertThatIllegalStateException().isThrownBy(block::view).withMessageContaining("closed");
    }

    @Test
    void aUseThatEndsLeavesAnOpenBlockOpen() {
        try (NativeMemory block = NativeMemory.allocate(8)) {
            assertThat(block.acquire()).isTrue();
            block.release();
            assertThat(block.acquire()).isTrue();
            block.release();
            assertThat(block.isClosed()).isFalse();
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        }
    }

    @Test
    void floatsAreCopiedInAndOutAtTheirPlaces() {
        try (NativeMemory block = NativeMemory.allocate(16)) {
            block.clear();
            block.write(new float[] {9, 1, 2, 9}, 1, 4, 2);
            float[] target = {7, 7, 7, 7, 7, 7};
            block.read(0, target, 1, 4);
            assertThat(target).containsExactly(7, 0, 1, 2, 0, 7);
        }
    }

    @Test
    void aViewSharesTheMemoryInNativeOrderAndKeepsItAlive() {
        NativeMemory block = NativeMemory.allocate(8);
        ByteBuffer view = block.view();
        assertThat(view.order()).isEqualTo(ByteOrder.nativeOrder());
        assertThat(view.remaining()).isEqualTo(8);
        block.write(new float[] {1, 2}, 0, 0, 2);
        block.close();
        LiveBlocks.collectRepeatedly();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before + 1);
        assertThat(view.getFloat(4)).isEqualTo(2);
        Reference.reachabilityFence(view);
        view = null;
        LiveBlocks.await(before);
    }

    @Test
    void whatIsRefusedAtTheEndOfTheStackLeavesNothingAllocated() throws Exception {
        String printed =
                ChildJvm.ofThisClassPath().allowingNativeCode().option("-Xint").run(StackEnd.class);
        assertThat(printed.lines()).containsExactly("refused some", "leaked 0 blocks, 0 views");
    }

    @Test
    void aBlockBeyondTwoGigabytesHasNoView() {
        // Only addresses are reserved: no page of it is touched.
        try (NativeMemory block = NativeMemory.allocate(1L << 31)) {
            assertThatIllegalStateException().isThrownBy(block::view).withMessageContaining("2147483648 bytes");
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void wrappedMemoryIsNeitherCountedNorFreed() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
        buffer.putFloat(8, 5).position(4);
        NativeMemory whole = NativeMemory.wrap(buffer.duplicate().position(0), 16);
        NativeMemory part = NativeMemory.wrap(buffer, 12);
        assertThat(part.address()).isEqualTo(whole.address() + 4);
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
        part.close();
        whole.close();
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
        assertThat(buffer.getFloat(8)).isEqualTo(5);
    }

    @Test
    void refusesWhatIsNoSize() {
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NativeMemory.allocate(size))
                    .withMessageContaining("byteSize = " + size);
        }
    }

    @Test
    void memoryThatTheSystemDoesNotHaveIsRefusedAndLeavesNoTrace() {
        assertThatExceptionOfType(NativeMemoryException.class)
                .isThrownBy(() -> NativeMemory.allocate(1L << 62))
                .withMessageContaining("4611686018427387904 bytes");
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
    }

    @Test
    void blocksThatAreClosedWhileThreadsUseThemAreFreedOnceAndNeverUnderAUser() {
        AtomicLong reads = new AtomicLong();
        AtomicLong wrongReads = new AtomicLong();
        for (int round = 0; round < 200; round++) {
            NativeMemory block = NativeMemory.allocate(4);
            block.write(new float[] {round}, 0, 0, 1);
            float expected = round;
            CountDownLatch started = new CountDownLatch(3);
            Threads.run(4, thread -> {
                if (thread == 3) {
                    started.await();
                    block.close();
                    return;
                }
                float[] value = new float[1];
                started.countDown();
                while (block.acquire()) {
                    block.read(0, value, 0, 1);
                    if (value[0] != expected || MemoryCounts.liveBlocks() <= before) {
                        wrongReads.incrementAndGet();
                    }
                    reads.incrementAndGet();
                    block.release();
                }
            });
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(before);
        }
        assertThat(reads.get()).isPositive();
        assertThat(wrongReads).hasValue(0);
    }
}
