package io.github.depthwise4j.plan.separable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.TestSettings;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Separable convolutions in boxes, smaller ones than the planner makes, compute random problems right: with dilation,
 * strides, much padding and residuals, in both formats.
 *
 * <p>{@code -Ddepthwise4j.test.cases=30000} takes more random problems, {@code -Ddepthwise4j.test.seed=7} others.
 */
@Tag("isa")
class BoxedPlanTest {
    private static final int CASES = TestSettings.CASES / 60;

    private static String line(Random random) {
        String format = random.nextBoolean() ? "NHWC" : "NCHW";
        int ic = 1 + random.nextInt(20);
        int oc = ic * (1 + random.nextInt(3));
        int stride = 1 + random.nextInt(3) / 2;
        String rows = "[" + random.nextInt(4) + "," + random.nextInt(4) + "]";
        String columns = "[" + random.nextInt(4) + "," + random.nextInt(4) + "]";
        String padding = random.nextInt(3) > 0
                ? "SAME"
                : format.equals("NHWC")
                        ? "[[0,0]," + rows + "," + columns + ",[0,0]]"
                        : "[[0,0],[0,0]," + rows + "," + columns + "]";
        String first = String.format(
                "depthwise_conv2d float32 %s %s mb%dic%dih%diw%doc%dkh%dkw%dsh%dsw%ddh%ddw%d%s",
                format,
                padding,
                1 + random.nextInt(2),
                ic,
                1 + random.nextInt(14),
                1 + random.nextInt(14),
                oc,
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                stride,
                stride,
                stride > 1 ? 0 : random.nextInt(3),
                stride > 1 ? 0 : random.nextInt(3),
                random.nextBoolean() ? " bias relu" : "");
        ConvolutionProblem depthwise = ConvolutionProblem.parse(first);
        return String.format(
                "%s then conv2d float32 %s VALID mb%dic%dih%diw%doc%dkh1kw1%s",
                first,
                format,
                depthwise.geometry().mb(),
                oc,
                depthwise.geometry().oh(),
                depthwise.geometry().ow(),
                1 + random.nextInt(20),
                random.nextInt(3) == 0 ? " residual" : "");
    }

    private static SeparableProblem problem(Random random) {
        while (true) {
            try {
                SeparableProblem problem = SeparableProblem.parse(line(random));
                if (problem.outputShape().elementCount() > 0) {
                    return problem;
                }
            } catch (RuntimeException e) {
                // No window fits into the padded image.
            }
        }
    }

    private static ConvolutionPlan plan(ConvolutionProblem problem) {
        return StrategyExecutors.plan(problem, new Strategy.Direct(new Kernel("x64:gemm:jit")));
    }

    /** Null if there would be too many kinds of boxes, or if oneDNN refuses a box. */
    private static BoxedPlan boxedOrNull(SeparableProblem problem, long bytes, boolean padded) {
        try {
            int copies = problem.depthwise().geometry().ocPerGroup();
            return BoxedPlan.createOrNull(
                    problem, bytes, copies, padded, (each, model) -> plan(each), Parallelism.fixed(2));
        } catch (OneDnnException e) {
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void randomBoxesAreRight(boolean padded) {
        Random random = new Random(TestSettings.SEED);
        List<String> failures = new ArrayList<>();
        int several = 0;
        for (int i = 0; i < CASES; i++) {
            SeparableProblem problem = problem(random);
            long bytes = 1L << 8 + random.nextInt(8);
            long seed = random.nextLong();
            try (BoxedPlan plan = boxedOrNull(problem, bytes, padded)) {
                if (plan == null) {
                    continue;
                }
                several += plan.sliceCount() > problem.depthwise().geometry().mb() ? 1 : 0;
                Verification verification = SeparableVerification.of(plan, seed);
                if (!verification.passed()) {
                    failures.add(plan.strategyName() + ": " + verification.describe());
                }
            }
        }
        assertThat(failures).as("seed %d", TestSettings.SEED).isEmpty();
        assertThat(several).isGreaterThan(CASES / 5);
    }

    /** With a copy of the input for each of the 16 filters, only boxes of one pixel would be small enough. */
    @Test
    @Tag("isa")
    void boxesThatCopyEachPixelOftenAreMadeLargerWithoutCopiesForEachFilter() {
        SeparableProblem problem =
                SeparableProblem.parse("depthwise_conv2d float32 NCHW VALID mb1ic136ih51iw323oc2176kh3kw7dh8dw30 then "
                        + "conv2d float32 NCHW VALID mb1ic2176ih33iw137oc2kh1kw1");
        assertThat(BoxedPlan.copiesPixelsOften(problem, 24 << 20, 16)).isTrue();
        assertThat(BoxedPlan.copiesPixelsOften(problem, 24 << 20, 1)).isFalse();
        try (SeparablePlan plan =
                Planner.plan(problem, new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly()))) {
            assertThat(plan).isInstanceOf(BoxedPlan.class);
            assertThat(plan.depthwisePacker().problem().geometry().ow()).isGreaterThan(60);
            assertThat(plan.needsMuchMemory()).isFalse();
        }
    }
}
