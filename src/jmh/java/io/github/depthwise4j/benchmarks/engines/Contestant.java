package io.github.depthwise4j.benchmarks.engines;

import java.util.ArrayList;
import java.util.List;

/** Something that is timed in turns with others, so that what disturbs the machine falls on all of them alike. */
public final class Contestant {
    private static final long TURN_NANOS = 400_000;
    private static final double LONG_MICROS = 5000;

    private final String name;
    private final Runnable run;
    private final List<Double> micros = new ArrayList<>();
    private double lastMicros;

    public Contestant(String name, Runnable run) {
        this.name = name;
        this.run = run;
    }

    public String name() {
        return name;
    }

    public int turns() {
        return micros.size();
    }

    /** The times of all turns since the last call of this, in microseconds. */
    public List<Double> takeTimes() {
        List<Double> taken = List.copyOf(micros);
        micros.clear();
        return taken;
    }

    /**
     * One turn: as many calls as fit, after one that only warms the caches, unless a call is so long that this does not
     * count.
     */
    public void turn() {
        if (!isLong()) {
            run.run();
        }
        long calls = 0;
        long begin = System.nanoTime();
        long end;
        do {
            run.run();
            calls++;
            end = System.nanoTime();
        } while (end - begin < TURN_NANOS);
        lastMicros = (end - begin) / 1e3 / calls;
        micros.add(lastMicros);
    }

    private boolean isLong() {
        return lastMicros > LONG_MICROS;
    }

    /** The time of a call below which a part of the turns stayed: 0 gives the best one, 0.5 the median. */
    public double quantile(double part) {
        double[] sorted =
                micros.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) (part * (sorted.length - 1))];
    }

    /** Lets all of them take turns, for so long and at least ten times each. */
    public static void takeTurns(List<Contestant> all, long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        for (int turn = 0; turn < 10 || System.nanoTime() < until; turn++) {
            all.forEach(Contestant::turn);
        }
    }
}
