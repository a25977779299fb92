package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.benchmarks.costs.TimedProblem.Considered;
import io.github.depthwise4j.plan.choice.Costs;
import io.github.depthwise4j.plan.choice.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes fitted costs so that they choose better. {@link CostFit} makes the errors of all estimates small, but only
 * the order of the estimates of a problem matters: an error of 10 % does no harm where the second best takes twice as
 * long, and much where two candidates are close.
 *
 * <p>The loss of a problem is how much longer its choice takes than the fastest candidate, as a logarithm. It jumps
 * where two estimates change places, so a smooth one takes its place: as if a candidate were chosen by chance, with a
 * probability that falls with its estimate. The temperature of this falls from step to step, until nearly always the
 * lowest estimate is chosen. Errors of estimates, and distances from the fitted costs, are a part of the loss too: they
 * keep the estimates near the times where no choice depends on them. The steps are those of the method Adam (Kingma and
 * Ba, 2015).
 */
final class ChoiceFit {
    private static final int STEPS = 600;
    /** Of all steps, the part in which the temperature falls. Then the steps become smaller. */
    private static final double FALLING = 0.7;

    private static final double FIRST_TEMPERATURE = 1;
    private static final double LAST_TEMPERATURE = 0.03;
    private static final double STEP = 0.02;
    private static final double DECAY_OF_MEAN = 0.9;
    private static final double DECAY_OF_SQUARES = 0.999;
    private static final double TINY = 1e-9;

    private static final double WEIGHT_OF_LAYERS = 4;
    private static final double WEIGHT_OF_ERRORS = 0.2;
    private static final double WEIGHT_OF_DISTANCES = 0.01;
    /** Errors of the logarithm above this count less. */
    private static final double LARGE_ERROR = 0.3;
    /** A choice that takes so much longer than the fastest counts twice for what is above this. */
    private static final double FAR = Math.log(1.2);
    /** A choice that takes much longer yet does not count more. */
    private static final double FARTHEST = 1.5;
    /** The part of the times that a cost has at the beginning if it was fitted as zero. */
    private static final double START_OF_ZEROS = 0.001;
    /** A cost below this part of the times that have it is left out of the table. */
    private static final double NEGLIGIBLE = 0.003;

    private final List<List<String>> names = new ArrayList<>();
    private final List<Double> fitted = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** The candidates of a problem. */
    private record Problem(List<Candidate> candidates, double weight) {}

    /**
     * What a candidate does, its time, and how much is lost if it is chosen.
     *
     * @param longer the logarithm of how much longer it takes than the fastest candidate
     */
    private record Candidate(int[] costs, double[] counts, double nanos, double longer) {
        double estimate(double[] nanosOfEach) {
            double sum = TINY;
            for (int i = 0; i < costs.length; i++) {
                sum += part(i, nanosOfEach);
            }
            return sum;
        }

        double part(int i, double[] nanosOfEach) {
            return counts[i] * nanosOfEach[costs[i]];
        }

        double loss() {
            double bounded = Math.min(longer, FARTHEST);
            return bounded + Math.max(0, bounded - FAR);
        }
    }

    private ChoiceFit(Map<String, Map<String, Double>> nanos, List<TimedProblem> timed) {
        Map<List<String>, Integer> numbers = new HashMap<>();
        nanos.forEach((subject, of) -> of.forEach((what, each) -> {
            numbers.put(List.of(subject, what), names.size());
            names.add(List.of(subject, what));
            fitted.add(each);
        }));
        for (TimedProblem problem : timed) {
            List<Candidate> candidates = new ArrayList<>();
            for (Considered each : problem.considered()) {
                if (Costs.isKnown(each.work(), nanos.keySet())) {
                    double longer = Math.log(each.time().nanos() / problem.leastNanos());
                    candidates.add(
                            candidate(each.work(), nanos, numbers, each.time().nanos(), longer));
                }
            }
            problems.add(new Problem(candidates, problem.isLayer() ? WEIGHT_OF_LAYERS : 1));
        }
    }

    private static Candidate candidate(
            Work work,
            Map<String, Map<String, Double>> nanos,
            Map<List<String>, Integer> numbers,
            double time,
            double longer) {
        List<Integer> costs = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        work.counts().forEach((subject, of) -> {
            String known = Costs.knownOrNull(work, subject, nanos.keySet());
            of.forEach((what, count) -> {
                Integer number = known == null ? null : numbers.get(List.of(known, what));
                if (number != null) {
                    costs.add(number);
                    counts.add(count);
                }
            });
        });
        return new Candidate(
                costs.stream().mapToInt(Integer::intValue).toArray(),
                counts.stream().mapToDouble(Double::doubleValue).toArray(),
                time,
                longer);
    }

    /** For each subject, the nanoseconds of each of what there is to do for it, changed so that choices are better. */
    static Map<String, Map<String, Double>> nanos(Map<String, Map<String, Double>> nanos, List<TimedProblem> problems) {
        return new ChoiceFit(nanos, problems).solve();
    }

    private Map<String, Map<String, Double>> solve() {
        double[] start = start();
        double[] logarithms = start.clone();
        double[] mean = new double[start.length];
        double[] squares = new double[start.length];
        for (int step = 1; step <= STEPS; step++) {
            double done = step / (FALLING * STEPS);
            double temperature = FIRST_TEMPERATURE * Math.pow(LAST_TEMPERATURE / FIRST_TEMPERATURE, Math.min(1, done));
            double size = STEP * Math.min(1, (STEPS - step) / ((1 - FALLING) * STEPS));
            double[] slopes = slopes(exponentials(logarithms), temperature);
            for (int i = 0; i < start.length; i++) {
                double slope = slopes[i] + 2 * WEIGHT_OF_DISTANCES * (logarithms[i] - start[i]);
                mean[i] = DECAY_OF_MEAN * mean[i] + (1 - DECAY_OF_MEAN) * slope;
                squares[i] = DECAY_OF_SQUARES * squares[i] + (1 - DECAY_OF_SQUARES) * slope * slope;
                double expected = mean[i] / (1 - Math.pow(DECAY_OF_MEAN, step));
                double deviation = Math.sqrt(squares[i] / (1 - Math.pow(DECAY_OF_SQUARES, step)));
                logarithms[i] -= size * expected / (deviation + TINY);
            }
        }
        return table(exponentials(logarithms));
    }

    /** The logarithms of the fitted costs; those of zeros are small. */
    private double[] start() {
        double[] start = new double[fitted.size()];
        double[] parts = partsOfOne();
        for (int i = 0; i < start.length; i++) {
            start[i] = Math.log(Math.max(fitted.get(i), START_OF_ZEROS / Math.max(parts[i], TINY)));
        }
        return start;
    }

    private static double[] exponentials(double[] logarithms) {
        return Arrays.stream(logarithms).map(Math::exp).toArray();
    }

    /** The slopes of the loss of all problems, along the logarithm of each cost. */
    private double[] slopes(double[] nanos, double temperature) {
        double[] slopes = new double[nanos.length];
        for (Problem problem : problems) {
            int count = problem.candidates().size();
            double[] estimates = new double[count];
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < count; i++) {
                estimates[i] = Math.log(problem.candidates().get(i).estimate(nanos));
                least = Math.min(least, estimates[i]);
            }
            double[] chances = new double[count];
            double all = 0;
            for (int i = 0; i < count; i++) {
                chances[i] = Math.exp((least - estimates[i]) / temperature);
                all += chances[i];
            }
            double expected = 0;
            for (int i = 0; i < count; i++) {
                chances[i] /= all;
                expected += chances[i] * problem.candidates().get(i).loss();
            }
            for (int i = 0; i < count; i++) {
                Candidate each = problem.candidates().get(i);
                double ofChoice = chances[i] * (expected - each.loss()) / temperature;
                double ofError = WEIGHT_OF_ERRORS * Math.exp(-each.longer()) * slopeOfError(each, estimates[i]);
                addSlopes(slopes, each, nanos, problem.weight() * (ofChoice + ofError));
            }
        }
        return slopes;
    }

    /** Of the square of the error, which grows more slowly where it is large. */
    private static double slopeOfError(Candidate candidate, double estimate) {
        double error = estimate - Math.log(candidate.nanos());
        return 2 * error / (1 + Math.abs(error) / LARGE_ERROR);
    }

    /** Adds what each cost does to the logarithm of an estimate. */
    private static void addSlopes(double[] slopes, Candidate candidate, double[] nanos, double slope) {
        double estimate = candidate.estimate(nanos);
        for (int i = 0; i < candidate.costs().length; i++) {
            slopes[candidate.costs()[i]] += slope * candidate.part(i, nanos) / estimate;
        }
    }

    private Map<String, Map<String, Double>> table(double[] nanos) {
        double[] parts = partsOfOne();
        Map<String, Map<String, Double>> table = new TreeMap<>();
        for (int i = 0; i < nanos.length; i++) {
            Map<String, Double> of = table.computeIfAbsent(names.get(i).get(0), key -> new TreeMap<>());
            if (nanos[i] * parts[i] > NEGLIGIBLE) {
                of.put(names.get(i).get(1), nanos[i]);
            }
        }
        return table;
    }

    /** For each cost, its mean part of the times of the candidates that have it, if it is one nanosecond. */
    private double[] partsOfOne() {
        double[] parts = new double[names.size()];
        int[] candidates = new int[names.size()];
        for (Problem problem : problems) {
            for (Candidate each : problem.candidates()) {
                for (int i = 0; i < each.costs().length; i++) {
                    parts[each.costs()[i]] += each.counts()[i] / each.nanos();
                    candidates[each.costs()[i]]++;
                }
            }
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] /= Math.max(1, candidates[i]);
        }
        return parts;
    }
}
