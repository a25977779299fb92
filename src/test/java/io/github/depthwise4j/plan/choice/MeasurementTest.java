package io.github.depthwise4j.plan.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;
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

    private static List<ConvolutionDescription.Timing> timings(ConvolutionPlan plan) {
        return Planner.withCandidates(plan.description()).candidates();
    }

    @Test
    void whereThereIsTimeEnoughEveryCandidateIsMeasured() {
        try (ConvolutionPlan plan = Measurement.fastest(PROBLEM, BUDGET, new Clock(1_000))) {
            assertThat(timings(plan))
                    .extracting(ConvolutionDescription.Timing::name)
                    .containsAll(Planner.candidates(PROBLEM))
                    .doesNotHaveDuplicates();
            assertThat(timings(plan)).allMatch(timing -> timing.micros() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {300_000, 2_000_000, 9_000_000, 24_000_000, 60_000_000, 1_000_000_000})
    void slowCandidatesDoNotExceedTheBudget(long nanosPerLook) {
        Clock clock = new Clock(nanosPerLook);
        try (ConvolutionPlan plan = Measurement.fastest(PROBLEM, BUDGET, clock);
                ConvolutionPlan estimate = PossiblePlans.estimated(PROBLEM)) {
            // A call reads the clock twice, and is not interrupted. At the end each candidate reads it once more.
            long looks = 5 + timings(plan).size();
            assertThat(clock.now).isLessThanOrEqualTo(BUDGET + looks * nanosPerLook);
            assertThat(timings(plan))
                    .extracting(ConvolutionDescription.Timing::name)
                    .contains(estimate.strategyName());
            if (nanosPerLook > BUDGET / 6) {
                assertThat(plan.strategyName()).as("with no time to compare").isEqualTo(estimate.strategyName());
            }
        }
    }

    @Test
    void aProblemTooLargeForTheBudgetIsNotMeasured() {
        Clock clock = new Clock(1);
        try (ConvolutionPlan plan = Measurement.fastest(PROBLEM, 1_000, clock);
                ConvolutionPlan estimate = PossiblePlans.estimated(PROBLEM)) {
            assertThat(plan.strategyName()).isEqualTo(estimate.strategyName());
            assertThat(timings(plan)).isNotEmpty().allMatch(timing -> Double.isNaN(timing.micros()));
        }
    }

    @Test
    void measuringFreesEverything() {
        long blocks = LiveBlocks.settled();
        long handles = Handles.live();
        long plans = Plan.live();
        for (long step : new long[] {10_000, 9_000_000, 1_000_000_000}) {
            Measurement.fastest(PROBLEM, BUDGET, new Clock(step)).close();
        }
        assertThat(NativeMemory.liveBlocks()).isEqualTo(blocks);
        assertThat(Handles.live()).isEqualTo(handles);
        assertThat(Plan.live()).isEqualTo(plans);
    }
}
