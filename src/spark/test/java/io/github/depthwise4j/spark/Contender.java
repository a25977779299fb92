package io.github.depthwise4j.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One way to send the rows of a load through some processes, and the seconds that its passes took. */
final class Contender {
    private final String name;
    private final List<ProcessHandle> processes;
    /** The rows of one pass. */
    private final int rows;

    private final Pass pass;
    private final List<Double> processor = new ArrayList<>();
    private final List<Double> clock = new ArrayList<>();
    private ProcessorTimes last;

    interface Pass {
        void run() throws IOException;
    }

    Contender(String name, List<ProcessHandle> processes, int rows, Pass pass) {
        this.name = name;
        this.processes = processes;
        this.rows = rows;
        this.pass = pass;
    }

    void run() throws IOException {
        ProcessorTimes before = ProcessorTimes.of(processes);
        long begin = System.nanoTime();
        pass.run();
        clock.add((System.nanoTime() - begin) / 1e9);
        last = ProcessorTimes.of(processes).since(before);
        processor.add(last.whole());
    }

    /** What the last pass took. */
    ProcessorTimes last() {
        return last;
    }

    void forget() {
        processor.clear();
        clock.clear();
    }

    /** The processor time of one row in microseconds, the median of the passes. */
    double microseconds() {
        return 1e6 * median(processor) / rows;
    }

    /** Rows per second by the clock. */
    double byTheClock() {
        return rows / median(clock);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    @Override
    public String toString() {
        return String.format(
                "%-32s %8.1f us of processor time a row, %6.0f rows a second by the clock; the last pass: %s",
                name, microseconds(), byTheClock(), last);
    }
}
