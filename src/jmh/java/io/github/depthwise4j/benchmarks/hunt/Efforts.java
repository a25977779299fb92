package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.benchmarks.report.Csv;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares plans by rules with plans by measuring, in turns. Rows are written as they come; a comparison that was ended
 * goes on where it stopped.
 */
final class Efforts implements AutoCloseable {
    static final String FILE = "efforts.csv";

    private static final String HEAD = "draw,index,problem,estimate_us,measure_us,estimate,measure";
    private static final int PAIRS = 7;
    private static final double BUDGET_MICROS = 2_000;
    private static final double WORSE = 1.25;
    private static final int MOST_ROWS = 15;

    private final Path file;
    private final List<Row> rows = new ArrayList<>();
    private final Stopwatch stopwatch = new Stopwatch(CpuClock::nanos);
    private final Subject.Data data = new Subject.Data();

    /**
     * Two plans of a problem.
     *
     * @param estimate strategy and kernels of the plan by rules
     * @param measure strategy and kernels of the plan by measuring
     */
    private record Row(
            String draw,
            int index,
            String line,
            double estimateMicros,
            double measureMicros,
            String estimate,
            String measure) {

        /** How much longer the plan by rules takes; 1 if both plans are the same. */
        double ratio() {
            return estimate.equals(measure) ? 1 : estimateMicros / measureMicros;
        }
    }

    private Efforts(Path file) {
        this.file = file;
    }

    @Override
    public void close() {
        data.close();
    }

    static Efforts open(Path folder) throws IOException {
        Efforts efforts = new Efforts(folder.resolve(FILE));
        if (Files.exists(efforts.file)) {
            Files.readAllLines(efforts.file).stream().skip(1).map(Efforts::row).forEach(efforts.rows::add);
        } else {
            Files.createDirectories(folder);
            Files.write(efforts.file, List.of(HEAD));
        }
        return efforts;
    }

    private static Row row(String line) {
        List<String> cells = Csv.cells(line);
        return new Row(
                cells.get(0),
                Integer.parseInt(cells.get(1)),
                cells.get(2),
                Double.parseDouble(cells.get(3)),
                Double.parseDouble(cells.get(4)),
                cells.get(5),
                cells.get(6));
    }

    int count(String draw) {
        return (int) rows.stream().filter(row -> row.draw.equals(draw)).count();
    }

    /** Compares the plans of one problem. Two equal plans are not timed. */
    void compare(String draw, int index, Problem problem) throws IOException {
        try (Subject estimated = Subject.of(problem, PlanningEffort.ESTIMATE, data);
                Subject measured = Subject.of(problem, PlanningEffort.MEASURE, data)) {
            String estimate = way(estimated.plan());
            String measure = way(measured.plan());
            double estimateMicros = estimated.firstMicros();
            double measureMicros = measured.firstMicros();
            if (!estimate.equals(measure)) {
                double[] times = inTurns(estimated, measured);
                estimateMicros = times[0];
                measureMicros = times[1];
            }
            add(new Row(draw, index, problem.toString(), estimateMicros, measureMicros, estimate, measure));
        }
    }

    /** The times in that pair of turns whose ratio is the median of all pairs. */
    private double[] inTurns(Subject estimated, Subject measured) {
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            pairs.add(new double[] {micros(estimated), micros(measured)});
        }
        pairs.sort(Comparator.comparingDouble(pair -> pair[0] / pair[1]));
        return pairs.get(PAIRS / 2);
    }

    private double micros(Subject subject) {
        return stopwatch.micros(subject::run, 0, BUDGET_MICROS);
    }

    private static String way(PlanDescription plan) {
        return plan.strategy() + " [" + plan.implementation() + "]";
    }

    private void add(Row row) throws IOException {
        rows.add(row);
        Files.write(
                file,
                List.of(Csv.line(List.of(
                        row.draw,
                        row.index,
                        row.line,
                        String.format(Locale.ROOT, "%.3f", row.estimateMicros),
                        String.format(Locale.ROOT, "%.3f", row.measureMicros),
                        row.estimate,
                        row.measure))),
                StandardOpenOption.APPEND);
    }

    /** Means of each draw, the changes of strategies that matter most, and the worst problems. */
    String report() {
        StringBuilder text = new StringBuilder();
        Map<String, List<Row>> draws = new TreeMap<>();
        rows.forEach(row ->
                draws.computeIfAbsent(row.draw, draw -> new ArrayList<>()).add(row));
        draws.forEach((draw, some) -> {
            List<Row> sorted = new ArrayList<>(some);
            sorted.sort(Comparator.comparingDouble(Row::ratio).reversed());
            text.append(String.format(
                    Locale.ROOT,
                    "%s: %d problems, plan by rules / plan by measuring: geometric mean %.3f, worst %.2f, "
                            + "%d above %.2f, %d different plans%n",
                    draw,
                    some.size(),
                    mean(some),
                    sorted.get(0).ratio(),
                    some.stream().filter(row -> row.ratio() > WORSE).count(),
                    WORSE,
                    some.stream()
                            .filter(row -> !row.estimate.equals(row.measure))
                            .count()));
            sorted.stream()
                    .limit(MOST_ROWS)
                    .filter(row -> row.ratio() > 1)
                    .forEach(row -> text.append(String.format(
                            Locale.ROOT,
                            "  %5.2f  %.1f us for %.1f  %s%n         rules:   %s%n         measure: %s%n",
                            row.ratio(),
                            row.estimateMicros,
                            row.measureMicros,
                            row.line,
                            row.estimate,
                            row.measure)));
        });
        return text.toString();
    }

    private static double mean(List<Row> some) {
        return Math.exp(some.stream()
                .mapToDouble(row -> Math.log(row.ratio()))
                .average()
                .orElse(Double.NaN));
    }
}
