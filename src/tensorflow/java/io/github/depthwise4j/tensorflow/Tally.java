package io.github.depthwise4j.tensorflow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of many problems. */
final class Tally {
    private static final String ROW = "| %-18s | %8s | %11s | %8s | %9s | %10s | %9s | %9s | %-17s |%n";
    private static final int MOST_LINES = 5;

    private final String name;
    private int problems;
    private int equalBits;
    private int withinBound;
    private int equalIntegers;
    private double ours;
    private double tensorFlows;
    private long outputs;
    private long nearer;
    private long farther;
    private final Map<Detour, Integer> detours = new EnumMap<>(Detour.class);
    private final Map<KnownDifference, Integer> known = new EnumMap<>(KnownDifference.class);
    private final Map<String, List<String>> disagreements = new TreeMap<>();
    private final List<String> wrongTensorFlow = new ArrayList<>();

    Tally(String name) {
        this.name = name;
    }

    void add(String line, Contest.Outcome outcome) {
        problems++;
        outcome.detours().forEach(detour -> detours.merge(detour, 1, Integer::sum));
        if (outcome.known() != null) {
            known.merge(outcome.known(), 1, Integer::sum);
            return;
        }
        if (outcome.refusal() != null) {
            disagree("refused by TensorFlow", line + ": " + outcome.refusal());
            return;
        }
        if (outcome.wrongShape() != null) {
            disagree("another shape", line + ": TensorFlow's shape is " + outcome.wrongShape());
            return;
        }
        Contest.Score fractions = outcome.fractions();
        equalIntegers += outcome.integers().equalBits ? 1 : 0;
        equalBits += fractions.equalBits ? 1 : 0;
        withinBound += fractions.withinBound() ? 1 : 0;
        ours = Math.max(ours, fractions.ours);
        tensorFlows = Math.max(tensorFlows, fractions.tensorFlows);
        outputs += fractions.outputs;
        nearer += fractions.nearer;
        farther += fractions.farther;
        if (!outcome.libraryIsRight()) {
            disagree("THIS LIBRARY IS WRONG", described(line, outcome));
        }
        if (!outcome.tensorFlowIsRight()) {
            wrongTensorFlow.add(described(line, outcome));
        }
    }

    private static String described(String line, Contest.Outcome outcome) {
        return line + ": integers: " + outcome.integers() + "; fractions: " + outcome.fractions();
    }

    private void disagree(String what, String line) {
        disagreements.computeIfAbsent(what, key -> new ArrayList<>()).add(line);
    }

    /** Those for which TensorFlow cannot be blamed, or not without a look. */
    int disagreements() {
        return disagreements.values().stream().mapToInt(List::size).sum();
    }

    static String header() {
        String titles = String.format(
                Locale.ROOT,
                ROW,
                "operation",
                "problems",
                "outputs",
                "in bound",
                "integers",
                "equal bits",
                "worst: TF",
                "worst: us",
                "nearer: us / TF");
        return titles + titles.strip().replaceAll("[^|]", "-") + System.lineSeparator();
    }

    String row() {
        long differing = Math.max(1, nearer + farther);
        return String.format(
                Locale.ROOT,
                ROW,
                name,
                problems,
                outputs,
                withinBound,
                equalIntegers,
                equalBits,
                String.format(Locale.ROOT, "%.3f", tensorFlows),
                String.format(Locale.ROOT, "%.3f", ours),
                String.format(Locale.ROOT, "%.1f%% / %.1f%%", 100.0 * nearer / differing, 100.0 * farther / differing));
    }

    /** What the row has no room for; empty if there is nothing. */
    String notes() {
        StringBuilder notes = new StringBuilder();
        detours.forEach((detour, count) -> note(notes, detour.toString(), count));
        known.forEach((difference, count) -> note(notes, "not compared, " + difference, count));
        note(notes, "TensorFlow is wrong by the oracle", wrongTensorFlow);
        disagreements.forEach((what, lines) -> note(notes, "DISAGREEMENT, " + what, lines));
        return notes.toString();
    }

    private void note(StringBuilder notes, String what, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        note(notes, what, lines.size());
        lines.stream()
                .limit(MOST_LINES)
                .forEach(line -> notes.append("    ").append(line).append(System.lineSeparator()));
    }

    private void note(StringBuilder notes, String what, int count) {
        notes.append("  ")
                .append(name)
                .append(": ")
                .append(what)
                .append(": ")
                .append(count)
                .append(System.lineSeparator());
    }
}
