package io.github.depthwise4j.plan.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.PackedFilters;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems in chunks that are much smaller than usual, so that there are many. */
@Tag("isa")
class HeapArrayPlannerTest {
    private static final int CASES = 400;
    private static final int MOST_FAILURES = 5;

    private static final Planning STANDARD = Planning.standard();
    private static final Planning ALONE = new Planning(STANDARD.effort(), Parallelism.callerOnly());

    private boolean mustCopy;

    private final Set<Integer> chunkCounts = new HashSet<>();

    private final Set<String> strategies = new HashSet<>();

    /** Calls that copied what the same call before had computed in place. */
    private int copiedInstead;

    private HeapArrayPlanner planner(long chunkBytes, long longestNanos) {
        return new HeapArrayPlanner(STANDARD, new PackedFilters(), chunkBytes, longestNanos, () -> mustCopy);
    }

    private void compute(
            ConvolutionProblem problem,
            Tensor in,
            Tensor filter,
            Tensor bias,
            Tensor out,
            long chunkBytes,
            long longestNanos) {
        try (HeapArrayPlan plan = planner(chunkBytes, longestNanos)
                .plan(
                        problem,
                        whole -> Planner.plan(whole, STANDARD),
                        chunk -> Planner.plan(chunk, STANDARD.effort()),
                        filter,
                        bias)) {
            execute(plan, in, out);
        }
    }

    private void execute(HeapArrayPlan plan, Tensor in, Tensor out) {
        chunkCounts.add(plan.chunks());
        strategies.add(plan.strategyName().replaceFirst("\\(.*", ""));
        float[] result = out.toFloatArray();
        mustCopy = false;
        plan.execute(in.toFloatArray(), result);
        boolean inPlace = buffers(plan) == 0;
        mustCopy = true;
        float[] ofCopies = out.toFloatArray();
        plan.execute(in.toFloatArray(), ofCopies);
        assertThat(ofCopies).as("with copies").isEqualTo(result);
        if (inPlace && buffers(plan) > 0) {
            copiedInstead++;
        }
        out.copyFrom(result);
    }

    /** The buffers for copies that calls of a plan have needed. */
    private static int buffers(HeapArrayPlan plan) {
        List<Integer> pools = new ArrayList<>();
        plan.eachPool(pool -> pools.add(pool.idle()));
        return pools.get(0);
    }

    private Verifier verifier(long chunkBytes, long longestNanos) {
        return new Verifier(
                (problem, in, filter, bias, residual, out) ->
                        compute(problem, in, filter, bias, out, chunkBytes, longestNanos),
                (problem, in, first, firstBias, second, secondBias, residual, out) -> {
                    try (HeapArrayPlan plan = planner(chunkBytes, longestNanos)
                            .plan(
                                    problem,
                                    whole -> Planner.plan(whole, STANDARD),
                                    chunk -> Planner.plan(chunk, ALONE),
                                    first,
                                    firstBias,
                                    second,
                                    secondBias)) {
                        execute(plan, in, out);
                    }
                });
    }

    /** A call with arrays cannot pass a residual. */
    private static Problem withoutResidual(Problem problem) {
        if (problem instanceof SeparableProblem separable) {
            return new SeparableProblem(separable.depthwise(), withoutResidual(separable.pointwise()));
        }
        return withoutResidual((ConvolutionProblem) problem);
    }

    private static ConvolutionProblem withoutResidual(ConvolutionProblem problem) {
        Fusion fusion = problem.fusion();
        return new ConvolutionProblem(
                problem.parameters(),
                problem.dataType(),
                problem.inputShape(),
                problem.filterShape(),
                new Fusion(fusion.bias(), false, fusion.activation()));
    }

    @ParameterizedTest
    @CsvSource({
        // Copied.
        "1, -1",
        "3000, -1",
        "20000, -1",
        "524288, -1",
        // Chunks in place where they are short, and copied where they are not.
        "1, 100",
        "3000, 200",
        "20000, 500",
        // As a whole in place.
        "524288, 1000000000"
    })
    void everyDivisionComputesRandomProblemsRight(long chunkBytes, long longestNanos) {
        RandomProblems problems =
                new RandomProblems(TestSettings.SEED + chunkBytes, RandomProblems.DEFAULT_MAX_ELEMENTS, true);
        Verifier verifier = verifier(chunkBytes, longestNanos);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES && failures.size() < MOST_FAILURES; i++) {
            Problem problem = withoutResidual(problems.nextOfAnyOperation());
            Verification verification = verifier.verify(problem, i);
            if (!verification.passed()) {
                failures.add("problem " + i + ": " + verification.describe());
            }
        }
        assertThat(failures).as("seed %d", TestSettings.SEED + chunkBytes).isEmpty();
        assertThat(chunkCounts).contains(1);
        assertThat(strategies.contains("inPlace")).as("in place").isEqualTo(longestNanos > 0);
        assertThat(copiedInstead > 0).as("copied instead").isEqualTo(longestNanos > 0);
        if (chunkBytes < HeapArrayChunks.CHUNK_BYTES) {
            assertThat(chunkCounts).hasSizeGreaterThan(3);
        }
    }
}
