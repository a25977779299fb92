package io.github.depthwise4j.plan.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plans with tiles of any size, padded or not, the copies of which share memory or not, compute random problems right.
 * Most tiles are smaller than those the rules choose.
 *
 * <p>{@code -Ddepthwise4j.test.cases=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class TilePlanTest {
    private static final int CASES = TestSettings.CASES / 8;
    private static final String[] KERNELS = {"", "jit_dw:avx512_core", "jit_dw:avx2", "jit_dw:sse41"};

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void randomTilesComputeRandomProblemsRight(boolean fused) {
        long seed = TestSettings.SEED + (fused ? 1 : 0);
        RandomProblems problems = new RandomProblems(seed, 15_000, fused);
        Random random = new Random(seed);
        List<String> failures = new ArrayList<>();
        int verified = 0;
        for (int i = 0; i < CASES; i++) {
            ConvolutionProblem problem = i % 4 == 0 ? problems.nextConv2d() : problems.next();
            Kernel kernel = new Kernel(KERNELS[random.nextInt(KERNELS.length)]);
            TiledStrategy strategy = TilesTest.random(problem, random, kernel);
            if (strategy.fits(problem)) {
                verified += verify(problem, strategy, i, failures);
            }
        }
        assertThat(failures).as("seed %d", seed).isEmpty();
        assertThat(verified).isGreaterThan(CASES / 4);
    }

    /** 1 if the plan could be made: below AVX-512 oneDNN lacks some copies. */
    private static int verify(ConvolutionProblem problem, TiledStrategy strategy, long seed, List<String> failures) {
        ConvolutionPlan whole;
        try {
            whole = seed % 3 == 0 ? TilePlan.create(problem, strategy, 0) : StrategyExecutors.plan(problem, strategy);
        } catch (OneDnnException e) {
            return 0;
        }
        verify(whole, problem, seed, failures);
        int threads = 1 + (int) (seed % 4);
        try (ConvolutionPlan divided = StrategyDivision.divide(whole, Parallelism.fixed(2), threads)) {
            verify(divided, problem, seed, failures);
        }
        return 1;
    }

    private static void verify(ConvolutionPlan plan, ConvolutionProblem problem, long seed, List<String> failures) {
        Verifier verifier = new Verifier((same, input, filter, bias, residual, output) -> {
            try (PackedFilter packed = plan.pack(filter, bias)) {
                // Twice: the zeros around a copy must survive the first call.
                plan.execute(input, packed, residual, output);
                plan.execute(input, packed, residual, output);
            }
        });
        Verification verification = verifier.verify(problem, seed);
        if (!verification.passed()) {
            failures.add(plan.description().strategy() + ": " + verification.describe());
        }
    }

    @Test
    void everyKindOfTileIsDescribedWithItsKernel() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NCHW SAME mb1ic65ih9iw9oc65kh3kw3");
        Strategy strategy =
                Strategy.parse("blocks(32,rows=3,nChw8c,jit_dw:sse41)").orElseThrow();
        try (ConvolutionPlan plan = StrategyExecutors.plan(problem, strategy)) {
            String text = plan.description().implementation();
            assertThat(text)
                    .contains("32x3x9 in nChw8c", "24x3x9 in nChw8c", "9x3x9 in nhwc")
                    .doesNotContain("ref");
            assertThat(text.split("jit_dw:sse41", -1)).hasSizeGreaterThan(1);
            // Two copies of the largest tile: 5 input rows and 3 output rows of 9 columns and 32 channels.
            assertThat(plan.description().scratchpadBytes()).isEqualTo((5 + 3) * 9 * 32 * Float.BYTES);
        }
    }
}
