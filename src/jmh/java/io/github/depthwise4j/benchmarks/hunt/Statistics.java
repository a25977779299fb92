package io.github.depthwise4j.benchmarks.hunt;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Counts over the finds of a hunt. */
final class Statistics {
    /** At most one in a hundred problems may take longer than so many times the model. */
    static final double SLOW = 3;
    /** No problem may take longer than so many times the model. */
    static final double CLIFF = 10;
    /** No two neighbours may differ by more. */
    static final double STEP = 4;
    /** No plan by rules may take longer. */
    static final double PLAN_MILLIS = 20;

    private static final double HALF = 0.5;

    private final List<Find> timed;
    private final Collection<Find> all;

    Statistics(Collection<Find> all) {
        this.all = all;
        this.timed = all.stream().filter(Find::isTimed).toList();
    }

    int count() {
        return all.size();
    }

    /** NaN if nothing was timed, as for every number here. */
    double median() {
        double[] sorted = timed.stream().mapToDouble(Find::ratio).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : HALF * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    /** The part of the problems that take more than so many times the model. */
    double shareAbove(double ratio) {
        return share(find -> find.ratio() > ratio);
    }

    /** The part of the problems with a neighbour beyond a step. */
    double shareOfSteps() {
        return share(find -> find.neighbourRatio() > STEP);
    }

    private double share(Predicate<Find> condition) {
        return timed.isEmpty()
                ? Double.NaN
                : (double) timed.stream().filter(condition).count() / timed.size();
    }

    Optional<Find> worst() {
        return most(Find::ratio);
    }

    Optional<Find> worstNeighbour() {
        return most(Find::neighbourRatio);
    }

    Optional<Find> slowestPlan() {
        return most(Find::planMillis);
    }

    Optional<Find> largestWorking() {
        return most(Find::workingRatio);
    }

    private Optional<Find> most(ToDoubleFunction<Find> number) {
        return timed.stream().max(Comparator.comparingDouble(number));
    }

    /** So many finds with the largest ratios, the worst one first. */
    List<Find> worst(int most) {
        return timed.stream()
                .sorted(Comparator.comparingDouble(Find::ratio).reversed())
                .limit(most)
                .toList();
    }

    /** So many finds with the largest steps to a neighbour. */
    List<Find> worstNeighbours(int most) {
        return timed.stream()
                .sorted(Comparator.comparingDouble(Find::neighbourRatio).reversed())
                .limit(most)
                .toList();
    }

    long count(Predicate<Find> condition) {
        return all.stream().filter(condition).count();
    }

    /** Whether every problem had a plan and a right result. */
    boolean isSound() {
        return all.stream().noneMatch(find -> find.isWrong() || find.isFailed());
    }
}
