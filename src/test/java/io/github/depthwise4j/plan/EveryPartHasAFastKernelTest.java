package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.plan.strategy.StrategyDivision;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No part of a plan is computed by one of oneDNN's slow implementations if there is another way, and no plan needs much
 * memory. Nothing is computed here.
 *
 * <p>{@code -Ddepthwise4j.test.cases=10000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class EveryPartHasAFastKernelTest {
    private static final int CASES = TestSettings.CASES / 15;
    private static final int MOST_FAILURES = 5;
    private static final int[] CHANNELS = {1, 2, 3, 7, 8, 9, 15, 16, 17, 25, 33, 49, 64, 65, 129, 257};
    private static final int[][] IMAGES = {{28, 28}, {1, 300}, {56, 7}, {7, 3}, {100, 130}, {33, 1}, {1, 1}};
    private static final int[][] WINDOWS = {{3, 3}, {5, 5}, {1, 9}, {9, 1}, {10, 10}, {15, 4}, {31, 31}, {1, 1}, {2, 2}
    };

    private static int one(int[] of, Random random) {
        return of[random.nextInt(of.length)];
    }

    /** Much padding, dilations, and channels that do not fill registers. */
    private static ConvolutionProblem problem(DataFormat format, Random random) {
        int channels = one(CHANNELS, random);
        int multiplier = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
        int[] image = IMAGES[random.nextInt(IMAGES.length)];
        int[] window = WINDOWS[random.nextInt(WINDOWS.length)];
        int dilation = one(new int[] {1, 1, 2, 4, 7, 18}, random);
        int stride = dilation > 1 ? 1 : one(new int[] {1, 1, 2, 3}, random);
        String rows = "[" + random.nextInt(9) + "," + random.nextInt(9) + "]";
        String columns = "[" + random.nextInt(9) + "," + random.nextInt(9) + "]";
        String padding = random.nextBoolean()
                ? "SAME"
                : format == DataFormat.NHWC
                        ? "[[0,0]," + rows + "," + columns + ",[0,0]]"
                        : "[[0,0],[0,0]," + rows + "," + columns + "]";
        return ConvolutionProblem.parse(String.format(
                "depthwise_conv2d float32 %s %s mb%dic%dih%diw%doc%dkh%dkw%dsh%dsw%ddh%ddw%d",
                format,
                padding,
                1 + random.nextInt(2),
                channels,
                image[0],
                image[1],
                channels * multiplier,
                window[0],
                window[1],
                stride,
                stride,
                dilation - 1,
                dilation - 1));
    }

    private static ConvolutionProblem possible(DataFormat format, Random random) {
        while (true) {
            try {
                ConvolutionProblem problem = problem(format, random);
                if (problem.outputShape().elementCount() > 0) {
                    return problem;
                }
            } catch (RuntimeException e) {
                // No window fits into the padded image.
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void depthwiseConvolutionsWithMuchPaddingAreNotSlow(DataFormat format) {
        Random random = new Random(TestSettings.SEED + format.ordinal());
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES && failures.size() < MOST_FAILURES; i++) {
            check(possible(format, random), failures);
        }
        assertThat(failures).as("seed %d", TestSettings.SEED).isEmpty();
    }

    /** Few channels, and windows about as large as the image. Most kernels refuse such problems. */
    private static ConvolutionProblem largeWindow(DataFormat format, Random random) {
        int kh = 20 + random.nextInt(32);
        int kw = random.nextBoolean() ? kh : 1 + random.nextInt(51);
        int dilation = 1 + random.nextInt(3) / 2;
        int stride = dilation == 1 && random.nextInt(3) == 0 ? 2 : 1;
        int ic = random.nextBoolean() ? 1 : 1 + random.nextInt(8);
        int oc = random.nextBoolean() ? 1 : 1 + random.nextInt(8);
        boolean depthwise = random.nextBoolean();
        return ConvolutionProblem.parse(String.format(
                "%s float32 %s SAME mb%dic%dih%diw%doc%dkh%dkw%dsh%dsw%ddh%ddw%d",
                depthwise ? "depthwise_conv2d" : "conv2d",
                format,
                1 + random.nextInt(2),
                ic,
                1 + random.nextInt(70),
                1 + random.nextInt(70),
                depthwise ? ic * oc : oc,
                kh,
                kw,
                stride,
                stride,
                dilation - 1,
                dilation - 1));
    }

    @ParameterizedTest
    @EnumSource(DataFormat.class)
    void largeWindowsOfFewChannelsAreNotLeftToPlainLoops(DataFormat format) {
        Random random = new Random(TestSettings.SEED + 4 + format.ordinal());
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES && failures.size() < MOST_FAILURES; i++) {
            ConvolutionProblem problem = largeWindow(format, random);
            try (ConvolutionPlan plan = Planner.plan(problem, PlanningEffort.ESTIMATE)) {
                if (plan.kernels().stream().anyMatch(Kernel::isReference)) {
                    failures.add(plan.description().describe());
                }
            }
        }
        assertThat(failures).as("seed %d", TestSettings.SEED).isEmpty();
    }

    @Test
    void randomProblemsAreNotSlow() {
        RandomProblems problems = new RandomProblems(TestSettings.SEED + 2, 200_000);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < CASES && failures.size() < MOST_FAILURES; i++) {
            ConvolutionProblem problem = i % 2 == 0 ? problems.next() : problems.nextConv2d();
            if (problem.inputShape().elementCount() > 0 && problem.outputShape().elementCount() > 0) {
                check(problem, failures);
            }
        }
        assertThat(failures).as("seed %d", TestSettings.SEED).isEmpty();
    }

    /** The problems with which the gaps were found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NCHW SAME mb1ic8ih28iw28oc8kh10kw10",
                "NCHW SAME mb1ic256ih33iw33oc256kh3kw3dh5dw5",
                "NHWC SAME mb1ic256ih33iw33oc256kh3kw3dh5dw5",
                "NHWC SAME mb1ic256ih33iw33oc256kh3kw3dh17dw17",
                "NCHW SAME mb1ic64ih56iw56oc64kh31kw31",
                "NHWC [[0,0],[0,0],[8,0],[0,0]] mb1ic64ih1iw4000oc64kh1kw3",
                "NCHW SAME mb1ic9ih56iw56oc9kh3kw3",
                "NCHW SAME mb1ic17ih56iw56oc17kh3kw3",
                "NCHW SAME mb1ic65ih56iw56oc65kh3kw3",
                "NCHW SAME mb1ic3ih3000iw4000oc3kh3kw3",
                "NCHW SAME mb1ic2ih16400iw16400oc2kh3kw3",
                "NCHW SAME mb1ic16ih2000iw2000oc32kh3kw3",
                "NHWC SAME mb1ic16ih2000iw2000oc32kh3kw3dh11dw11",
                "NCHW SAME mb4ic4ih4000iw6000oc4kh5kw5",
                "NCHW [[0,0],[0,0],[9,5],[7,4]] mb1ic13ih1058488iw2oc13kh3kw11",
            })
    void theGapsThatWereFoundStayClosed(String sizes) {
        List<String> failures = new ArrayList<>();
        check(ConvolutionProblem.parse("depthwise_conv2d float32 " + sizes), failures);
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NCHW SAME mb1ic64ih56iw56oc64kh3kw3",
                "NCHW SAME mb1ic3ih2000iw2000oc16kh3kw3",
                "NCHW SAME mb8ic64ih256iw256oc64kh3kw3",
                "NCHW VALID mb1ic128ih28iw28oc128kh1kw1",
                "NCHW SAME g4mb1ic64ih28iw28oc64kh3kw3",
                "NCHW SAME g5mb1ic15ih28iw28oc25kh3kw3",
                "NHWC SAME g5mb1ic15ih28iw28oc25kh3kw3dh5dw5",
                "NHWC SAME mb8ic64ih256iw256oc64kh3kw3",
            })
    void ordinaryConvolutionsAreNotSlowEither(String sizes) {
        List<String> failures = new ArrayList<>();
        check(ConvolutionProblem.parse("conv2d float32 " + sizes), failures);
        assertThat(failures).isEmpty();
    }

    /** Without AVX2, oneDNN has fast kernels for copies with zeros in place of the padding only. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d float32 NCHW SAME mb1ic1ih8iw9oc1kh9kw9",
                "conv2d float32 NHWC SAME mb1ic4ih42iw27oc1kh7kw7dh5dw5",
                "conv2d float32 NHWC SAME mb1ic57ih33iw168oc2kh3kw9dh1dw1",
                "conv2d float32 NHWC SAME mb1ic71ih43iw61oc4kh12kw12dh11dw11",
                "conv2d float32 NHWC [[0,0],[123,137],[0,0],[0,0]] mb1ic5ih231iw257oc1kh28kw1dh4dw4",
                "conv2d float32 NHWC [[0,0],[20,21],[4,6],[0,0]] mb1ic99ih20iw14oc20kh21kw5",
                "conv2d float32 NHWC [[0,0],[33,23],[0,0],[0,0]] mb1ic704ih44iw8oc3kh49kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih373iw102oc1kh17kw17dh22dw12",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih39iw2oc1kh51kw51",
            })
    void copiesWithZerosHaveFastKernels(String line) {
        try (ConvolutionPlan plan = Planner.plan(ConvolutionProblem.parse(line), PlanningEffort.ESTIMATE)) {
            assertThat(isPoor(plan)).as(plan.description().describe()).isFalse();
        }
    }

    /** Adds a failure if the plan is poor, alone or divided among threads, but that of a candidate is not. */
    private static void check(ConvolutionProblem problem, List<String> failures) {
        try (ConvolutionPlan plan = Planner.plan(problem, PlanningEffort.ESTIMATE)) {
            if (isPoor(plan) && someCandidateIsBetter(problem)) {
                failures.add("slow, or much memory: " + plan.description().describe());
            }
        }
        // The planner divides the form in which a problem is computed.
        ConvolutionProblem form = Form.of(problem).equivalent();
        for (int threads : new int[] {2, 5}) {
            ConvolutionPlan whole = Planner.plan(form, PlanningEffort.ESTIMATE);
            boolean poor = isPoor(whole);
            try (ConvolutionPlan divided = StrategyDivision.divide(whole, Parallelism.adaptive(), threads)) {
                if (isPoor(divided) && !poor) {
                    failures.add("worse when divided: " + divided.description().describe());
                }
            }
        }
    }

    private static boolean isPoor(ConvolutionPlan plan) {
        return plan.isSlow()
                || plan.needsMuchMemory()
                || plan.description().implementation().matches("(?s).*(ref:|simple:).*");
    }

    private static boolean someCandidateIsBetter(ConvolutionProblem problem) {
        return Planner.candidates(problem).stream().anyMatch(name -> {
            try (ConvolutionPlan plan = Planner.plan(problem, name)) {
                return !isPoor(plan);
            } catch (OneDnnException e) {
                return false;
            }
        });
    }
}
