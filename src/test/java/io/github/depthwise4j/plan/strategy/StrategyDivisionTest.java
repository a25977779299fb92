package io.github.depthwise4j.plan.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.GuardedFloats;
import io.github.depthwise4j.plan.HeapBytes;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.choice.CandidatesTest;
import io.github.depthwise4j.plan.parallel.DividedPlan;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans of every strategy in slices. Most slices are smaller than those the planner makes.
 *
 * <p>{@code -Ddepthwise4j.test.cases=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class StrategyDivisionTest {
    private static final Parallelism TWO = Parallelism.fixed(2);
    private static final int CASES = Integer.getInteger("depthwise4j.test.cases", 3_000) / 25;
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_240_607L);

    static Stream<ConvolutionProblem> samples() {
        return Stream.concat(
                CandidatesTest.samples(),
                Stream.of(
                                "depthwise_conv2d float32 NCHW SAME mb1ic48ih14iw14oc96kh3kw3 bias",
                                "depthwise_conv2d float32 NCHW SAME mb3ic64ih9iw9oc64kh3kw3",
                                "depthwise_conv2d float32 NHWC SAME mb1ic17ih1iw90oc17kh1kw5 bias",
                                "depthwise_conv2d float32 NHWC [[0,0],[0,0],[9,7],[0,0]] mb2ic9ih1iw60oc18kh1kw5",
                                "depthwise_conv2d float32 NCHW SAME mb1ic3ih1iw90oc3kh1kw3dh0dw7",
                                "conv2d float32 NHWC SAME mb3ic16ih17iw18oc32kh3kw3 bias",
                                "conv2d float32 NCHW SAME mb2ic16ih17iw18oc32kh3kw3")
                        .map(ConvolutionProblem::parse));
    }

    /** The plan in bands of {@code rows} rows or in tiles for one thread more; null if it cannot be divided. */
    private static ConvolutionPlan divided(
            ConvolutionProblem problem, String candidate, int rows, Parallelism parallelism) {
        ConvolutionPlan whole;
        try {
            whole = Planner.plan(problem, candidate);
        } catch (OneDnnException e) {
            // Below AVX-512 oneDNN lacks some copies.
            return null;
        }
        if (whole instanceof TilePlan) {
            return StrategyDivision.divide(whole, parallelism, rows + 1);
        }
        Strategy strategy = StrategyExecutors.strategyOf(whole);
        DividedPlan sliced =
                DividedPlan.inBands(whole, rows, parallelism, band -> StrategyExecutors.plan(band, strategy));
        if (sliced == null) {
            whole.close();
        }
        return sliced;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void slicesOfAnySizeAndStrategyComputeRandomProblemsRight(int rows) {
        RandomProblems problems = new RandomProblems(SEED + rows, 20_000, true);
        Random random = new Random(rows);
        List<String> failures = new ArrayList<>();
        int verified = 0;
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = i % 3 > 0 ? problems.next() : problems.nextConv2d();
            List<String> candidates = Planner.candidates(problem);
            if (!candidates.isEmpty()) {
                String candidate = candidates.get(random.nextInt(candidates.size()));
                try (ConvolutionPlan divided = divided(problem, candidate, rows, TWO)) {
                    verified += divided instanceof DividedPlan ? 1 : 0;
                    verify(divided, problem, i, failures);
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(verified).isGreaterThan(CASES / 3);
    }

    private static void verify(ConvolutionPlan plan, ConvolutionProblem problem, long seed, List<String> failures) {
        if (plan == null) {
            return;
        }
        Verifier verifier = new Verifier((same, input, filter, bias, residual, output) -> {
            try (PackedFilter packed = plan.pack(filter, bias)) {
                plan.execute(input, packed, residual, output);
            }
        });
        Verification verification = verifier.verify(problem, seed);
        if (!verification.passed()) {
            failures.add(plan.strategyName() + " [" + plan.description().strategy() + "]: " + verification.describe());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aDepthwiseConvolutionHasTheSameBitsInBandsAndInOnePiece(int rows) {
        RandomProblems problems = new RandomProblems(SEED - rows, 20_000, true);
        int compared = 0;
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = problems.next();
            for (String name : Planner.candidates(problem)) {
                compared += compare(problem, name, rows, i);
            }
        }
        assertThat(compared).isGreaterThan(CASES / 4);
    }

    private static int compare(ConvolutionProblem problem, String candidate, int rows, long seed) {
        try (ConvolutionPlan divided = divided(problem, candidate, rows, TWO);
                ConvolutionPlan whole = Planner.plan(problem, candidate)) {
            if (divided == null || !Slicing.hasSameBitsInSlices(whole)) {
                return 0;
            }
            float[] expected = result(whole, problem, seed);
            int difference = Arrays.mismatch(result(divided, problem, seed), expected);
            assertThat(difference)
                    .as("first difference, %s of %s, seed %d", candidate, problem, SEED)
                    .isEqualTo(-1);
            return 1;
        }
    }

    /** The result for numbers whose sum depends on the order of summation. */
    private static float[] result(ConvolutionPlan plan, ConvolutionProblem problem, long seed) {
        try (Tensor input = fractions(problem.inputShape(), seed);
                Tensor filter = fractions(problem.filterShape(), seed + 1);
                Tensor bias = problem.hasBias() ? fractions(problem.biasShape(), seed + 2) : null;
                Tensor residual = problem.fusion().residual() ? fractions(problem.outputShape(), seed + 3) : null;
                Tensor output =
                        Tensor.allocate(DataType.FLOAT32, problem.outputShape().dims());
                PackedFilter packed = plan.pack(filter, bias)) {
            plan.execute(input, packed, residual, output);
            return output.toFloatArray();
        }
    }

    private static Tensor fractions(Shape shape, long seed) {
        return Tensor.of(fractionValues(shape, seed), shape.dims());
    }

    private static float[] fractionValues(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    /** Checks one divided plan; {@code call} executes it. */
    private interface Check {
        void check(String name, ConvolutionPlan plan, Runnable call, GuardedFloats output);
    }

    private static void forEachCandidate(ConvolutionProblem problem, Parallelism parallelism, Check check) {
        float[] values = fractionValues(problem.inputShape(), 1);
        assertThat(Workers.shared().threads()).as("threads of this process").isGreaterThan(1);
        int checked = 0;
        for (String name : Planner.candidates(problem)) {
            GuardedFloats in = new GuardedFloats(values, 20);
            GuardedFloats out =
                    new GuardedFloats(new float[(int) problem.outputShape().elementCount()], 20);
            float[] filterValues = fractionValues(problem.filterShape(), 2);
            try (ConvolutionPlan plan = divided(problem, name, 2, parallelism);
                    Tensor input = in.tensor(problem.inputShape());
                    Tensor output = out.tensor(problem.outputShape());
                    Tensor filter =
                            Tensor.of(filterValues, problem.filterShape().dims());
                    Tensor bias = problem.hasBias()
                            ? Tensor.of(
                                    fractionValues(problem.biasShape(), 3),
                                    problem.biasShape().dims())
                            : null) {
                if (plan != null) {
                    try (PackedFilter packed = plan.pack(filter, bias)) {
                        check.check(name, plan, () -> plan.execute(input, packed, null, output), out);
                    }
                    checked++;
                    assertThat(in.values()).as(name).isEqualTo(values);
                    in.assertGuardsIntact(name + ", input");
                    out.assertGuardsIntact(name + ", output");
                }
            }
        }
        assertThat(checked).as("candidates of %s that can be divided", problem).isPositive();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theBitsAreTheSameForAnyNumberOfThreads(ConvolutionProblem problem) {
        List<List<float[]>> results = new ArrayList<>();
        for (Parallelism parallelism : List.of(Parallelism.callerOnly(), TWO, Parallelism.adaptive())) {
            List<float[]> outputs = new ArrayList<>();
            forEachCandidate(problem, parallelism, (name, plan, call, output) -> {
                call.run();
                outputs.add(output.values());
                for (int i = 0; i < 3; i++) {
                    call.run();
                    assertThat(output.values()).as(name).isEqualTo(outputs.get(outputs.size() - 1));
                }
            });
            results.add(outputs);
        }
        for (List<float[]> outputs : results) {
            assertThat(outputs).hasSameSizeAs(results.get(0));
            for (int i = 0; i < outputs.size(); i++) {
                assertThat(outputs.get(i)).isEqualTo(results.get(0).get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noThreadAllocatesWhileComputing(ConvolutionProblem problem) {
        forEachCandidate(problem, TWO, (name, plan, call, output) -> {
            // Enough calls for both threads to be at work at a time.
            assertThat(HeapBytes.perCall(call, 100)).as(name).isZero();
        });
    }

    @Test
    void closingDividedPlansFreesEverything() {
        long blocks = LiveBlocks.settled();
        long handles = Handles.live();
        long plans = Plan.live();
        samples().forEach(problem -> forEachCandidate(problem, TWO, (name, plan, call, output) -> call.run()));
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
        assertThat(Handles.live()).isEqualTo(handles);
        assertThat(Plan.live()).isEqualTo(plans);
    }
}
