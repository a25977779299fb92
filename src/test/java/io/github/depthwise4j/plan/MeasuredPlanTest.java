package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.RefusedRequests;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.ExecutedStrategy;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A candidate beats the estimate on the clock of the test, so that the speed of this machine does not matter. */
class MeasuredPlanTest {
    private static final ConvolutionProblem PROBLEM =
            ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic8ih6iw6oc16kh3kw3 bias");
    private static final long BUDGET_NANOS = 100_000_000;
    private static final long NANOS_PER_LOOK = 50_000;
    private static final long NANOS_PER_SLOW_CALL = 2_000_000;

    private long now;
    /** How many requests for memory there were when the clock was read for the last time. */
    private long requestsWhileMeasuring;

    /** The plan of the estimate; on the clock of the test, its calls are slow. */
    private final class SlowEstimate extends ConvolutionPlan {
        private final ConvolutionPlan plan;

        SlowEstimate() {
            super(PROBLEM);
            this.plan = Planner.plan(PROBLEM, PlanningEffort.ESTIMATE);
        }

        @Override
        public ExecutedStrategy strategy() {
            return plan.strategy();
        }

        @Override
        public boolean packsLike(ConvolutionPlan other) {
            return plan.packsLike(other);
        }

        @Override
        public NativeMemory packWeights(NativeMemory filter) {
            return plan.packWeights(filter);
        }

        @Override
        public float[] orderBias(float[] bias) {
            return plan.orderBias(bias);
        }

        @Override
        public ConvolutionDescription describe() {
            return plan.describe();
        }

        @Override
        public void compute(
                float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
            now += NANOS_PER_SLOW_CALL;
            plan.compute(srcArray, src, filter, residual, dstArray, dst);
        }

        @Override
        public long longestStepNanos() {
            return plan.longestStepNanos();
        }

        @Override
        public long workspaceBytes() {
            return plan.workspaceBytes();
        }

        @Override
        public void eachPool(Consumer<? super WorkspacePool<?>> action) {
            plan.eachPool(action);
        }

        @Override
        public void destroy() {
            plan.close();
        }
    }

    @AfterEach
    void forgetWhatWon() {
        Depthwise4j.forgetWisdom();
    }

    private ConvolutionPlan measured(ConvolutionPlan estimate, RefusedRequests requests) {
        return Planner.measured(estimate, BUDGET_NANOS, () -> {
            requestsWhileMeasuring = requests.count();
            return now += NANOS_PER_LOOK;
        });
    }

    private long requestsOfAMeasurement() {
        try (RefusedRequests none = RefusedRequests.after(Long.MAX_VALUE)) {
            measured(new SlowEstimate(), none).close();
            return none.count();
        } finally {
            Depthwise4j.forgetWisdom();
        }
    }

    private static List<Long> live() {
        return List.of(LiveBlocks.settled(), Handles.live(), Plan.live());
    }

    @Test
    void aCandidateThatIsFasterTakesThePlaceOfTheEstimate() {
        List<Long> before = live();
        ConvolutionPlan estimate = new SlowEstimate();
        String slow = estimate.strategyName();
        try (RefusedRequests none = RefusedRequests.after(Long.MAX_VALUE);
                ConvolutionPlan winner = measured(estimate, none)) {
            assertThat(winner).isNotSameAs(estimate);
            assertThat(winner.strategyName()).isNotEqualTo(slow);
            assertThat(winner.origin()).isEqualTo(Plan.BY_MEASUREMENT);
        }
        assertThat(live()).isEqualTo(before);
    }

    @Test
    void theEstimateStaysIfThePlanOfTheWinnerCannotBeMadeAgain() {
        // The first time, the process also makes what it keeps.
        requestsOfAMeasurement();
        List<Long> before = live();
        long requests = requestsOfAMeasurement();
        // The first request after the last look at the clock is the first one of the winner's second plan.
        long first = requestsWhileMeasuring;
        assertThat(first).isLessThan(requests);
        try (RefusedRequests one = RefusedRequests.after(first)) {
            SlowEstimate estimate = new SlowEstimate();
            try (ConvolutionPlan plan = measured(estimate, one)) {
                assertThat(requestsWhileMeasuring).isEqualTo(first);
                assertThat(one.count()).as("requests, of which one was refused").isGreaterThan(first);
                assertThat(plan).isSameAs(estimate);
                assertThat(plan.origin()).isEqualTo(Plan.BY_RULES);
                assertThat(plan.measured()).isEmpty();
            }
        }
        assertThat(live()).isEqualTo(before);
        try (ConvolutionPlan later = Planner.plan(PROBLEM, PlanningEffort.ESTIMATE)) {
            assertThat(later.origin()).as("nothing is remembered").isEqualTo(Plan.BY_RULES);
        }
    }
}
