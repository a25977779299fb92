package io.github.depthwise4j.plan.heap;

import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the garbage collector ran within the last second. Before Java 22, G1 waits for native code that keeps an
 * array where it is (before Java 25, so do Serial and Parallel), and a thread that needs memory waits for G1. If it
 * then finds the memory used up by others, it waits again; the fourth time the JVM gives up and throws {@link
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
    private volatile Mark mark;

    /** An object that the next collection clears. */
    private static final class Mark extends WeakReference<Object> {
        private final long madeNanos;
        /** Whether a collection cleared the mark before this one, less than a second ago. */
        private volatile boolean recent;

        Mark(boolean recent, long nanos) {
            super(new Object());
            this.recent = recent;
            this.madeNanos = nanos;
        }
    }

    /** Counts the time by {@code clock}, in nanoseconds. */
    RecentCollection(LongSupplier clock) {
        this.clock = clock;
        this.mark = new Mark(false, 0);
    }

    @Override
    public boolean getAsBoolean() {
        Mark last = mark;
        if (last.refersTo(null)) {
            last = new Mark(true, clock.getAsLong());
            mark = last;
        }
        if (last.recent && clock.getAsLong() - last.madeNanos > RECENT_NANOS) {
            last.recent = false;
        }
        return last.recent;
    }
}
