package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.TensorMemory;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
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
 * Times the candidates on this machine, on data of its own. They take turns, so that a disturbance of the machine
 * affects all of them alike. Slow candidates are dropped early: most of the time is used to compare the fast ones.
 */
public final class Measurement implements AutoCloseable {
    /** A candidate beats the estimate only if it needs less than this part of the estimate's time. */
    private static final double CLEARLY_FASTER = 0.97;
    /** A candidate whose first call takes this many times the best time gets no turn, unless its calls are short. */
    private static final double HOPELESS = 4;
    /** A candidate that takes this many times the best time is dropped after its first turn. */
    private static final double MUCH_SLOWER = 1.6;
    /** A candidate that takes this many times the best time is dropped after {@link #SOME_TURNS}. */
    private static final double SLOWER = 1.15;

    private static final int SOME_TURNS = 4;
    private static final int FEWEST_TURNS = 3;
    /**
     * How long a turn lasts at least. The first call of a turn is not counted, because the caches hold the data of
     * another candidate; a call that takes this long is counted.
     */
    private static final long TURN_NANOS = 300_000;

    private static final int MOST_CALLS = 50;
    /** Nothing is measured if the budget is too small for this many calls at the best speed of the hardware. */
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

        Strategy strategy() {
            return StrategyExecutors.strategyOf(plan);
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
     * The plan of the fastest candidate, which the caller owns. The estimate if the budget is too small to find a
     * faster one.
     *
     * @param budgetNanos the longest time that this may take
     */
    public static ConvolutionPlan fastest(ConvolutionProblem problem, long budgetNanos) {
        return fastest(problem, budgetNanos, System::nanoTime);
    }

    /** The fastest candidate by another clock. */
    public static ConvolutionPlan fastest(ConvolutionProblem problem, long budgetNanos, LongSupplier clock) {
        long begin = clock.getAsLong();
        ConvolutionPlan estimate = PossiblePlans.estimated(problem);
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

    /** The winner, which then belongs to the caller. The estimate if it wins, or if nothing can be measured. */
    private static ConvolutionPlan fasterThan(
            ConvolutionPlan estimate, long begin, long budgetNanos, LongSupplier clock) {
        ConvolutionProblem problem = estimate.problem();
        try (Measurement measurement = new Measurement(problem, begin, budgetNanos, clock)) {
            measurement.add(estimate);
            // The second half of the budget is for the comparison.
            for (Strategy candidate : Candidates.of(problem)) {
                if (measurement.elapsed() > budgetNanos / 2) {
                    break;
                }
                measurement.tryOut(candidate, problem);
            }
            return measurement.compare();
        } catch (RuntimeException e) {
            Attempt.skipped("measuring", e);
            return estimate;
        } catch (Error e) {
            estimate.close();
            throw e;
        }
    }

    private long elapsed() {
        return clock.getAsLong() - begin;
    }

    /**
     * Adds a plan to the contestants and calls it once, so that it makes its workspaces. If this throws, the plan
     * stays the caller's.
     */
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
        // The estimate may have left the kernel to oneDNN. Its plan has the kernel that oneDNN selected.
        if (isKnown(candidate)) {
            return;
        }
        ConvolutionPlan plan = Attempt.orNull(candidate.name(), () -> StrategyExecutors.plan(problem, candidate));
        if (plan == null) {
            return;
        }
        boolean added = false;
        try {
            if (!isKnown(StrategyExecutors.strategyOf(plan))) {
                add(plan);
                added = true;
            }
        } catch (RuntimeException e) {
            Attempt.skipped(candidate.name(), e);
        } finally {
            if (!added) {
                plan.close();
            }
        }
    }

    private boolean isKnown(Strategy strategy) {
        return contestants.stream().anyMatch(each -> each.strategy().equals(strategy));
    }

    /** The plan of the winner, which then belongs to the caller. */
    private ConvolutionPlan compare() {
        int rounds = 0;
        int running = contestants.size();
        while (running > 0 && (running > 1 || rounds < FEWEST_TURNS)) {
            running = 0;
            for (Contestant each : contestants) {
                // A turn takes at least two calls, or one if calls are long.
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
        winner.plan.chosenByMeasurement(timings);
        chosen = winner.plan;
        return chosen;
    }

    /** A candidate that fails gets no more turns, for example because there is no memory for its workspace. */
    private void turn(Contestant each) {
        try {
            measure(each);
        } catch (RuntimeException e) {
            Attempt.skipped(each.plan.strategyName(), e);
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

    /** Drops slow candidates, but not the estimate, which is the first contestant. */
    private void dropSlowerThan(double factor) {
        double best = bestNanos();
        contestants.stream()
                .skip(1)
                .filter(each -> each.turns > 0)
                .forEach(each -> each.running &= each.bestNanos < factor * best);
    }

    /** Only a candidate that had a turn can win: the first call makes workspaces, and says little about speed. */
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
            // The first one is the estimate, which belongs to the caller.
            if (i > 0 && each.plan != chosen) {
                each.plan.close();
            }
        }
        tensors.close();
    }

    /** A tensor of random numbers. Zeros, or memory that was never written, would be faster than real data. */
    private Tensor filled(Shape shape, Random random) {
        Tensor tensor = Tensor.uninitialized(DataType.FLOAT32, shape.dims());
        tensors.add(tensor, tensor::close);
        NativeMemory memory = TensorMemory.memoryOf(tensor);
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
