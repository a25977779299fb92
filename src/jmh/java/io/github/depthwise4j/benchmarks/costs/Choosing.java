package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.benchmarks.costs.TimedProblem.Considered;
import io.github.depthwise4j.plan.choice.Costs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How much longer the chosen strategies take than the fastest of all candidates. */
final class Choosing {
    private static final double FAR = 1.25;

    private final Costs costs;

    Choosing(Costs costs) {
        this.costs = costs;
    }

    /** A line for each draw. */
    String report(List<TimedProblem> problems) {
        Map<String, List<TimedProblem>> draws = new TreeMap<>();
        problems.forEach(each ->
                draws.computeIfAbsent(each.draw(), key -> new ArrayList<>()).add(each));
        StringBuilder text = new StringBuilder();
        draws.forEach((draw, of) -> text.append(String.format(
                Locale.ROOT,
                "%s, %d problems: the rules as they are %s; by this table %s%n",
                draw,
                of.size(),
                summary(of, Choosing::nowChosen),
                summary(of, this::chosen))));
        return text.toString();
    }

    private static Considered nowChosen(TimedProblem problem) {
        return problem.considered().stream()
                .min(Comparator.comparingInt(each -> each.time().rank()))
                .orElseThrow();
    }

    /** The candidate with the lowest estimate. */
    Considered chosen(TimedProblem problem) {
        return problem.considered().stream()
                .min(Comparator.comparingDouble(each -> costs.nanos(each.work())))
                .orElseThrow();
    }

    private static String summary(List<TimedProblem> problems, Function<TimedProblem, Considered> choice) {
        double[] ratios = problems.stream()
                .mapToDouble(each -> choice.apply(each).time().nanos() / each.leastNanos())
                .toArray();
        double logarithms = 0;
        double worst = 1;
        int far = 0;
        for (double ratio : ratios) {
            logarithms += Math.log(ratio);
            worst = Math.max(worst, ratio);
            far += ratio > FAR ? 1 : 0;
        }
        return String.format(
                Locale.ROOT,
                "%.3f in the geometric mean, %.1f %% above %.2f, worst %.2f",
                Math.exp(logarithms / ratios.length),
                100.0 * far / ratios.length,
                FAR,
                worst);
    }
}
