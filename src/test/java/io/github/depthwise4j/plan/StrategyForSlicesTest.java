package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.choice.KernelFacts;
import io.github.depthwise4j.plan.choice.Rules;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyDivision;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ordinary convolutions that are divided have the strategy that the rules choose for a slice, not for the whole. */
class StrategyForSlicesTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.slices", 60);
    private static final Planning TEAM = new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly()).forTeam();

    private static ConvolutionProblem problem(Random random) {
        int size = 7 << random.nextInt(3);
        int window = random.nextInt(4) == 0 ? 3 : 1;
        return ConvolutionProblem.parse(String.format(
                Locale.ROOT,
                "conv2d float32 NHWC SAME mb%dic%dih%diw%doc%dkh%dkw%d bias relu6",
                1 + random.nextInt(2),
                8 * (1 + random.nextInt(80)),
                size,
                size,
                8 * (1 + random.nextInt(20)),
                window,
                window));
    }

    @Test
    void theRulesChooseForTheLargestSlice() {
        int divided = 0;
        int others = 0;
        for (int i = 0; i < CASES; i++) {
            long seed = TestSettings.SEED + i;
            ConvolutionProblem problem = problem(new Random(seed));
            ConvolutionProblem form = Form.of(problem).equivalent();
            ConvolutionProblem slice = StrategyDivision.largestSliceOrNull(form, TEAM);
            if (slice == null || !(Rules.chooseOrNull(slice) instanceof Strategy.Direct expected)) {
                continue;
            }
            try (ConvolutionPlan plan = Planner.plan(problem, TEAM)) {
                if (plan.slicesOrNull() != null) {
                    assertThat(StrategyExecutors.strategyOf(plan))
                            .as("seed %d, %s", seed, problem)
                            .isEqualTo(expected);
                    divided++;
                    others += expected.equals(Rules.chooseOrNull(form)) ? 0 : 1;
                }
            }
        }
        assertThat(divided).isGreaterThan(CASES / 3);
        // Otherwise this compares the same thing with itself. Below AVX2 there is little to choose from.
        if (KernelFacts.ofOneDnn().hasAvx2()) {
            assertThat(others).isPositive();
        }
    }

    @Test
    void theSliceIsTheLargestBand() {
        ConvolutionProblem problem = ConvolutionProblem.parse("conv2d float32 NHWC SAME mb1ic64ih57iw31oc64kh3kw3");
        ConvolutionProblem slice = StrategyDivision.largestSliceOrNull(problem, TEAM);
        assertThat(slice.geometry().oh()).isBetween(1, 29);
        int rows = RowBands.of(problem, slice.geometry().oh()).stream()
                .mapToInt(band -> band.problem().geometry().oh())
                .max()
                .orElseThrow();
        assertThat(slice.geometry().oh()).isEqualTo(rows);
    }

    @Test
    void depthwiseAndSmallConvolutionsHaveNoSlices() {
        for (String line : new String[] {
            "depthwise_conv2d float32 NHWC SAME mb1ic512ih56iw56oc512kh3kw3",
            "conv2d float32 NHWC SAME mb1ic4ih3iw3oc4kh1kw1",
            "conv2d float32 NHWC SAME mb0ic64ih56iw56oc64kh3kw3"
        }) {
            assertThat(StrategyDivision.largestSliceOrNull(ConvolutionProblem.parse(line), TEAM))
                    .as(line)
                    .isNull();
        }
    }
}
