package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.memory.LiveBlocks;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.memory.RefusedRequests;
import io.github.depthwise4j.onednn.Handles;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.heap.HeapArrayChunks;
import io.github.depthwise4j.plan.strategy.StrategyDivision;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every valid problem has a plan, also the largest. Nothing is computed here.
 *
 * <p>{@code -Ddepthwise4j.test.planned=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class EveryProblemHasAPlanTest {
    private static final int CASES = Integer.getInteger("depthwise4j.test.planned", 60);
    private static final int MOST_FAILURES = 5;
    /** With one channel, oneDNN takes seconds to make a primitive for 2^22 columns, and minutes for 2^30. */
    private static final int LONGEST_ROW_OF_ONE_CHANNEL = 1 << 18;

    private static final Planning PLANNING = new Planning(PlanningEffort.ESTIMATE, Parallelism.adaptive());

    /** Random sizes up to the largest of a tensor; small and large sizes are equally likely. */
    private static final class Problems {
        private final Random random;

        Problems(long seed) {
            this.random = new Random(seed);
        }

        private int upTo(double most) {
            return (int) Math.max(1, Math.exp(random.nextDouble() * Math.log(most)));
        }

        ConvolutionProblem next(DataFormat format) {
            while (true) {
                try {
                    return any(format);
                } catch (InvalidProblemException e) {
                    // The sizes are too large, or no window fits.
                }
            }
        }

        private ConvolutionProblem any(DataFormat format) {
            // Half of them are near the largest int.
            double room = random.nextBoolean() ? Integer.MAX_VALUE : 1e6;
            int channels = upTo(Math.min(room, 1 << 20));
            int multiplier = random.nextInt(3) == 0 ? 1 : upTo(40);
            room = Math.max(1, room / channels / (random.nextBoolean() ? multiplier : 1));
            int height = upTo(room);
            int width = random.nextBoolean() ? (int) Math.max(1, room / height) : upTo(room / height);
            if (channels == 1) {
                width = Math.min(width, LONGEST_ROW_OF_ONE_CHANNEL);
            }
            int images = (int) Math.max(1, random.nextInt(3) == 0 ? room / height / width : 1);
            int stride = random.nextBoolean() ? 1 : upTo(70);
            int dilation = random.nextInt(4) == 0 ? upTo(300) : 1;
            ConvolutionParameters parameters = ConvolutionParameters.depthwiseConv2d(
                    new int[] {1, stride, stride, 1},
                    padding(format),
                    format,
                    new int[] {dilation, stride == 1 ? dilation : 1},
                    null);
            if (format == DataFormat.NCHW) {
                parameters = ConvolutionParameters.depthwiseConv2d(
                        new int[] {1, 1, stride, stride},
                        padding(format),
                        format,
                        new int[] {dilation, dilation},
                        null);
            }
            return new ConvolutionProblem(
                    parameters,
                    DataType.FLOAT32,
                    format == DataFormat.NHWC
                            ? Shape.of(images, height, width, channels)
                            : Shape.of(images, channels, height, width),
                    Shape.of(upTo(12), upTo(12), channels, multiplier),
                    random.nextBoolean() ? Fusion.BIAS : Fusion.NONE);
        }

        private Padding padding(DataFormat format) {
            if (random.nextBoolean()) {
                return Padding.SAME;
            }
            int[][] pairs = new int[4][2];
            pairs[format.heightAxis()] = new int[] {random.nextInt(20), random.nextInt(20)};
            pairs[format.widthAxis()] = new int[] {random.nextInt(20), random.nextInt(20)};
            return Padding.explicit(pairs);
        }

        SeparableProblem separable(DataFormat format) {
            while (true) {
                ConvolutionProblem depthwise = next(format);
                try {
                    ConvolutionProblem pointwise = new ConvolutionProblem(
                            ConvolutionParameters.conv2d(new int[] {1, 1}, Padding.VALID, format, null, null),
                            DataType.FLOAT32,
                            depthwise.outputShape(),
                            Shape.of(1, 1, depthwise.geometry().oc(), upTo(64)),
                            Fusion.NONE);
                    return new SeparableProblem(depthwise, pointwise);
                } catch (InvalidProblemException e) {
                    // The sizes are too large.
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void aRandomProblemHasAPlan(DataFormat format) {
        long seed = TestSettings.SEED + format.ordinal();
        Problems problems = new Problems(seed);
        List<String> failures = new ArrayList<>();
        long handles = Handles.live();
        for (int i = 0; i < CASES && failures.size() < MOST_FAILURES; i++) {
            ConvolutionProblem problem = problems.next(format);
            try {
                Planner.plan(problem, PLANNING).close();
                assertThat(HeapArrayChunks.of(problem, HeapArrayChunks.CHUNK_BYTES << 8))
                        .isNotEmpty();
            } catch (RuntimeException | Error e) {
                failures.add("problem " + i + ": " + problem + " has no plan: " + e);
            }
        }
        assertThat(failures).as("seed %d", seed).isEmpty();
        assertThat(Handles.live()).as("handles, seed %d", seed).isEqualTo(handles);
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void aRandomSeparableProblemHasAPlan(DataFormat format) {
        long seed = TestSettings.SEED + 10 + format.ordinal();
        Problems problems = new Problems(seed);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES / 3 && failures.size() < MOST_FAILURES; i++) {
            SeparableProblem problem = problems.separable(format);
            try {
                Planner.plan(problem, PLANNING).close();
            } catch (RuntimeException | Error e) {
                failures.add("problem " + i + ": " + problem + " has no plan: " + e);
            }
        }
        assertThat(failures).as("seed %d", seed).isEmpty();
    }

    /** The copies of the first image would be too large for a tensor. The others have sizes near the largest. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC SAME mb1ic4ih16384iw16384oc16kh3kw3sh2sw2",
                "depthwise_conv2d float32 NCHW SAME mb1ic4ih16384iw16384oc16kh3kw3sh2sw2",
                "depthwise_conv2d float32 NHWC VALID mb2147483646ic1ih1iw1oc1kh1kw1",
                "depthwise_conv2d float32 NHWC VALID mb1ic2147483584ih1iw1oc2147483584kh1kw1",
                "depthwise_conv2d float32 NCHW VALID mb1ic2147483584ih1iw1oc2147483584kh1kw1"
            })
    void aHugeProblemHasAPlan(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        for (int threads : new int[] {1, 4}) {
            ConvolutionPlan whole = Planner.plan(problem, PlanningEffort.ESTIMATE);
            try (ConvolutionPlan divided = StrategyDivision.divide(whole, Parallelism.adaptive(), threads)) {
                // Do not ask for other candidates: oneDNN takes minutes to list them.
                assertThat(divided.strategyName()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depthwise_conv2d float32 NHWC SAME mb1ic16ih12iw12oc32kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb1ic16ih12iw12oc32kh3kw3",
                "depthwise_conv2d float32 NHWC SAME mb1ic16ih12iw12oc16kh3kw3",
                "conv2d float32 NHWC SAME mb1ic16ih12iw12oc16kh3kw3"
            })
    void aProblemHasAPlanWhicheverRequestForMemoryIsRefused(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        Planner.plan(problem, PLANNING).close();
        long handles = Handles.live();
        long requests = 1;
        for (int refused = 0; refused < requests; refused++) {
            try (RefusedRequests one = RefusedRequests.after(refused)) {
                Planner.plan(problem, PLANNING).close();
                requests = Math.max(requests, one.count());
            }
            assertThat(Handles.live())
                    .as("handles after request %d was refused", refused)
                    .isEqualTo(handles);
        }
        assertThat(requests).isGreaterThan(10);
    }

    private static ConvolutionPlan measured(ConvolutionProblem problem, long budgetNanos) {
        long[] now = {0};
        return Planner.measured(Planner.plan(problem, PlanningEffort.ESTIMATE), budgetNanos, () -> now[0] += 50_000);
    }

    @Test
    void measuringSurvivesWhicheverRequestForMemoryIsRefused() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic8ih6iw6oc16kh3kw3 bias residual");
        long blocks = LiveBlocks.settled();
        long handles = Handles.live();
        long plans = Plan.live();
        long requests = 1;
        for (int refused = 0; refused < requests; refused++) {
            int request = refused;
            try (RefusedRequests one = RefusedRequests.after(refused)) {
                assertThatCode(() -> measured(problem, 100_000_000).close())
                        .as("request %d was refused", request)
                        .doesNotThrowAnyException();
                requests = Math.max(requests, one.count());
            }
            assertThat(List.of(MemoryCounts.liveBlocks(), Handles.live(), Plan.live()))
                    .as("blocks, handles and plans after request %d was refused", refused)
                    .isEqualTo(List.of(blocks, handles, plans));
        }
        assertThat(requests).isGreaterThan(100);
        Depthwise4j.forgetWisdom();
    }

    @Test
    void aProblemTooLargeToBeMeasuredHasThePlanOfTheEstimate() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic16ih28iw28oc32kh3kw3 bias residual");
        try (ConvolutionPlan plan = measured(problem, 1_000);
                ConvolutionPlan estimate = Planner.plan(problem, PlanningEffort.ESTIMATE)) {
            assertThat(plan.strategyName()).isEqualTo(estimate.strategyName());
            assertThat(Planner.withCandidates(plan.description()).candidates())
                    .isNotEmpty()
                    .allMatch(timing -> Double.isNaN(timing.micros()));
        }
    }

    @Test
    void aMeasuredPlanHasTheStrategyThatWonAndTheTimes() {
        ConvolutionProblem problem =
                ConvolutionProblem.parse("depthwise_conv2d float32 NHWC SAME mb1ic16ih28iw28oc32kh3kw3 bias residual");
        long blocks = LiveBlocks.settled();
        long plans = Plan.live();
        try (ConvolutionPlan plan = Planner.plan(problem, PlanningEffort.MEASURE)) {
            assertThat(plan.origin()).isEqualTo("measurement");
            assertThat(plan.measured())
                    .extracting(ConvolutionDescription.Timing::name)
                    .contains(plan.strategyName());
            assertThat(Plan.live()).as("plans").isEqualTo(plans + 1);
        } finally {
            Depthwise4j.forgetWisdom();
        }
        assertThat(MemoryCounts.liveBlocks()).isEqualTo(blocks);
        assertThat(Plan.live()).isEqualTo(plans);
    }
}
