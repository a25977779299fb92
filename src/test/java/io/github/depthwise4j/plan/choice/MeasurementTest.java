package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures with a clock that the test controls, so that the speed of this machine does not matter. */
class MeasurementTest {
    private static final long BUDGET = TimeUnit.MILLISECONDS.toNanos(100);
    private static final ConvolutionProblem PROBLEM =
            ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic16ih28iw28oc32kh3kw3 bias residual");

    /** A clock that advances by a fixed step each time it is read. */
    private static final class Clock implements LongSupplier {
        private final long step;
        private long now;

        Clock(long step) {
            this.step = step;
        }

        @Override
        public long getAsLong() {
            now += step;
            return now;
        }
    }

    private static ConvolutionPlan estimate() {
        return Planner.plan(PROBLEM, PlanningEffort.ESTIMATE);
    }

    @Test
    void whereThereIsTimeEnoughEveryCandidateIsMeasured() {
        try (ConvolutionPlan estimate = estimate()) {
            Choice fastest = Measurement.fastestOrNull(estimate, BUDGET, new Clock(1_000));
            assertThat(fastest.timings())
                    .extracting(ConvolutionDescription.Timing::name)
                    .containsAll(Planner.candidates(PROBLEM))
                    .doesNotHaveDuplicates();
            assertThat(fastest.timings()).allMatch(timing -> timing.micros() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {300_000, 2_000_000, 9_000_000, 24_000_000, 60_000_000, 1_000_000_000})
    void slowCandidatesDoNotExceedTheBudget(long nanosPerLook) {
        Clock clock = new Clock(nanosPerLook);
        try (ConvolutionPlan estimate = estimate()) {
            Choice fastest = Measurement.fastestOrNull(estimate, BUDGET, clock);
            // A call reads the clock twice, and is not interrupted. At the end each candidate reads it once more.
            long looks = 5 + fastest.timings().size();
            assertThat(clock.now).isLessThanOrEqualTo(BUDGET + looks * nanosPerLook);
            assertThat(fastest.timings())
                    .extracting(ConvolutionDescription.Timing::name)
                    .contains(estimate.strategyName());
            if (nanosPerLook > BUDGET / 6) {
                assertThat(fastest.strategy().name())
                        .as("with no time to compare")
                        .isEqualTo(estimate.strategyName());
            }
        }
    }

    @Test
    void aProblemTooLargeForTheBudgetIsNotMeasured() {
        try (ConvolutionPlan estimate = estimate()) {
            assertThat(Measurement.fastestOrNull(estimate, 1_000, new Clock(1))).isNull();
        }
    }

    @Test
    void measuringFreesEverythingButTheEstimate() {
        try (ConvolutionPlan estimate = estimate()) {
            // The first call makes the workspace of the estimate, which stays with it.
            Measurement.fastestOrNull(estimate, BUDGET, new Clock(10_000));
            long blocks = LiveBlocks.settled();
            long handles = Handles.live();
            long plans = Plan.live();
            for (long step : new long[] {10_000, 9_000_000, 1_000_000_000}) {
                assertThat(Measurement.fastestOrNull(estimate, BUDGET, new Clock(step)))
                        .isNotNull();
            }
            assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
            assertThat(Handles.live()).isEqualTo(handles);
            assertThat(Plan.live()).isEqualTo(plans);
        }
    }
}
