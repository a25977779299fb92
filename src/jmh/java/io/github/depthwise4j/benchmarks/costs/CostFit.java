package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.benchmarks.costs.TimedProblem.Considered;
import io.github.depthwise4j.plan.choice.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits the nanoseconds of what {@link Work} counts to times: the squares of relative errors are least, without negative
 * numbers. The faster a candidate is beside the best of its problem, the more it counts, because the table has to tell
 * the fast ones apart. A layer of a known network counts more than a random problem. Large errors count less: what the
 * counts do not explain must not spoil the rest.
 */
final class CostFit {
    private static final int ROUNDS = 6;
    /** Errors of the logarithm above this count less. */
    private static final double LARGE_ERROR = 0.3;

    private static final double WEIGHT_OF_LAYERS = 3;
    /** An estimate below the time divided by this is not used to scale the error. */
    private static final double FARTHEST = 20;
    /** Nothing is said of a subject that fewer candidates have: the rules then leave out its kernel. */
    private static final int FEWEST_CANDIDATES = 8;

    private final Map<List<String>, Integer> unknowns =
            new TreeMap<>((one, other) -> one.get(0).equals(other.get(0))
                    ? one.get(1).compareTo(other.get(1))
                    : one.get(0).compareTo(other.get(0)));
    private final List<Equation> equations = new ArrayList<>();
    private double[] scales;

    /** What a candidate does, as numbers of unknowns with counts, and its time. */
    private record Equation(int[] unknowns, double[] counts, double nanos, double weight) {
        double estimate(double[] costs) {
            double sum = 0;
            for (int i = 0; i < unknowns.length; i++) {
                sum += counts[i] * costs[unknowns[i]];
            }
            return sum;
        }
    }

    private CostFit(List<TimedProblem> problems) {
        Map<String, Integer> candidates = new HashMap<>();
        for (TimedProblem problem : problems) {
            for (Considered each : problem.considered()) {
                each.work().counts().keySet().forEach(subject -> candidates.merge(subject, 1, Integer::sum));
            }
        }
        for (TimedProblem problem : problems) {
            double least = problem.leastNanos();
            for (Considered each : problem.considered()) {
                Map<String, Map<String, Double>> counts = each.work().counts();
                if (counts.keySet().stream().allMatch(subject -> candidates.get(subject) >= FEWEST_CANDIDATES)) {
                    double nanos = each.time().nanos();
                    double weight = least / nanos * (problem.isLayer() ? WEIGHT_OF_LAYERS : 1);
                    add(counts, nanos, weight);
                }
            }
        }
        scale();
    }

    /** For each subject, the nanoseconds of each of what there is to do for it. */
    static Map<String, Map<String, Double>> nanos(List<TimedProblem> problems) {
        CostFit fit = new CostFit(problems);
        double[] costs = fit.solve();
        Map<String, Map<String, Double>> nanos = new TreeMap<>();
        fit.unknowns.forEach((unknown, number) -> nanos.computeIfAbsent(unknown.get(0), key -> new TreeMap<>())
                .put(unknown.get(1), costs[number] / fit.scales[number]));
        return nanos;
    }

    private void add(Map<String, Map<String, Double>> counts, double nanos, double weight) {
        List<Integer> numbers = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        counts.forEach((subject, of) -> of.forEach((what, count) -> {
            numbers.add(unknowns.computeIfAbsent(List.of(subject, what), key -> unknowns.size()));
            values.add(count);
        }));
        equations.add(new Equation(
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                nanos,
                weight));
    }

    /** Divides all counts of an unknown by the largest one. */
    private void scale() {
        scales = new double[unknowns.size()];
        for (Equation each : equations) {
            for (int i = 0; i < each.counts.length; i++) {
                scales[each.unknowns[i]] = Math.max(scales[each.unknowns[i]], each.counts[i]);
            }
        }
        for (Equation each : equations) {
            Arrays.setAll(each.counts, i -> each.counts[i] / scales[each.unknowns[i]]);
        }
    }

    private double[] solve() {
        double[] costs = null;
        for (int round = 0; round < ROUNDS; round++) {
            NonNegativeLeastSquares squares = new NonNegativeLeastSquares(scales.length);
            for (Equation each : equations) {
                double unit = each.nanos * each.nanos;
                double weight = each.weight;
                if (costs != null) {
                    double estimate = Math.max(each.estimate(costs), each.nanos / FARTHEST);
                    double error = Math.log(estimate / each.nanos) / LARGE_ERROR;
                    // Between the squares of the error relative to the time and to the estimate.
                    unit = each.nanos * estimate;
                    weight /= 1 + error * error;
                }
                squares.add(each.unknowns, each.counts, each.nanos, weight / unit);
            }
            costs = squares.solve();
        }
        return costs;
    }
}
