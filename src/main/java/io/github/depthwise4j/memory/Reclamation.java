package io.github.depthwise4j.memory;

import io.github.depthwise4j.settings.RuntimeSettings;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Gets native memory back that only the garbage collector can free: forgotten tensors and operations, and closed
 * tensors whose views are no longer in use. The collector knows nothing of native memory, so it is asked: when native
 * memory has grown (see {@link Growth}), and when an allocation is about to be refused. Where the JVM is started with
 * {@code -XX:+DisableExplicitGC}, it does not listen; then there is only the waiting.
 */
final class Reclamation {
    /** How long an allocation waits before it is refused. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Changed by tests only: 0 has an allocation refused without collecting or waiting. */
    private static volatile long patienceNanos = PATIENCE_NANOS;

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(32);

    private static final long USUAL_STEP = 256L << 20;

    /**
     * After a collection for growth there is a pause of so many times its length; by the steps of growth, the last for
     * three and more. A slow collector (a large heap, a busy machine) must not fall behind without bound.
     */
    private static final int[] SHARES_OF_GROWTH = {10, 10, 4, 2};
    /** Where the alternative is a refusal, half of the time may go into collections. */
    private static final int SHARE_OF_REFUSAL = 1;

    private static final GarbageCollection COLLECTION = new GarbageCollection(System::gc, System::nanoTime);

    private static volatile Growth growth;

    private Reclamation() {}

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
     * Collects garbage if native memory has grown enough. Called before each allocation, while nothing is held that
     * would be lost if it threw.
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
            growth().collected(NativeMemory.liveBytes());
        }
    }

    /** What a block remembers of the moment of its allocation, for {@link #freed}. */
    static int moment() {
        return growth().collections();
    }

    /** Bytes were freed by the cleaner's thread; {@code moment} is that of their allocation. */
    static void freed(long bytes, int moment) {
        growth().freed(bytes, moment);
        COLLECTION.freed(bytes);
    }

    /**
     * Frees what can be freed until the attempt succeeds; false if it does not within about a second, and the time to
     * free what a collection has found that took until then. An interrupt does not end the waiting, which is short;
     * the thread stays interrupted.
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
                    collect(NativeMemory.liveBytes(), SHARE_OF_REFUSAL);
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

    /** Lets the next failure collect garbage whenever the last collection was, for tests. */
    static void forgetLast() {
        COLLECTION.forgetLast();
    }

    /** Sets how long an allocation waits, for a test, which puts {@link #PATIENCE_NANOS} back. */
    static void patience(long nanos) {
        patienceNanos = nanos;
    }
}
