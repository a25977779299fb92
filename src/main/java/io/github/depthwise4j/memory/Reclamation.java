package io.github.depthwise4j.memory;

import io.github.depthwise4j.settings.RuntimeSettings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Frees native memory that only the garbage collector can find: tensors and operations that were never closed, and
 * closed tensors whose buffers are unreachable. The collector does not see native memory, so it is asked to run: when
 * native memory has grown (see {@link Growth}), and before an allocation is refused. With
 * {@code -XX:+DisableExplicitGC} the JVM ignores this; the allocation then only waits.
 */
final class Reclamation {
    /** How long an allocation waits before it is refused. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Changed by tests only. With 0, an allocation is refused without collecting or waiting. */
    private static volatile long patienceNanos = PATIENCE_NANOS;

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(32);

    private static final long USUAL_STEP = 256L << 20;

    /**
     * The pause after a collection for growth, as a multiple of its length: one entry for each number of steps, the
     * last for three and more. Fast growth gets short pauses, so that a slow collector does not fall behind without
     * bound.
     */
    private static final int[] SHARES_OF_GROWTH = {10, 10, 4, 2};
    /** Before a refusal, half of the time may be spent on collections. */
    private static final int SHARE_OF_REFUSAL = 1;

    private static final GarbageCollection COLLECTION = new GarbageCollection(new Collector(), new Clock());

    private static volatile Growth growth;

    private Reclamation() {}

    /** No method references, here and for the clock: the first allocation waits for them. */
    private static final class Collector implements Runnable {
        @Override
        public void run() {
            System.gc();
        }
    }

    private static final class Clock implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }

    private static Growth growth() {
        Growth current = growth;
        return current != null ? current : createGrowth();
    }

    private static synchronized Growth createGrowth() {
        if (growth == null) {
            long quarterOfLimit = MemoryLimit.ofProcess().limit() / 4;
            growth = new Growth(
                    RuntimeSettings.current().collectAfter().orElse(Math.max(1, Math.min(USUAL_STEP, quarterOfLimit))));
        }
        return growth;
    }

    /**
     * Collects garbage if native memory has grown enough. Called before each allocation, when nothing is reserved yet:
     * it may throw.
     *
     * @param inUse the bytes in use after the allocation
     */
    static void grow(long inUse) {
        long steps = growth().steps(inUse);
        if (steps > 0) {
            collect(inUse, SHARES_OF_GROWTH[(int) Math.min(steps, SHARES_OF_GROWTH.length - 1)]);
        }
    }

    private static void collect(long inUse, int share) {
        if (COLLECTION.collect(inUse, share)) {
            growth().collected(MemoryCounts.liveBytes());
        }
    }

    /** The moment of an allocation, which the block remembers for {@link #freed}. */
    static int moment() {
        return growth().collections();
    }

    /** Counts bytes that the cleaner's thread freed; {@code moment} is that of their allocation. */
    static void freed(long bytes, int moment) {
        growth().freed(bytes, moment);
        COLLECTION.freed(bytes);
    }

    /**
     * Frees memory until the attempt succeeds. Returns false if it does not succeed within about a second; memory that
     * a collection has found by then is still waited for. An interrupt does not end this short wait; the thread stays
     * interrupted.
     */
    static boolean until(BooleanSupplier attempt) {
        IdleMemory.trim();
        if (attempt.getAsBoolean()) {
            return true;
        }
        long patience = patienceNanos;
        return patience > 0 && collectUntil(attempt, System.nanoTime() + patience);
    }

    private static boolean collectUntil(BooleanSupplier attempt, long end) {
        long pause = FIRST_PAUSE_NANOS;
        boolean interrupted = false;
        try {
            for (; ; ) {
                if (System.nanoTime() - end < 0) {
                    collect(MemoryCounts.liveBytes(), SHARE_OF_REFUSAL);
                } else if (!COLLECTION.isAtWork()) {
                    return false;
                }
                if (attempt.getAsBoolean()) {
                    return true;
                }
                // An interrupted thread would not pause at all.
                interrupted |= Thread.interrupted();
                LockSupport.parkNanos(pause);
                if (attempt.getAsBoolean()) {
                    return true;
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Forgets the last collection, so that the next failure collects at once; for tests. */
    static void forgetLast() {
        COLLECTION.forgetLast();
    }

    /** Sets how long an allocation waits, for a test, which restores {@link #PATIENCE_NANOS}. */
    static void patience(long nanos) {
        patienceNanos = nanos;
    }
}
