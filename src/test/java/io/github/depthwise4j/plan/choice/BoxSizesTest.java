package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Boxes are chosen where they are faster than what else there is. */
@Tag("isa")
class BoxSizesTest {
    private static ConvolutionPlan plan(String line) {
        return Planner.plan(ConvolutionProblem.parse(line), PlanningEffort.ESTIMATE);
    }

    /** With AVX2, oneDNN has only a matrix product for many of these. */
    @RepeatedTest(60)
    void noImageOfGroupsIsComputedPixelByPixel(RepetitionInfo repetition) {
        long seed = TestSettings.SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int groups = 2 + random.nextInt(10);
        int window = 2 + random.nextInt(4);
        String line = String.format(
                Locale.ROOT,
                "conv2d float32 %s %s g%dic%dih%diw%doc%dkh%dkw%dsh%dsw%d",
                random.nextBoolean() ? "NHWC" : "NCHW",
                random.nextBoolean() ? "SAME" : "VALID",
                groups,
                groups * (1 + random.nextInt(6)),
                20 + random.nextInt(100),
                20 + random.nextInt(100),
                groups * (1 + random.nextInt(6)),
                window,
                window,
                1 + random.nextInt(5),
                1 + random.nextInt(5));
        try (ConvolutionPlan plan = plan(line)) {
            assertThat(plan.strategyName()).as("seed %d: %s", seed, line).doesNotContain("1x1,");
        }
    }

    /** oneDNN takes a second to find kernels for a whole row of 9 million pixels. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC SAME ic1ih1iw9000000oc1kh1kw3",
                "depthwise_conv2d float32 NCHW SAME ic1ih4iw600000oc1kh3kw3",
            })
    void longRowsOfOneChannelAreDivided(String line) {
        try (ConvolutionPlan plan = plan(line)) {
            assertThat(plan.strategyName()).matches("boxes\\(all,\\dx16384,.*");
        }
    }
}
