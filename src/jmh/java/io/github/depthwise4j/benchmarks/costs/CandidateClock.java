package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.benchmarks.hunt.CpuClock;
import io.github.depthwise4j.benchmarks.hunt.Floats;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.choice.KernelFacts;
import io.github.depthwise4j.plan.choice.Rules;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Times all candidates of a problem by the processor time of one thread. They run in turns over the same tensors. The
 * time is the shortest turn's: other work on the machine makes turns longer, never shorter.
 */
final class CandidateClock implements AutoCloseable {
    private static final double TURN_NANOS = 200_000;
    private static final int MOST_CALLS = 4096;
    /** A call that takes longer needs no second one before its turn, and no second turn if it is far from the best. */
    private static final double LONG_NANOS = 300_000;

    private static final double FAR = 10;
    /**
     * After each round, a candidate slower than so many times the best has no further turns. The first are large,
     * because a single turn can be disturbed.
     */
    private static final double[] LIMITS = {10, 4, 1.7, 1.35, 1.35, 1.2, 1.2};

    private final Floats inputs = new Floats(1);
    private final Floats filters = new Floats(2);
    private final Floats outputs = new Floats(3);

    /** A candidate with its plan. */
    private static final class Runner implements AutoCloseable {
        private final String strategy;
        private final ConvolutionPlan plan;
        private final PackedFilter packed;
        private final Tensor input;
        private final Tensor output;
        private double nanos = Double.POSITIVE_INFINITY;

        Runner(ConvolutionPlan plan, String strategy, Tensor filter, Tensor input, Tensor output) {
            this.strategy = strategy;
            this.plan = plan;
            this.packed = plan.pack(filter, null);
            this.input = input;
            this.output = output;
        }

        private void run() {
            plan.execute(input, packed, null, output);
        }

        /** The first call makes code and touches memory, the next two are timed. */
        void begin() {
            run();
            nanos = Math.min(nanosOf(1), nanosOf(1));
        }

        /** The calls double until they take so long that the time of the clock itself does not count. */
        void takeTurn() {
            if (nanos < LONG_NANOS) {
                run();
            }
            int calls = 1;
            long took = nanosOf(calls);
            while (took < TURN_NANOS && calls < MOST_CALLS) {
                calls *= 2;
                took = nanosOf(calls);
            }
            nanos = Math.min(nanos, (double) took / calls);
        }

        private long nanosOf(int calls) {
            long begin = CpuClock.nanos();
            for (int i = 0; i < calls; i++) {
                run();
            }
            return CpuClock.nanos() - begin;
        }

        @Override
        public void close() {
            packed.close();
            plan.close();
        }
    }

    @Override
    public void close() {
        List.of(inputs, filters, outputs).forEach(Floats::close);
    }

    /** The times of all candidates that are not slow loops. */
    List<CandidateTime> time(String draw, int index, ConvolutionProblem drawn) {
        // The costs are those of convolutions alone: what kernels add to them takes all kernels about the same.
        ConvolutionProblem alone = new ConvolutionProblem(
                drawn.unnamed().parameters(), drawn.dataType(), drawn.inputShape(), drawn.filterShape(), Fusion.NONE);
        ConvolutionProblem problem = Form.of(alone).equivalent();
        List<String> ruled = Rules.strategies(problem, KernelFacts.ofOneDnn()).stream()
                .map(Strategy::name)
                .toList();
        List<Runner> runners = new ArrayList<>();
        try (Tensor input = inputs.tensor(problem.inputShape());
                Tensor filter = filters.tensor(problem.filterShape());
                Tensor output = outputs.tensor(problem.outputShape())) {
            for (String name : Planner.candidates(problem)) {
                add(name, problem, filter, input, output, runners);
            }
            takeTurns(runners);
            return runners.stream()
                    .map(each -> new CandidateTime(
                            draw,
                            index,
                            problem.toString(),
                            each.strategy,
                            1 + ruled.indexOf(each.strategy),
                            each.nanos / 1e3))
                    .toList();
        } finally {
            runners.forEach(Runner::close);
        }
    }

    private static void add(
            String name, ConvolutionProblem problem, Tensor filter, Tensor input, Tensor output, List<Runner> to) {
        ConvolutionPlan plan;
        try {
            plan = Planner.plan(problem, name);
        } catch (OneDnnException | IllegalArgumentException e) {
            // The rules leave out such a strategy too.
            return;
        }
        if (plan.isSlow()) {
            plan.close();
        } else {
            to.add(new Runner(plan, name, filter, input, output));
        }
    }

    private static void takeTurns(List<Runner> runners) {
        runners.forEach(Runner::begin);
        List<Runner> near = new ArrayList<>(runners);
        near.removeIf(each -> each.nanos > LONG_NANOS && each.nanos > FAR * least(runners));
        for (double limit : LIMITS) {
            near.forEach(Runner::takeTurn);
            near.removeIf(each -> each.nanos > limit * least(runners));
        }
    }

    private static double least(List<Runner> runners) {
        return runners.stream().mapToDouble(each -> each.nanos).min().orElse(0);
    }
}
