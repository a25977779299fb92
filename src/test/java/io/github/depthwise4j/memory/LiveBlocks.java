package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Makes the garbage collector do its part before blocks of native memory are counted. */
public final class LiveBlocks {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int QUIET_ROUNDS = 5;

    private LiveBlocks() {}

    /** The number of live blocks once everything that earlier tests left behind is gone. */
    public static long settled() {
        long count = NativeMemory.liveBlocks();
        for (int quiet = 0; quiet < QUIET_ROUNDS; quiet++) {
            collect();
            if (NativeMemory.liveBlocks() != count) {
                count = NativeMemory.liveBlocks();
                quiet = 0;
            }
        }
        return count;
    }

    /** Collects garbage until so many blocks are alive. */
    public static void await(long count) {
        collectUntil(() -> NativeMemory.liveBlocks() <= count);
        assertThat(NativeMemory.liveBlocks()).as("live blocks").isEqualTo(count);
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

    private static void collect() {
        System.gc();
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
