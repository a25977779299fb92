package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.depthwise4j.Threads;
import io.github.depthwise4j.errors.NativeMemoryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit of native memory, put in force for one test at a time. */
class MemoryLimitTest {
    private static final int MORE = 1 << 20;

    private long blocks;
    private LimitedMemory limit;

    @BeforeEach
    void limitMemory() {
        blocks = LiveBlocks.settled();
        limit = LimitedMemory.toMore(MORE).withoutCollecting();
    }

    @AfterEach
    void unlimitMemory() {
        limit.close();
        LiveBlocks.await(blocks);
    }

    @Test
    void theLastByteCanBeHadAndNotOneMore() {
        NativeMemory most = NativeMemory.allocate(MORE - 100);
        NativeMemory rest = NativeMemory.allocate(100);
        assertThatExceptionOfType(NativeMemoryException.class).isThrownBy(() -> NativeMemory.allocate(1));
        assertThat(NativeMemory.liveBytes()).isEqualTo(limit.limit());
        rest.close();
        NativeMemory.allocate(100).close();
        most.close();
    }

    @Test
    void aRefusalSaysWhatWasAskedWhatIsInUseAndWhatToDo() {
        try (NativeMemory some = NativeMemory.allocate(1000)) {
            assertThat(some.byteSize()).isEqualTo(1000);
            long inUse = NativeMemory.liveBytes();
            assertThatExceptionOfType(NativeMemoryException.class)
                    .isThrownBy(() -> NativeMemory.allocate(MORE))
                    .withMessage("depthwise4j cannot allocate 1048576 bytes of native memory: " + inUse
                            + " bytes are in use, and the limit is " + limit.limit()
                            + "; close tensors and operations that are no longer needed, use smaller batches, or raise "
                            + "memoryLimit (system property depthwise4j.memoryLimit)")
                    .satisfies(e -> {
                        assertThat(e.asked()).isEqualTo(MORE);
                        assertThat(e.inUse()).isEqualTo(inUse);
                        assertThat(e.limit()).hasValue(limit.limit());
                    });
        }
    }

    @Test
    void sixteenThreadsTogetherNeverGetMoreThanTheLimit() {
        AtomicLong refusals = new AtomicLong();
        AtomicLong excess = new AtomicLong();
        Threads.run(16, seed -> {
            Random random = new Random(seed);
            Deque<NativeMemory> mine = new ArrayDeque<>();
            for (int round = 0; round < 3_000; round++) {
                try {
                    mine.add(NativeMemory.allocate(random.nextInt(MORE / 8)));
                } catch (NativeMemoryException e) {
                    refusals.incrementAndGet();
                    mine.forEach(NativeMemory::close);
                    mine.clear();
                }
                if (NativeMemory.liveBytes() > limit.limit()) {
                    excess.incrementAndGet();
                }
            }
            mine.forEach(NativeMemory::close);
        });
        assertThat(excess).hasValue(0);
        assertThat(refusals.get()).isPositive();
        NativeMemory.allocate(MORE).close();
    }

    @Test
    void whatIsIdleIsFreedBeforeAnythingIsRefused() {
        IdleBlock keeper = new IdleBlock(NativeMemory.allocate(MORE));
        IdleMemory.add(keeper);
        try (NativeMemory block = NativeMemory.allocate(MORE)) {
            assertThat(block.byteSize()).isEqualTo(MORE);
            assertThat(keeper.idle()).isZero();
        } finally {
            IdleMemory.remove(keeper);
        }
    }

    @Test
    void whatCanNeverBeHadCostsNobodyHisIdleMemory() {
        IdleBlock keeper = new IdleBlock(NativeMemory.allocate(1));
        IdleMemory.add(keeper);
        try {
            assertThatExceptionOfType(NativeMemoryException.class)
                    .isThrownBy(() -> NativeMemory.allocate(limit.limit() + 1));
            assertThat(keeper.idle()).isOne();
        } finally {
            IdleMemory.remove(keeper);
            keeper.trim();
        }
    }

    @Test
    void forgottenMemoryIsLookedForBeforeAnythingIsRefused() {
        LeakDetection before = LeakDetection.ofProcess();
        LeakDetection.use(new LeakDetection(LeakDetection.Mode.OFF));
        try {
            forget();
            NativeMemory[] block = new NativeMemory[1];
            // Once is enough, where the machine lets the cleaner's thread run while it is waited for.
            LiveBlocks.collectUntil(() -> {
                Reclamation.forgetLast();
                try {
                    block[0] = NativeMemory.allocate(MORE);
                    return true;
                } catch (NativeMemoryException e) {
                    return false;
                }
            });
            assertThat(block[0]).isNotNull();
            block[0].close();
        } finally {
            LeakDetection.use(before);
        }
    }

    private static void forget() {
        NativeMemory.allocate(MORE).closeWith(new Object(), OwnedKind.ofNativeMemory("object"), "forgotten", MORE);
    }

    /** Keeps one block. */
    private static final class IdleBlock implements IdleMemory.Keeper {
        private NativeMemory block;

        IdleBlock(NativeMemory block) {
            this.block = block;
        }

        @Override
        public synchronized int idle() {
            return block == null ? 0 : 1;
        }

        @Override
        public synchronized void trim() {
            if (block != null) {
                block.close();
                block = null;
            }
        }
    }
}
