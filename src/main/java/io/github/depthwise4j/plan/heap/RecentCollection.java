package io.github.depthwise4j.plan.heap;

import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the garbage collector ran within the last second. Before Java 22, G1 waits for native code that
 * keeps an array where it is (before Java 25, so do Serial and Parallel), and a thread that needs memory waits for G1.
 * If it finds the memory used up by others, it waits again; the fourth time the JVM gives up and throws {@link
 * OutOfMemoryError}, even if nearly all of the heap is garbage. So where collections follow one another, arrays are
 * copied: the next collection then finds none to wait for.
 */
final class RecentCollection implements BooleanSupplier {
    /** Asks about this process; always false on a JVM that does not give up. */
    static final BooleanSupplier OF_THIS_PROCESS =
            Runtime.version().feature() < 25 ? new RecentCollection(System::nanoTime) : () -> false;

    /** Threads that wait for a processor may wait for longer than a tenth of a second: that was too short. */
    private static final long RECENT_NANOS = 1_000_000_000;

    private final LongSupplier clock;

    /** Any collection clears it. */
    private volatile WeakReference<Object> young = new WeakReference<>(new Object());

    private volatile long seenNanos;
    private volatile boolean recent;

    /** Counts the time by {@code clock}, in nanoseconds. */
    RecentCollection(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public boolean getAsBoolean() {
        if (young.refersTo(null)) {
            seenNanos = clock.getAsLong();
            recent = true;
            young = new WeakReference<>(new Object());
        } else if (recent && clock.getAsLong() - seenNanos > RECENT_NANOS) {
            recent = false;
        }
        return recent;
    }
}
