package io.github.depthwise4j.memory;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What is tried before an allocation is refused: idle working memory is freed; then, as the JVM does for its direct
 * buffers, the garbage collector is asked to find forgotten tensors. The latter at most once in {@link
 * #INTERVAL_NANOS}: a server at its limit must refuse quickly, not collect garbage for each request. Who comes while
 * the freeing goes on waits for it too.
 */
final class Reclamation {
    /** Between two collections. */
    static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How long the thread that frees forgotten tensors is waited for. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final AtomicLong LAST = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

    private Reclamation() {}

    /** Frees what can be freed until the attempt succeeds; false if it never does. */
    static boolean until(BooleanSupplier attempt) {
        IdleMemory.trim();
        if (attempt.getAsBoolean()) {
            return true;
        }
        long last = LAST.get();
        if (System.nanoTime() - last >= INTERVAL_NANOS && LAST.compareAndSet(last, System.nanoTime())) {
            System.gc();
            LAST.set(System.nanoTime());
        }
        while (System.nanoTime() - LAST.get() < PATIENCE_NANOS) {
            if (attempt.getAsBoolean()) {
                return true;
            }
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return attempt.getAsBoolean();
    }

    /** Lets the next failure collect garbage whenever the last one was, for tests. */
    static void forgetLast() {
        LAST.set(System.nanoTime() - INTERVAL_NANOS);
    }

    /** Lets no failure collect garbage for a while, nor wait for it, for tests. */
    static void pretendJustCollected() {
        LAST.set(System.nanoTime() - PATIENCE_NANOS);
    }
}
