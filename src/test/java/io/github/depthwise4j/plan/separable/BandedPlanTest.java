package io.github.depthwise4j.plan.separable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.choice.Rules;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Separable convolutions whose images are divided into bands. */
class BandedPlanTest {
    private static final long SEED = Long.getLong("depthwise4j.test.seed", 20_261_127L);

    /** A band that would read padding only is joined with another one, and is then higher than the others. */
    @RepeatedTest(40)
    void intermediateHasRoomForTheHighestBand(RepetitionInfo repetition) {
        Random random = new Random(SEED + repetition.getCurrentRepetition());
        int filterRows = 1 + random.nextInt(3);
        int rows = 1 + random.nextInt(6);
        int above = random.nextInt(8);
        int below = random.nextInt(8);
        int outputRows = rows + above + below - filterRows + 1;
        if (outputRows < 1) {
            return;
        }
        String line =
                "depthwise_conv2d float32 NHWC [[0,0],[" + above + "," + below + "],[0,0],[0,0]] g16mb1ic16ih" + rows
                        + "iw9oc16oh" + outputRows + "ow9kh" + filterRows + "kw1sh1sw1ph" + above + "pw0dh0dw0"
                        + " then conv2d float32 NHWC VALID g1mb1ic16ih" + outputRows + "iw9oc5oh" + outputRows
                        + "ow9kh1kw1sh1sw1ph0pw0dh0dw0";
        SeparableProblem problem = SeparableProblem.parse(line);
        int bandRows = 1 + random.nextInt(outputRows);
        BandedPlan plan = BandedPlan.createOrNull(
                problem, bandRows, Strategy.Direct.FIRST, Strategy.Direct.FIRST, Parallelism.callerOnly());
        if (plan == null) {
            return;
        }
        try (plan) {
            long highest = RowBands.of(problem.depthwise(), bandRows).stream()
                    .mapToLong(band -> band.problem().outputShape().elementCount())
                    .max()
                    .orElseThrow();
            assertThat(intermediates(plan))
                    .as("bytes of the intermediate, in bands of %s rows, seed %s: %s", bandRows, SEED, line)
                    .isNotEmpty()
                    .allSatisfy(bytes -> assertThat(bytes).isGreaterThanOrEqualTo(highest * Float.BYTES));
        }
    }

    /** The rows of a strategy are columns there: a strategy for the whole image would copy a window for each pixel. */
    @Test
    @Tag("isa")
    void bandsOfOneRowHaveAStrategyForOneRow() {
        Random random = new Random(SEED);
        int inColumns = 0;
        for (int i = 0; i < 60; i++) {
            SeparableProblem problem = withOneRowOfTaps(random);
            try (SeparablePlan plan =
                    Planner.plan(problem, new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly()))) {
                ConvolutionPlan band = plan.depthwisePacker();
                if (plan instanceof BandedPlan
                        && RowBands.isInColumns(band.problem().geometry())) {
                    inColumns++;
                    assertThat(band.strategyName())
                            .as("seed %d: %s", SEED, problem)
                            .isEqualTo(Rules.chooseOrNull(band.problem()).name());
                }
            }
        }
        assertThat(inColumns).isGreaterThan(10);
    }

    private static SeparableProblem withOneRowOfTaps(Random random) {
        int ic = 2 + random.nextInt(80);
        int oc = ic * (1 + random.nextInt(10));
        int height = 20 + random.nextInt(80);
        int width = 100 + random.nextInt(400);
        return SeparableProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic" + ic + "ih" + height + "iw" + width
                + "oc" + oc + "kh1kw" + (1 + random.nextInt(12)) + "dw" + random.nextInt(12)
                + " then conv2d float32 NHWC VALID mb1ic" + oc + "ih" + height + "iw" + width + "oc"
                + (1 + random.nextInt(20)) + "kh1kw1");
    }

    private static List<Long> intermediates(BandedPlan plan) {
        List<Long> bytes = new ArrayList<>();
        plan.eachPool(pool -> {
            try (var workspace = pool.take()) {
                if (workspace instanceof Intermediate) {
                    bytes.add(workspace.byteSize());
                }
            }
        });
        return bytes;
    }
}
