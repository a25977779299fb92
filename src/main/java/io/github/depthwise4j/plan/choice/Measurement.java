package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.MemoryHolder;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.OptionalWay;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Times candidates on this machine, on data of its own, in turns: what disturbs the machine falls on all of them alike. Slow ones
 * are dropped early, so that the time goes into telling the fast ones apart.
 */
public final class Measurement implements AutoCloseable {
    /** A candidate takes the place of the estimate only if it needs less than this part of its time. */
    private static final double CLEARLY_FASTER = 0.97;
    /** Candidates whose first call is slower than this have no turn at all, unless calls are short. */
    private static final double HOPELESS = 4;
    /** Those slower than this are dropped after their first turn. */
    private static final double MUCH_SLOWER = 1.6;
    /** And those slower than this after some turns more. */
    private static final double SLOWER = 1.15;

    private static final int SOME_TURNS = 4;
    private static final int FEWEST_TURNS = 3;
    /** The first call of a turn finds the caches as another candidate left them: it is not counted, unless it takes as long as this. */
    private static final long TURN_NANOS = 300_000;

    private static final int MOST_CALLS = 50;
    /** A budget for fewer calls than this, at the speed of the hardware, tells nothing apart. */
    private static final int FEWEST_CALLS = 8;

    private static final double NANOS_PER_MICRO = 1e3;
    private static final int MOST_DIFFERENT_VALUES = 1 << 16;

    private final CloseStack tensors = new CloseStack();
    private final Tensor input;
    private final Tensor residual;
    private final Tensor output;
    private final Tensor filter;
    private final Tensor bias;
    private final LongSupplier clock;
    private final long begin;
    private final long budgetNanos;
    private final List<Contestant> contestants = new ArrayList<>();
    private ConvolutionPlan chosen;

    /** One candidate's plan and the best time it had. */
    private static final class Contestant {
        private final ConvolutionPlan plan;
        private final PackedFilter packed;
        private double bestNanos = Double.POSITIVE_INFINITY;
        private int turns;
        private boolean running;

        Contestant(ConvolutionPlan plan, PackedFilter packed) {
            this.plan = plan;
            this.packed = packed;
        }

        ConvolutionDescription.Timing timing() {
            return new ConvolutionDescription.Timing(plan.strategyName(), bestNanos / NANOS_PER_MICRO);
        }
    }

    private Measurement(ConvolutionProblem problem, long begin, long budgetNanos, LongSupplier clock) {
        Random random = new Random(1);
        this.clock = clock;
        this.begin = begin;
        this.budgetNanos = budgetNanos;
        try {
            this.input = filled(problem.inputShape(), random);
            this.residual = problem.fusion().residual() ? filled(problem.outputShape(), random) : null;
            this.output = filled(problem.outputShape(), random);
            this.filter = filled(problem.filterShape(), random);
            this.bias = problem.hasBias() ? filled(problem.biasShape(), random) : null;
        } catch (RuntimeException | Error e) {
            tensors.close();
            throw e;
        }
    }

    /**
     * The plan of the fastest candidate, which the caller owns: the estimate where the budget is too small to find a faster one.
     *
     * @param budgetNanos what all of this may take
     */
    public static ConvolutionPlan fastest(ConvolutionProblem problem, long budgetNanos) {
        return fastest(problem, budgetNanos, System::nanoTime);
    }

    /** The fastest candidate by another clock. */
    public static ConvolutionPlan fastest(ConvolutionProblem problem, long budgetNanos, LongSupplier clock) {
        long begin = clock.getAsLong();
        ConvolutionPlan estimate = Planner.estimated(problem);
        ConvolutionPlan winner = estimate;
        try {
            if (Slicing.nanos(problem) <= budgetNanos / FEWEST_CALLS) {
                winner = fasterThan(estimate, begin, budgetNanos, clock);
            }
            return winner;
        } finally {
            if (winner != estimate) {
                estimate.close();
            }
        }
    }

    /** The winner, which then belongs to the caller; the estimate itself where it wins, or where nothing can be measured. */
    private static ConvolutionPlan fasterThan(
            ConvolutionPlan estimate, long begin, long budgetNanos, LongSupplier clock) {
        ConvolutionProblem problem = estimate.problem();
        try (Measurement measurement = new Measurement(problem, begin, budgetNanos, clock)) {
            measurement.add(estimate);
            // The second half of the budget is for telling apart what the first has found.
            for (Strategy candidate : Candidates.of(problem)) {
                if (measurement.elapsed() > budgetNanos / 2) {
                    break;
                }
                measurement.tryOut(candidate, problem);
            }
            return measurement.compare();
        } catch (RuntimeException e) {
            OptionalWay.skipped("measuring", e);
            return estimate;
        } catch (Error e) {
            estimate.close();
            throw e;
        }
    }

    private long elapsed() {
        return clock.getAsLong() - begin;
    }

    /** Lets a plan take part, and calls it once, which makes what it needs. Where that fails, the plan stays the caller's. */
    private void add(ConvolutionPlan plan) {
        PackedFilter packed = plan.pack(filter, bias);
        try {
            Contestant contestant = new Contestant(plan, packed);
            long before = clock.getAsLong();
            plan.execute(input, packed, residual, output);
            contestant.bestNanos = clock.getAsLong() - before;
            contestants.add(contestant);
            contestant.running = contestant.bestNanos <= Math.max(TURN_NANOS, HOPELESS * bestNanos());
        } catch (RuntimeException | Error e) {
            packed.close();
            throw e;
        }
    }

    private void tryOut(Strategy candidate, ConvolutionProblem problem) {
        // A rule may leave the kernel to oneDNN, which a candidate names: that is the same plan.
        if (isKnown(candidate.name())) {
            return;
        }
        ConvolutionPlan plan = OptionalWay.orNull(candidate.name(), () -> StrategyExecutors.plan(problem, candidate));
        if (plan == null) {
            return;
        }
        boolean added = false;
        try {
            if (!isKnown(plan.strategyName())) {
                add(plan);
                added = true;
            }
        } catch (RuntimeException e) {
            OptionalWay.skipped(candidate.name(), e);
        } finally {
            if (!added) {
                plan.close();
            }
        }
    }

    private boolean isKnown(String name) {
        return contestants.stream().anyMatch(each -> each.plan.strategyName().equals(name));
    }

    /** The plan of the winner, which then belongs to the caller. */
    private ConvolutionPlan compare() {
        int rounds = 0;
        int running = contestants.size();
        while (running > 0 && (running > 1 || rounds < FEWEST_TURNS)) {
            running = 0;
            for (Contestant each : contestants) {
                // A turn takes at least two calls, or, where calls are long, one.
                if (each.running && elapsed() + Math.max(TURN_NANOS, each.bestNanos) < budgetNanos) {
                    turn(each);
                    running++;
                }
            }
            rounds++;
            dropSlowerThan(rounds < SOME_TURNS ? MUCH_SLOWER : SLOWER);
        }
        Contestant winner = winner();
        List<ConvolutionDescription.Timing> timings = new ArrayList<>();
        contestants.forEach(each -> timings.add(each.timing()));
        timings.sort(Comparator.comparingDouble(ConvolutionDescription.Timing::micros));
        winner.plan.measured(timings);
        chosen = winner.plan;
        return chosen;
    }

    /** A candidate that fails, as one that finds no memory for a workspace, has had its last turn. */
    private void turn(Contestant each) {
        try {
            measure(each);
        } catch (RuntimeException e) {
            OptionalWay.skipped(each.plan.strategyName(), e);
            each.running = false;
            each.turns = 0;
            each.bestNanos = Double.POSITIVE_INFINITY;
        }
    }

    private void measure(Contestant each) {
        if (each.bestNanos < TURN_NANOS) {
            each.plan.execute(input, each.packed, residual, output);
        }
        long start = clock.getAsLong();
        long end;
        int calls = 0;
        do {
            each.plan.execute(input, each.packed, residual, output);
            calls++;
            end = clock.getAsLong();
        } while (end - start < TURN_NANOS && calls < MOST_CALLS);
        each.bestNanos = Math.min(each.bestNanos, (double) (end - start) / calls);
        each.turns++;
    }

    private double bestNanos() {
        return contestants.stream().mapToDouble(each -> each.bestNanos).min().orElseThrow();
    }

    /** The estimate, the first of them, stays. */
    private void dropSlowerThan(double factor) {
        double best = bestNanos();
        contestants.stream()
                .skip(1)
                .filter(each -> each.turns > 0)
                .forEach(each -> each.running &= each.bestNanos < factor * best);
    }

    /** A first call makes workspaces, and is no sign of speed: only those that had a turn can win. */
    private Contestant winner() {
        Contestant estimate = contestants.get(0);
        Contestant fastest = contestants.stream()
                .filter(each -> each.turns > 0)
                .min(Comparator.comparingDouble(each -> each.bestNanos))
                .orElse(estimate);
        return estimate.turns > 0 && fastest.bestNanos < CLEARLY_FASTER * estimate.bestNanos ? fastest : estimate;
    }

    @Override
    public void close() {
        for (int i = 0; i < contestants.size(); i++) {
            Contestant each = contestants.get(i);
            each.packed.close();
            // The first one is the estimate, which is the caller's.
            if (i > 0 && each.plan != chosen) {
                each.plan.close();
            }
        }
        tensors.close();
    }

    /** Numbers as they occur: memory the system has only promised, or that holds zeros, would be faster than real data. */
    private Tensor filled(Shape shape, Random random) {
        Tensor tensor = Tensor.uninitialized(DataType.FLOAT32, shape.dims());
        tensors.add(tensor, tensor::close);
        NativeMemory memory = MemoryHolder.memoryOf(tensor);
        float[] values = new float[(int) Math.min(shape.elementCount(), MOST_DIFFERENT_VALUES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        for (long done = 0; done < shape.elementCount(); done += values.length) {
            int count = (int) Math.min(values.length, shape.elementCount() - done);
            memory.write(values, 0, done * Float.BYTES, count);
        }
        return tensor;
    }
}
