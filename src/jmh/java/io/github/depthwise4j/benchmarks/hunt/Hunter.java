package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.SpotCheck;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Looks at problems one after the other: plans, computes, checks and times each of them and some of its neighbours. */
final class Hunter {
    /** Times this near to a target are measured again, because other work on the machine makes times longer. */
    private static final double SUSPICIOUS_RATIO = 2.5;

    private static final double SUSPICIOUS_NEIGHBOUR = 3;
    private static final int REPETITIONS = 3;
    private static final double BUDGET_MICROS = 10_000;
    private static final double NEIGHBOUR_BUDGET_MICROS = 2_000;
    private static final int LONGEST_NOTE = 200;

    private final Model model;
    private final int neighbours;
    private final double mostSeconds;
    private final Stopwatch stopwatch = new Stopwatch(CpuClock::nanos);
    private final Subject.Data data;

    /** A neighbour with its time. */
    private record Neighbour(Problem problem, double micros, double ratio) {}

    /**
     * A hunter.
     *
     * @param model what a call deserves
     * @param neighbours how many neighbours of each problem are timed at most
     * @param mostSeconds when the neighbours of a problem are given up
     * @param data the memory of the tensors
     */
    Hunter(Model model, int neighbours, double mostSeconds, Subject.Data data) {
        this.model = model;
        this.neighbours = neighbours;
        this.mostSeconds = mostSeconds;
        this.data = data;
    }

    /**
     * Looks at one problem; also a failure is a find.
     *
     * @param before gets the problem and each of its neighbours before it is computed
     */
    Find look(String draw, int index, Problem problem, Random random, Consumer<Problem> before) {
        try {
            return find(draw, index, problem, random, before);
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return Find.failed(draw, index, problem, shortened(Find.FAILED + ": " + e));
        }
    }

    private Find find(String draw, int index, Problem problem, Random random, Consumer<Problem> before) {
        before.accept(problem);
        long until = System.nanoTime() + (long) (mostSeconds * 1e9);
        double planMillis = PlanningTime.millis(problem);
        double micros;
        long workingBytes;
        String strategy;
        String kernels;
        String note;
        try (Subject subject = Subject.of(problem, PlanningEffort.ESTIMATE, data)) {
            note = note(subject, random);
            micros = micros(subject, BUDGET_MICROS);
            for (int i = 1; i < REPETITIONS && isSuspicious(micros, problem); i++) {
                micros = Math.min(micros, micros(subject, BUDGET_MICROS));
            }
            workingBytes = subject.workingBytes();
            strategy = subject.plan().strategy();
            kernels = subject.plan().implementation();
        }
        Neighbour worst = new Neighbour(null, 0, 1);
        double ratio = micros / model.micros(problem);
        for (Problem each : some(problem, random)) {
            if (System.nanoTime() > until) {
                break;
            }
            before.accept(each);
            Neighbour neighbour = neighbour(each, ratio);
            if (neighbour.ratio > worst.ratio) {
                worst = neighbour;
            }
        }
        return new Find(
                draw,
                index,
                problem.toString(),
                micros,
                model.micros(problem),
                planMillis,
                workingBytes,
                strategy,
                kernels,
                worst.ratio,
                worst.problem == null ? "" : worst.problem.toString(),
                worst.micros,
                note);
    }

    private static String note(Subject subject, Random random) {
        Optional<SpotCheck.Finding> wrong = subject.check(random.nextLong());
        return wrong.map(finding -> shortened(Find.WRONG + ": " + finding)).orElse("");
    }

    private static String shortened(String note) {
        String line = note.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_NOTE ? line : line.substring(0, LONGEST_NOTE);
    }

    private boolean isSuspicious(double micros, Problem problem) {
        return micros > SUSPICIOUS_RATIO * model.micros(problem);
    }

    private double micros(Subject subject, double budgetMicros) {
        return stopwatch.micros(subject::run, subject.firstMicros(), budgetMicros);
    }

    private List<Problem> some(Problem problem, Random random) {
        List<Problem> all = new ArrayList<>(Neighbours.of(problem));
        all.removeIf(each -> !Draw.fits(each));
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(neighbours, all.size()));
    }

    private Neighbour neighbour(Problem problem, double ratio) {
        double least = Double.POSITIVE_INFINITY;
        double between = Double.POSITIVE_INFINITY;
        try (Subject subject = Subject.of(problem, PlanningEffort.ESTIMATE, data)) {
            for (int i = 0; i < REPETITIONS && between > SUSPICIOUS_NEIGHBOUR; i++) {
                least = Math.min(least, micros(subject, NEIGHBOUR_BUDGET_MICROS));
                double own = least / model.micros(problem);
                between = Math.max(own / ratio, ratio / own);
            }
        }
        return new Neighbour(problem, least, between);
    }
}
