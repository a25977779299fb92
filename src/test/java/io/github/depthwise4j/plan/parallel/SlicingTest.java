package io.github.depthwise4j.plan.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.strategy.StrategyDivision;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which plans are divided among threads, and into how many slices. */
@Tag("isa")
class SlicingTest {
    @ParameterizedTest
    @CsvSource({
        // images, threads, least, most, slices of an image
        "1, 2, 1, 100, 2",
        "1, 2, 1, 1, 1",
        "1, 2, 3, 8, 4",
        "2, 2, 1, 100, 1",
        "3, 2, 1, 100, 2",
        "5, 2, 1, 100, 1",
        "1, 4, 1, 3, 3",
        "8, 2, 4, 8, 4",
        "1, 8, 1, 100, 7",
        "1, 1, 1, 100, 1",
    })
    void imagesAreDividedSoThatTheThreadsHaveAboutTheSameToDo(int images, int threads, int least, int most, int parts) {
        assertThat(Slicing.slicesPerImage(images, threads, least, most)).isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d float32 NHWC SAME mb1ic3ih2000iw2000oc8kh1kw1",
                "conv2d float32 NHWC SAME mb1ic1ih2501iw2727oc2kh16kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih3308iw3490oc2kh1kw1",
            })
    void largeImagesAreDividedAlsoForOneThreadSoThatOneDnnMakesTheirConvolutionsSoon(String line) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        ConvolutionProblem slice = Slicing.largestSliceOrNull(problem, 1);
        assertThat((long) slice.geometry().oh() * slice.geometry().ow()).isLessThanOrEqualTo(1 << 18);
        Planning alone = new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly());
        try (ConvolutionPlan plan = Planner.plan(problem, alone)) {
            // Without AVX2, tiles are faster, and they are small.
            if (plan.strategyName().startsWith("direct")) {
                assertThat(plan.slicesOrNull().sliceCount()).isGreaterThan(10);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "depthwise_conv2d float32 NHWC SAME mb1ic64ih56iw56oc128kh3kw3, replicate, DividedPlan, TilePlan",
        "depthwise_conv2d float32 NHWC SAME mb1ic128ih56iw56oc128kh3kw3, direct, DividedPlan, DirectPlan",
        "'depthwise_conv2d float32 NHWC [[0,0],[4,3],[5,0],[0,0]] mb1ic64ih56iw56oc64kh3kw3', direct|replicate, "
                + "DividedPlan, DirectPlan|TilePlan|DividedPlan",
        "depthwise_conv2d float32 NCHW SAME mb1ic256ih28iw28oc256kh3kw3, blocks, DividedPlan, DividedPlan",
        "depthwise_conv2d float32 NCHW SAME mb1ic64ih56iw56oc128kh3kw3, blocks|indexed, DividedPlan, DividedPlan",
        "conv2d float32 NCHW SAME mb4ic64ih28iw28oc64kh3kw3, direct|grouped, DividedPlan, DividedPlan",
        "depthwise_conv2d float32 NHWC SAME mb1ic16ih7iw7oc16kh3kw3, direct, DirectPlan, DirectPlan",
    })
    void whatIsWorthItIsDividedUnlessTheCallerIsAloneAndTheBitsAreTheSameAllTheSame(
            String line, String strategy, String type, String typeForOneThread) {
        ConvolutionProblem problem = ConvolutionProblem.parse(line);
        int threads = Slicing.threadsFor(Slicing.nanos(problem), 2, false);
        assertDivided(problem, Parallelism.adaptive(), threads, strategy, type);
        assertDivided(problem, Parallelism.callerOnly(), threads, strategy, typeForOneThread);
    }

    private static void assertDivided(
            ConvolutionProblem problem, Parallelism parallelism, int threads, String strategy, String type) {
        try (ConvolutionPlan plan =
                StrategyDivision.divide(Planner.plan(problem, PlanningEffort.ESTIMATE), parallelism, threads)) {
            assertThat(plan.getClass().getSimpleName()).matches(type);
            assertThat(plan.strategyName()).matches("(" + strategy + ")\\(.*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NHWC SAME mb1ic8ih8iw8oc8kh3kw3, 64, 1",
        "NHWC SAME mb1ic256ih28iw28oc256kh3kw3, 1, 1",
        "NHWC SAME mb1ic256ih28iw28oc256kh3kw3, 2, 2",
        "NHWC SAME mb1ic256ih28iw28oc256kh3kw3, 64, 10",
    })
    void onMachinesWithManyProcessorsSlicesDoNotBecomeTooSmall(String sizes, int processors, int threads) {
        ConvolutionProblem problem = ConvolutionProblem.parse("depthwise_conv2d float32 " + sizes);
        assertThat(Slicing.threadsFor(Slicing.nanos(problem), processors, false))
                .isEqualTo(threads);
    }
}
