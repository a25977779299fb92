package io.github.depthwise4j.cli;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures the time of some work: the median of many runs, after a warm-up. */
final class MedianTimer {
    private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MEASURE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int FEWEST_RUNS = 3;
    private static final int MOST_RUNS = 20_000;

    private final LongSupplier nanoClock;

    /**
     * A measured time.
     *
     * @param medianNanos the median
     * @param runs the number of runs, without the warm-up
     */
    record Measured(long medianNanos, int runs) {}

    MedianTimer(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    Measured measure(Runnable work) {
        long begin = nanoClock.getAsLong();
        do {
            work.run();
        } while (nanoClock.getAsLong() - begin < WARM_UP_NANOS);
        long[] nanos = new long[MOST_RUNS];
        int runs = 0;
        long first = nanoClock.getAsLong();
        long before = first;
        while (runs < FEWEST_RUNS || runs < MOST_RUNS && before - first < MEASURE_NANOS) {
            work.run();
            long after = nanoClock.getAsLong();
            nanos[runs++] = after - before;
            before = after;
        }
        Arrays.sort(nanos, 0, runs);
        return new Measured((nanos[(runs - 1) / 2] + nanos[runs / 2]) / 2, runs);
    }
}
