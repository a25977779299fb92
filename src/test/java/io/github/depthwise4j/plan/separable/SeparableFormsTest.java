package io.github.depthwise4j.plan.separable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Verification;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The depthwise part of a separable convolution is computed in another form where that has fewer taps, or makes a row
 * of a column: then both parts are computed one after the other. Otherwise large images are computed in bands.
 */
@Tag("isa")
class SeparableFormsTest {
    private static final String PREFIX = "depthwise_conv2d float32 NHWC SAME ";

    private static String line(int images, int channels, int rows, int columns, int filterRows, int filterColumns) {
        return String.format(
                Locale.ROOT,
                PREFIX + "g%2$dmb%1$dic%2$dih%3$diw%4$doc%2$doh%3$dow%4$dkh%5$dkw%6$dsh1sw1ph%7$dpw%8$ddh0dw0 then "
                        + "conv2d float32 NHWC VALID g1mb%1$dic%2$dih%3$diw%4$doc8oh%3$dow%4$dkh1kw1sh1sw1ph0pw0dh0dw0",
                images,
                channels,
                rows,
                columns,
                filterRows,
                filterColumns,
                (filterRows - 1) / 2,
                (filterColumns - 1) / 2);
    }

    private static SeparablePlan plan(String line) {
        return Planner.plan(
                SeparableProblem.parse(line), new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly()));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 64, 56, 56, 3, 3, bands",
        "3, 64, 56, 56, 5, 1, bands",
        "3, 64, 400, 1, 3, 3, sequence",
        "3, 64, 400, 1, 3, 1, sequence",
        "16, 64, 100, 2, 9, 9, sequence",
        "3, 256, 7, 7, 15, 15, sequence",
    })
    void partsAreComputedOneAfterTheOtherIfTheFormIsFaster(
            int images, int channels, int rows, int columns, int filterRows, int filterColumns, String strategy) {
        try (SeparablePlan plan = plan(line(images, channels, rows, columns, filterRows, filterColumns))) {
            assertThat(plan.strategyName()).startsWith(strategy + "(");
        }
    }

    @RepeatedTest(20)
    void resultsAreThoseOfTheOracle(RepetitionInfo repetition) {
        long seed = TestSettings.SEED + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        String line = line(
                1 + random.nextInt(4),
                1 + random.nextInt(40),
                1 + random.nextInt(30),
                1 + random.nextInt(4),
                1 + random.nextInt(12),
                1 + random.nextInt(12));
        try (SeparablePlan plan = plan(line)) {
            Verification verification = SeparableVerification.of(plan, seed);
            assertThat(verification.passed())
                    .as("seed %d: %s", seed, verification.describe())
                    .isTrue();
        }
    }
}
