package io.github.depthwise4j.plan.parallel;

/** How a helper watches for work: first it spins, then it yields, and after some time it gives up. */
final class Patience {
    /**
     * How long a helper watches. The layers of a network follow each other within microseconds. A helper that was woken
     * for a stream must still be watching at its next call; otherwise the stream would never get a helper.
     */
    private static final long WATCH_NANOS = Workers.STREAM_NANOS + 50_000;

    /**
     * How long a helper watches before it yields its core to other threads. In a stream the next call comes sooner,
     * and a helper that has yielded would often miss it.
     */
    private static final long SPIN_NANOS = 30_000;

    private static final int SPINS_BETWEEN_CLOCKS = 64;

    private long idleSince = System.nanoTime();
    private int spins;

    /** Begins anew. */
    void begin() {
        idleSince = System.nanoTime();
    }

    /** Waits for a moment; false if it is time to give up. */
    boolean lasts() {
        if (++spins % SPINS_BETWEEN_CLOCKS != 0) {
            Thread.onSpinWait();
            return true;
        }
        long idle = System.nanoTime() - idleSince;
        if (idle > SPIN_NANOS && idle <= WATCH_NANOS) {
            // If other processes use the cores, the caller may be waiting for this core.
            Thread.yield();
        }
        return idle <= WATCH_NANOS;
    }
}
