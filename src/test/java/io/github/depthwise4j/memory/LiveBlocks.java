package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Makes the garbage collector do its part before blocks of native memory are counted. */
public final class LiveBlocks {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int QUIET_ROUNDS = 3;

    private LiveBlocks() {}

    /** The number of live blocks once everything that earlier tests left behind is gone. */
    public static long settled() {
        long count = MemoryCounts.liveBlocks();
        for (int quiet = 0; quiet < QUIET_ROUNDS; quiet++) {
            collect();
            if (MemoryCounts.liveBlocks() != count) {
                count = MemoryCounts.liveBlocks();
                quiet = 0;
            }
        }
        return count;
    }

    /** Collects garbage until this number of blocks is alive. */
    public static void await(long count) {
        collectUntil(() -> MemoryCounts.liveBlocks() <= count);
        assertThat(MemoryCounts.liveBlocks()).as("live blocks").isEqualTo(count);
    }

    /** Collects garbage until something has happened, or patience is at an end. */
    public static void collectUntil(BooleanSupplier happened) {
        long start = System.nanoTime();
        while (!happened.getAsBoolean() && System.nanoTime() - start < PATIENCE_NANOS) {
            collect();
        }
    }

    /** Collects garbage a few times, with time for the cleaner in between. */
    public static void collectRepeatedly() {
        for (int round = 0; round < QUIET_ROUNDS; round++) {
            collect();
        }
    }

    /**
     * Collects garbage and waits until the cleaner is through with what was found, however busy the machine is. The
     * cleaner has one thread: when it is told of a witness that a second collection has found, it has freed all that
     * the first one found.
     */
    private static void collect() {
        awaitWitness();
        awaitWitness();
    }

    private static void awaitWitness() {
        CountDownLatch freed = new CountDownLatch(1);
        new Witness(freed).forget();
        long start = System.nanoTime();
        try {
            do {
                System.gc();
            } while (!freed.await(10, TimeUnit.MILLISECONDS) && System.nanoTime() - start < PATIENCE_NANOS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(freed.getCount()).as("witnesses that were not collected").isZero();
    }

    /** Something that is freed by the same cleaner as everything else, and counted nowhere. */
    private static final class Witness extends RefCounted {
        private final CountDownLatch freed;

        Witness(CountDownLatch freed) {
            this.freed = freed;
        }

        void forget() {
            assertThat(acquire()).isTrue();
            close();
            releaseWith(new Object());
        }

        @Override
        protected void free() {
            freed.countDown();
        }
    }
}
