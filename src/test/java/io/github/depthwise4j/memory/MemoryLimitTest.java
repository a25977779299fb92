package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.depthwise4j.Threads;
import io.github.depthwise4j.errors.NativeMemoryException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limit of native memory, put in force for one test at a time. */
class MemoryLimitTest {
    private static final int MORE = 1 << 20;
    /**
     * Longer than an allocation waits outside of tests: a machine that is at work elsewhere must not have one refused.
     */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

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
        assertThat(MemoryCounts.liveBytes()).isEqualTo(limit.limit());
        rest.close();
        NativeMemory.allocate(100).close();
        most.close();
    }

    @Test
    void aRefusalSaysWhatWasAskedWhatIsInUseAndWhatToDo() {
        try (NativeMemory some = NativeMemory.allocate(1000)) {
            assertThat(some.byteSize()).isEqualTo(1000);
            long inUse = MemoryCounts.liveBytes();
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
                if (MemoryCounts.liveBytes() > limit.limit()) {
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
            Reclamation.patience(PATIENCE_NANOS);
            NativeMemory.allocate(MORE).close();
        } finally {
            LeakDetection.use(before);
        }
    }

    @Test
    void threadsThatLeaveEverythingToTheCollectorAreNeverRefused() throws Exception {
        LeakDetection before = LeakDetection.ofProcess();
        LeakDetection.use(new LeakDetection(LeakDetection.Mode.OFF));
        Reclamation.patience(PATIENCE_NANOS);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                futures.add(threads.submit(() -> {
                    for (int round = 0; round < 200; round++) {
                        forget(MORE / 128);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
            LeakDetection.use(before);
        }
    }

    @Test
    void memoryThatAnotherThreadClosesInTimeIsWaitedFor() throws Exception {
        Reclamation.patience(PATIENCE_NANOS);
        NativeMemory all = NativeMemory.allocate(MORE);
        Thread waiting = Thread.currentThread();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> closing = other.submit(() -> {
                while (waiting.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                all.close();
            });
            NativeMemory.allocate(MORE).close();
            closing.get();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void anInterruptedThreadWaitsWithoutSpinningAndStaysInterrupted() throws Exception {
        Reclamation.patience(TimeUnit.MILLISECONDS.toNanos(200));
        AtomicLong attempts = new AtomicLong();
        Thread.currentThread().interrupt();
        boolean succeeded = Reclamation.until(() -> {
            attempts.incrementAndGet();
            return false;
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(succeeded).isFalse();
        // Two for each pause of 1, 2, 4, ... milliseconds; one that does not pause makes a hundred thousand.
        assertThat(attempts.get()).isBetween(2L, 60L);
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsStaysInterrupted() {
        Reclamation.patience(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(Reclamation.until(() -> {
                    Thread.currentThread().interrupt();
                    return false;
                }))
                .isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void manyThreadsAtALimitThatLiveDataFillsShareAFewCollections() throws Exception {
        NativeMemory live = NativeMemory.allocate(MORE);
        Reclamation.patience(PATIENCE_NANOS);
        AtomicLong refusals = new AtomicLong();
        long collections = collections();
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                futures.add(threads.submit(() -> {
                    try {
                        NativeMemory.allocate(MORE).close();
                    } catch (NativeMemoryException e) {
                        refusals.incrementAndGet();
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
            live.close();
        }
        assertThat(refusals).hasValue(100);
        // A collection may count twice, as of the young and of the old generation, and the JVM may make some by itself.
        assertThat(collections() - collections).isBetween(1L, 50L);
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** Many threads reserve and release; the sum is never above the limit, and 0 at the end. Replayed by the seed. */
    @Test
    void reservationsOfManyThreadsAddUp() throws Exception {
        MemoryLimit process = MemoryLimit.ofProcess();
        long reserved = process.reserved();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Random random = new Random(i);
                futures.add(threads.submit(() -> {
                    Deque<Long> mine = new ArrayDeque<>();
                    for (int round = 0; round < 20_000; round++) {
                        long bytes = random.nextInt(MORE / 4);
                        if (random.nextBoolean() && process.reserve(bytes)) {
                            mine.add(bytes);
                        } else if (!mine.isEmpty()) {
                            process.release(mine.remove());
                        }
                        assertThat(process.reserved()).isBetween(reserved, process.limit());
                    }
                    mine.forEach(process::release);
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(process.reserved()).isEqualTo(reserved);
    }

    private static void forget() {
        forget(MORE);
    }

    private static void forget(int bytes) {
        NativeMemory.allocate(bytes).closeWith(new Object(), ResourceType.ofNativeMemory("object"), "forgotten", bytes);
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
