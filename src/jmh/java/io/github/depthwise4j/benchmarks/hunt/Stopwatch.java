package io.github.depthwise4j.benchmarks.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Times calls within a budget. The time is the lower quarter of the turns: other work on the machine makes turns
 * longer, never shorter, because it takes room in the caches.
 */
final class Stopwatch {
    private static final long TURN_NANOS = 50_000;
    private static final int MOST_TURNS = 200;
    private static final int MOST_BUDGETS = 20;
    private static final double LOWER_QUARTER = 0.25;

    private final LongSupplier clock;

    /**
     * A stopwatch.
     *
     * @param clock nanoseconds, as {@link CpuClock#nanos}
     */
    Stopwatch(LongSupplier clock) {
        this.clock = clock;
    }

    /**
     * The time of a call in microseconds.
     *
     * @param firstMicros the time of the first call. It can be much longer than the others, because oneDNN makes some
     *     code when it is needed. If it is more than 20 times the budget, it stands, and nothing is repeated
     * @param budgetMicros how long it may take; one turn may be longer
     */
    double micros(Runnable call, double firstMicros, double budgetMicros) {
        if (firstMicros > MOST_BUDGETS * budgetMicros) {
            return firstMicros;
        }
        List<Double> turns = new ArrayList<>();
        long begin = clock.getAsLong();
        long end = begin;
        while (turns.isEmpty() || turns.size() < MOST_TURNS && end - begin < budgetMicros * 1e3) {
            long start = end;
            int calls = 0;
            do {
                call.run();
                calls++;
                end = clock.getAsLong();
            } while (end - start < TURN_NANOS);
            turns.add((end - start) / 1e3 / calls);
        }
        turns.sort(null);
        return turns.get((int) (LOWER_QUARTER * (turns.size() - 1)));
    }
}
