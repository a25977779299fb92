package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.benchmarks.cases.TableCase;
import io.github.depthwise4j.benchmarks.engines.Contestants;
import io.github.depthwise4j.benchmarks.report.Machine;
import io.github.depthwise4j.benchmarks.report.Result;
import io.github.depthwise4j.benchmarks.report.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Renders results as Markdown: a summary of ratios, then a table for each data format, batch and number of threads. */
final class Report {
    static final String FILE = "table.md";

    private static final List<String> OURS = List.of(Contestants.ESTIMATE, Contestants.MEASURE);
    private static final Set<String> OWN =
            Set.of(Contestants.ESTIMATE, Contestants.MEASURE, Contestants.BARE, Contestants.COPY);

    private final Results results;
    private final List<String> contestants;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> notes = new LinkedHashMap<>();

    /** Ratios of one kind of cases. */
    private static final class Ratios {
        private final Map<TableCase, Double> all = new LinkedHashMap<>();

        void add(TableCase tableCase, double ratio) {
            if (!Double.isNaN(ratio)) {
                all.put(tableCase, ratio);
            }
        }

        String summary() {
            if (all.isEmpty()) {
                return "| | | ";
            }
            double mean = Math.exp(
                    all.values().stream().mapToDouble(Math::log).average().orElseThrow());
            Map.Entry<TableCase, Double> worst =
                    all.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            return String.format(
                    Locale.ROOT,
                    "| %.2f | %.2f %s | %d ",
                    mean,
                    worst.getValue(),
                    worst.getKey().layer().name(),
                    all.size());
        }
    }

    private Report(Results results) {
        this.results = results;
        this.contestants = results.contestants();
    }

    static void render(Results results, Path folder) throws IOException {
        Report report = new Report(results);
        report.head(Files.exists(folder.resolve(Machine.FILE)) ? Files.readString(folder.resolve(Machine.FILE)) : "");
        report.summary();
        Map<String, List<TableCase>> groups = results.cases().stream()
                .collect(Collectors.groupingBy(TableCase::group, LinkedHashMap::new, Collectors.toList()));
        groups.forEach(report::table);
        report.notes.forEach((note, number) -> report.text.append(String.format("%n[%d] %s  ", number, note)));
        Files.writeString(folder.resolve(FILE), report.text + "\n");
    }

    private void head(String machine) {
        text.append("# Depthwise layers\n\n")
                .append(machine)
                .append(results.versions())
                .append(".\n\nTimes are medians of forks (fresh processes) of medians of turns; a ratio is ")
                .append("the median over forks of the ")
                .append("ratio within a fork. Every\noutput was compared with the oracle before it was timed. ")
                .append("*copy* moves as many ")
                .append("bytes as the layer reads and writes.\n\n");
    }

    /** The best other library of a case, oneDNN bare among them or not; null if there is none. */
    private Result best(TableCase tableCase, boolean bareToo) {
        return results.of(tableCase).stream()
                .filter(each ->
                        bareToo && each.contestant().equals(Contestants.BARE) || !OWN.contains(each.contestant()))
                .filter(Result::timed)
                .min(Comparator.comparingDouble(Result::median))
                .orElse(null);
    }

    private static double ratio(Result one, Result other) {
        return one == null || other == null || !one.timed() || !other.timed() ? Double.NaN : one.ratioTo(other);
    }

    private void summary() {
        text.append("| cases | ours | of what | geometric mean | worst | cases |\n|---|---|---|---|---|---|\n");
        Map<String, List<TableCase>> kinds = results.cases().stream()
                .collect(Collectors.groupingBy(
                        each -> each.group() + ", multiplier " + each.multiplier(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        kinds.forEach((kind, cases) -> {
            for (String ours : OURS) {
                Ratios bare = new Ratios();
                Ratios peer = new Ratios();
                Ratios any = new Ratios();
                for (TableCase each : cases) {
                    Result result = results.get(each, ours);
                    bare.add(each, ratio(result, results.get(each, Contestants.BARE)));
                    peer.add(each, ratio(result, best(each, false)));
                    any.add(each, ratio(result, best(each, true)));
                }
                String start = "| " + kind + " | " + ours.replace("ours ", "") + " | ";
                text.append(start).append("oneDNN bare ").append(bare.summary()).append("|\n");
                if (!peer.all.isEmpty()) {
                    text.append(start)
                            .append("best other library ")
                            .append(peer.summary())
                            .append("|\n");
                    text.append(start)
                            .append("best of both ")
                            .append(any.summary())
                            .append("|\n");
                }
            }
        });
    }

    private void table(String group, List<TableCase> cases) {
        List<String> columns = new ArrayList<>(contestants);
        columns.remove(Contestants.BARE);
        boolean peers = columns.stream().anyMatch(name -> !OWN.contains(name));
        text.append("\n## ")
                .append(group)
                .append("\n\nMicroseconds of oneDNN bare, and the others' times as parts of it.\n\n");
        text.append("| layer | bare, us | ").append(String.join(" | ", columns));
        text.append(peers ? " | MEASURE / best other |\n" : " |\n");
        text.append("|---".repeat(columns.size() + (peers ? 3 : 2))).append("|\n");
        Map<String, Ratios> means = new LinkedHashMap<>();
        for (TableCase each : cases) {
            Result bare = results.get(each, Contestants.BARE);
            text.append("| ")
                    .append(each.layer().name())
                    .append(" | ")
                    .append(number(bare == null ? Double.NaN : bare.median(), 1));
            for (String column : columns) {
                Result result = results.get(each, column);
                double ratio = ratio(result, bare);
                means.computeIfAbsent(column, name -> new Ratios()).add(each, ratio);
                text.append(" | ").append(Double.isNaN(ratio) ? reason(result) : number(ratio, 2));
            }
            if (peers) {
                Result best = best(each, false);
                double ratio = ratio(results.get(each, Contestants.MEASURE), best);
                text.append(" | ").append(Double.isNaN(ratio) ? "" : number(ratio, 2) + " " + best.contestant());
            }
            text.append(" |\n");
        }
        text.append("| geometric mean | ");
        for (String column : columns) {
            Ratios ratios = means.get(column);
            text.append(" | ")
                    .append(number(
                            Math.exp(ratios.all.values().stream()
                                    .mapToDouble(Math::log)
                                    .average()
                                    .orElse(Double.NaN)),
                            2));
        }
        text.append(peers ? " |  |\n" : " |\n");
    }

    private String reason(Result result) {
        if (result == null || result.note().isEmpty()) {
            return "";
        }
        String note = result.contestant() + ": " + result.note();
        return "[" + notes.computeIfAbsent(note, key -> notes.size() + 1) + "]";
    }

    private static String number(double value, int digits) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
