package io.github.depthwise4j.server.load;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** What the callers of one round met. Any number of threads may add to it. */
final class Tally {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(2);

    private final ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final LongAdder right = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Map<String, LongAdder> faults = new ConcurrentSkipListMap<>();

    void right(long nanos) {
        right.increment();
        micros.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), LONGEST_MICROS));
    }

    void busy() {
        busy.increment();
    }

    /** A bad request that was treated as it should be. */
    void refused() {
        refused.increment();
    }

    void fault(String what) {
        faults.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    long rightAnswers() {
        return right.sum();
    }

    long busyAnswers() {
        return busy.sum();
    }

    Map<String, LongAdder> faults() {
        return faults;
    }

    String row(String name, double seconds) {
        return String.format(
                "| %s | %d | %.0f | %.1f | %.1f | %.1f | %d | %d | %d |",
                name,
                right.sum(),
                right.sum() / seconds,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                busy.sum(),
                refused.sum(),
                faults.values().stream().mapToLong(LongAdder::sum).sum());
    }

    static String head() {
        return "| callers | right answers | per second | p50 ms | p99 ms | p99.9 ms "
                + "| 503 | bad requests refused | faults |\n"
                + "|---|---|---|---|---|---|---|---|---|";
    }
}
