package io.github.depthwise4j.plan.separable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

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
