package io.github.depthwise4j.plan;

import io.github.depthwise4j.memory.MemoryHolder;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.OneDnnException;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Times candidates on this machine, on data of its own, in turns: what disturbs the machine falls on all of them alike. Slow ones
 * are dropped early, so that the time goes into telling the fast ones apart.
 */
final class Measurement implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger(Measurement.class.getName());

    /** A candidate takes the place of the estimate only if it needs less than this part of its time. */
    private static final double CLEARLY_FASTER = 0.97;
    /** Candidates slower than this are dropped after their first turn. */
    private static final double MUCH_SLOWER = 1.6;
    /** And those slower than this after some turns more. */
    private static final double SLOWER = 1.15;

    private static final int SOME_TURNS = 4;
    private static final int FEWEST_TURNS = 3;
    /** The first call of a turn finds the caches as another candidate left them: it is not counted. */
    private static final long TURN_NANOS = 300_000;

    private static final int MOST_CALLS = 50;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final int MOST_DIFFERENT_VALUES = 1 << 16;

    private final Owned tensors = new Owned();
    private final Tensor input;
    private final Tensor residual;
    private final Tensor output;
    private final Tensor filter;
    private final Tensor bias;
    private final long deadline;
    private final List<Contestant> contestants = new ArrayList<>();

    /** One candidate's plan and the best time it had. */
    private static final class Contestant implements AutoCloseable {
        private final ConvolutionPlan plan;
        private final PackedFilter packed;
        private double bestNanos = Double.POSITIVE_INFINITY;
        private boolean running = true;

        Contestant(ConvolutionPlan plan, PackedFilter packed) {
            this.plan = plan;
            this.packed = packed;
        }

        PlanDescription.Timing timing() {
            return new PlanDescription.Timing(plan.name(), bestNanos / NANOS_PER_MICRO);
        }

        @Override
        public void close() {
            packed.close();
            plan.close();
        }
    }

    private Measurement(ConvolutionProblem problem, long deadline) {
        Random random = new Random(1);
        this.deadline = deadline;
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
     * The plan of the fastest candidate, which the caller owns.
     *
     * @param budgetNanos what all of this may take; the estimate has its turns whatever the budget
     */
    static ConvolutionPlan fastest(ConvolutionProblem problem, long budgetNanos) {
        long begin = System.nanoTime();
        Candidate estimate = Estimate.of(problem);
        try (Measurement measurement = new Measurement(problem, begin + budgetNanos)) {
            measurement.add(Planner.estimated(problem));
            for (Candidate candidate : Candidates.of(problem)) {
                // The second half of the budget is for telling apart what the first has found.
                if (!candidate.name().equals(estimate.name()) && System.nanoTime() < begin + budgetNanos / 2) {
                    measurement.tryOut(candidate, problem);
                }
            }
            return measurement.compare();
        }
    }

    /** Takes the plan over. */
    private void add(ConvolutionPlan plan) {
        try {
            // A rule may leave the implementation to oneDNN, which a candidate names: that is the same plan.
            if (contestants.stream().anyMatch(each -> each.plan.name().equals(plan.name()))) {
                plan.close();
                return;
            }
            contestants.add(new Contestant(plan, plan.pack(filter, bias)));
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    private void tryOut(Candidate candidate, ConvolutionProblem problem) {
        try {
            add(candidate.plan(problem));
        } catch (OneDnnException e) {
            LOGGER.log(Level.DEBUG, "{0} is no candidate: {1}", candidate.name(), e.getMessage());
        }
    }

    /** The plan of the winner, which then belongs to the caller. */
    private ConvolutionPlan compare() {
        int turns = 0;
        while (turns < FEWEST_TURNS || System.nanoTime() < deadline) {
            int running = 0;
            for (Contestant each : contestants) {
                // Where the budget is too small for all of them, the estimate and what came first have been seen.
                boolean affordable = turns == 0 || System.nanoTime() < deadline || each == contestants.get(0);
                if (each.running && affordable) {
                    turn(each);
                    running++;
                }
            }
            turns++;
            if (running == 1 && turns >= FEWEST_TURNS) {
                break;
            }
            dropSlowerThan(turns < SOME_TURNS ? MUCH_SLOWER : SLOWER);
        }
        Contestant winner = winner();
        contestants.remove(winner);
        List<PlanDescription.Timing> timings = new ArrayList<>();
        contestants.forEach(each -> timings.add(each.timing()));
        timings.add(winner.timing());
        timings.sort(Comparator.comparingDouble(PlanDescription.Timing::micros));
        winner.packed.close();
        winner.plan.measured(timings);
        return winner.plan;
    }

    private void turn(Contestant each) {
        each.plan.execute(input, each.packed, residual, output);
        long begin = System.nanoTime();
        long end;
        int calls = 0;
        do {
            each.plan.execute(input, each.packed, residual, output);
            calls++;
            end = System.nanoTime();
        } while (end - begin < TURN_NANOS && calls < MOST_CALLS);
        each.bestNanos = Math.min(each.bestNanos, (double) (end - begin) / calls);
    }

    /** The estimate, the first of them, stays. */
    private void dropSlowerThan(double factor) {
        double best =
                contestants.stream().mapToDouble(each -> each.bestNanos).min().orElseThrow();
        contestants.stream().skip(1).forEach(each -> each.running = each.bestNanos < factor * best);
    }

    private Contestant winner() {
        Contestant estimate = contestants.get(0);
        Contestant fastest = contestants.stream()
                .min(Comparator.comparingDouble(each -> each.bestNanos))
                .orElseThrow();
        return fastest.bestNanos < CLEARLY_FASTER * estimate.bestNanos ? fastest : estimate;
    }

    @Override
    public void close() {
        contestants.forEach(Contestant::close);
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
