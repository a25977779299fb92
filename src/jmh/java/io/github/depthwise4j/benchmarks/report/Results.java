package io.github.depthwise4j.benchmarks.report;

import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.benchmarks.cases.TableCase;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All results of a run, and their form as a file: a row per case and contestant. */
public final class Results {
    static final String FILE = "results.csv";

    private static final String HEAD =
            "layer,format,batch,threads,problem,contestant,version,median_us,min_us,forks,fork_medians_us,note";

    private final Map<TableCase, Map<String, Result>> rows = new LinkedHashMap<>();

    public Result of(TableCase tableCase, String contestant, String version) {
        return rows.computeIfAbsent(tableCase, key -> new LinkedHashMap<>())
                .computeIfAbsent(contestant, name -> new Result(tableCase, name, version));
    }

    public Collection<TableCase> cases() {
        return rows.keySet();
    }

    /** The result, or null if there is none. */
    public Result get(TableCase tableCase, String contestant) {
        return rows.get(tableCase).get(contestant);
    }

    public Collection<Result> of(TableCase tableCase) {
        return rows.get(tableCase).values();
    }

    /** In the order in which they appear first. */
    public List<String> contestants() {
        return rows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .toList();
    }

    public String versions() {
        return rows.values().stream()
                .flatMap(row -> row.values().stream())
                .map(result -> result.contestant() + " " + result.version())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    public void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        rows.values().forEach(row -> row.values().forEach(result -> lines.add(line(result))));
        Files.write(folder.resolve(FILE), lines);
    }

    private static String line(Result result) {
        TableCase row = result.tableCase();
        List<Object> cells = List.of(
                row.layer().name(),
                row.format(),
                row.batch(),
                row.threads(),
                row.problem(),
                result.contestant(),
                result.version(),
                result.timed() ? number(result.median()) : "",
                result.timed() ? number(result.min()) : "",
                result.forks().stream().filter(time -> !time.isNaN()).count(),
                result.forks().stream().map(Results::number).collect(Collectors.joining(" ")),
                result.note());
        return Csv.line(cells);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.3f", value);
    }

    public static Results read(Path folder) throws IOException {
        Results results = new Results();
        List<String> lines = Files.readAllLines(folder.resolve(FILE));
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = Csv.cells(line);
            ConvolutionProblem problem = ConvolutionProblem.parse(cells.get(4));
            TableCase row = new TableCase(Layer.parse(cells.get(0)), problem, Integer.parseInt(cells.get(3)));
            Result result = results.of(row, cells.get(5), cells.get(6));
            result.note(cells.get(11));
            String[] forks =
                    cells.get(10).isEmpty() ? new String[0] : cells.get(10).split(" ");
            for (int fork = 0; fork < forks.length; fork++) {
                result.add(fork, Double.parseDouble(forks[fork]), Double.parseDouble(cells.get(8)));
            }
        }
        return results;
    }
}
