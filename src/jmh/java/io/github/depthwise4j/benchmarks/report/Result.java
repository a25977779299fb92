package io.github.depthwise4j.benchmarks.report;

import io.github.depthwise4j.benchmarks.cases.TableCase;
import java.util.ArrayList;
import java.util.List;

/** What one contestant did in one case: a median for each fork, or why there is none. */
public final class Result {
    private final TableCase tableCase;
    private final String contestant;
    private final String version;
    private final List<Double> forks = new ArrayList<>();
    private double min = Double.POSITIVE_INFINITY;
    private String note = "";

    Result(TableCase tableCase, String contestant, String version) {
        this.tableCase = tableCase;
        this.contestant = contestant;
        this.version = version;
    }

    TableCase tableCase() {
        return tableCase;
    }

    public String contestant() {
        return contestant;
    }

    String version() {
        return version;
    }

    public String note() {
        return note;
    }

    public void note(String reason) {
        note = reason;
    }

    /** Medians of the forks in microseconds; NaN where a fork has none. */
    List<Double> forks() {
        return forks;
    }

    double min() {
        return min;
    }

    /** Puts the times of a fork. */
    public void add(int fork, double median, double least) {
        while (forks.size() <= fork) {
            forks.add(Double.NaN);
        }
        forks.set(fork, median);
        min = Math.min(min, least);
    }

    public boolean timed() {
        return forks.stream().anyMatch(time -> !time.isNaN());
    }

    public double median() {
        return median(forks);
    }

    /**
     * The median over forks of the ratio to another contestant's time in the same fork: what disturbed one disturbed
     * the other.
     */
    public double ratioTo(Result other) {
        List<Double> ratios = new ArrayList<>();
        for (int fork = 0; fork < Math.min(forks.size(), other.forks.size()); fork++) {
            ratios.add(forks.get(fork) / other.forks.get(fork));
        }
        return median(ratios);
    }

    /** The median of those that are numbers; NaN if none is. */
    public static double median(List<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
