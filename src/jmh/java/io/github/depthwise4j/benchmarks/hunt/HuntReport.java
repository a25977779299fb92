package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.cli.io.TextTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Renders the finds of a hunt as text for the terminal and as Markdown. */
final class HuntReport {
    static final String FILE = "hunt.md";

    private static final int MOST_ROWS = 25;
    private static final double MEGABYTE = 1 << 20;
    private static final int PERCENT = 100;

    private final Map<String, List<Find>> draws;

    HuntReport(Collection<Find> finds) {
        this.draws = finds.stream().collect(Collectors.groupingBy(Find::draw, LinkedHashMap::new, Collectors.toList()));
    }

    /** The numbers of each draw beside the targets, then the worst problems. */
    String markdown(String head) {
        StringBuilder text = new StringBuilder("# Random problems beside a model of their work\n\n")
                .append(head)
                .append("A ratio is the time of a call over 2 us + bytes / 4 GB/s + multiply-adds / 2.5 G/s (half of ")
                .append("these speeds with SSE4.1). The\nstep is the largest ratio between the ratios of a problem ")
                .append("and of a neighbour, which has one more or one less in one number.\n\n")
                .append("| draw | problems | median | above 3 | above 10 | worst | worst step | steps above 4 | ")
                .append("slowest plan | working memory / bound | ref | gemm | wrong | failed |\n")
                .append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n")
                .append("| target | | | 1 % | 0 | 10 | 4 | 0 | 20 ms | 1 | 0 | | 0 | 0 |\n");
        draws.forEach((draw, finds) -> text.append("| ")
                .append(String.join(" | ", numbers(draw, finds)))
                .append(" |\n"));
        draws.forEach((draw, finds) -> {
            Statistics statistics = new Statistics(finds);
            text.append("\n## ")
                    .append(draw)
                    .append(": the slowest\n\n")
                    .append("| ratio | us | model | plan ms | working MB | flags | strategy: kernels | problem |\n")
                    .append("|---|---|---|---|---|---|---|---|\n");
            statistics.worst(MOST_ROWS).forEach(find -> text.append(slowest(find)));
            text.append("\n## ")
                    .append(draw)
                    .append(": the largest steps\n\n")
                    .append("| step | us | model | neighbour us | problem, neighbour |\n|---|---|---|---|---|\n");
            statistics.worstNeighbours(MOST_ROWS).forEach(find -> text.append(step(find)));
            finds.stream().filter(find -> !find.note().isEmpty()).forEach(find -> text.append("\n* ")
                    .append(find.note())
                    .append(": `")
                    .append(find.line())
                    .append('`'));
        });
        return text.toString().stripTrailing() + "\n";
    }

    private static String slowest(Find find) {
        return String.format(
                Locale.ROOT,
                "| %.2f | %.1f | %.1f | %.1f | %.1f | %s | %s: %s | `%s` |%n",
                find.ratio(),
                find.micros(),
                find.modelMicros(),
                find.planMillis(),
                find.workingBytes() / MEGABYTE,
                find.flags(),
                find.strategy(),
                find.kernels(),
                find.line());
    }

    private static String step(Find find) {
        return String.format(
                Locale.ROOT,
                "| %.1f | %.1f | %.1f | %.1f | `%s`<br>`%s` |%n",
                find.neighbourRatio(),
                find.micros(),
                find.modelMicros(),
                find.neighbourMicros(),
                find.line(),
                find.neighbour());
    }

    private static String[] numbers(String draw, List<Find> finds) {
        Statistics statistics = new Statistics(finds);
        return new String[] {
            draw,
            Integer.toString(statistics.count()),
            format("%.2f", statistics.median()),
            format("%.1f %%", PERCENT * statistics.shareAbove(Statistics.SLOW)),
            format("%.1f %%", PERCENT * statistics.shareAbove(Statistics.CLIFF)),
            format("%.2f", statistics.worst(), Find::ratio),
            format("%.1f", statistics.worstNeighbour(), Find::neighbourRatio),
            format("%.1f %%", PERCENT * statistics.shareOfSteps()),
            format("%.1f ms", statistics.slowestPlan(), Find::planMillis),
            format("%.2f", statistics.largestWorking(), Find::workingRatio),
            Long.toString(statistics.count(Find::usesReference)),
            Long.toString(statistics.count(Find::usesGemm)),
            Long.toString(statistics.count(Find::isWrong)),
            Long.toString(statistics.count(Find::isFailed))
        };
    }

    private static String format(String format, Optional<Find> find, ToDoubleFunction<Find> number) {
        return find.map(each -> format(format, number.applyAsDouble(each))).orElse("");
    }

    private static String format(String format, double number) {
        return Double.isNaN(number) ? "" : String.format(Locale.ROOT, format, number);
    }

    /** The numbers of each draw, then so many of the slowest problems. */
    String terminal(int most) {
        TextTable table = new TextTable(1)
                .row(
                        "draw",
                        "problems",
                        "median",
                        "above 3",
                        "above 10",
                        "worst",
                        "worst step",
                        "steps above 4",
                        "slowest plan",
                        "memory/bound",
                        "ref",
                        "gemm",
                        "wrong",
                        "failed");
        draws.forEach((draw, finds) -> table.row(numbers(draw, finds)));
        StringBuilder text = new StringBuilder(table.toString());
        draws.forEach((draw, finds) -> {
            TextTable worst = new TextTable(0);
            worst.row("ratio", "us", "plan ms", "memory MB", "step");
            List<Find> slowest = new Statistics(finds).worst(most);
            slowest.forEach(find -> worst.row(
                    format("%.2f", find.ratio()),
                    format("%.1f", find.micros()),
                    format("%.1f", find.planMillis()),
                    format("%.1f", find.workingBytes() / MEGABYTE),
                    format("%.1f", find.neighbourRatio())));
            String[] rows = worst.toString().split("\n");
            text.append("\nThe slowest of ")
                    .append(draw)
                    .append(":\n")
                    .append(rows[0])
                    .append('\n');
            for (int i = 0; i < slowest.size(); i++) {
                Find find = slowest.get(i);
                text.append(rows[i + 1])
                        .append("  ")
                        .append(find.line())
                        .append("\n      ")
                        .append(find.strategy())
                        .append(" [")
                        .append(find.kernels())
                        .append("] ")
                        .append(find.flags())
                        .append('\n');
            }
            finds.stream().filter(find -> !find.note().isEmpty()).forEach(find -> text.append(find.note())
                    .append("\n      ")
                    .append(find.line())
                    .append('\n'));
        });
        return text.toString();
    }
}
