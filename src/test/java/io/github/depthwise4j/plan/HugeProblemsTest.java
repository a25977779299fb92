package io.github.depthwise4j.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of the largest images and batches need as little of the heap as those of small ones. Nothing is computed. */
@Tag("isa")
class HugeProblemsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Planning BY_RULES = new Planning(PlanningEffort.ESTIMATE, Parallelism.adaptive());
    /** A list with an entry for each part of such an image would have many times as much. */
    private static final long MOST_BYTES = 3 << 20;

    private static void plan(Problem problem) {
        Plan plan = problem instanceof SeparableProblem separable
                ? Planner.plan(separable, BY_RULES)
                : Planner.plan((ConvolutionProblem) problem, BY_RULES);
        plan.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d float32 NHWC SAME mb1ic2ih1iw%doc2kh1kw3",
                "conv2d float32 NCHW SAME mb1ic2ih1iw%doc2kh1kw3",
                "conv2d float32 NHWC SAME mb1ic2ih%diw1oc2kh3kw1",
                "conv2d float32 NHWC VALID mb1ic1ih1iw%doc2kh1kw1",
                "conv2d float32 NHWC SAME mb1ic2ih16384iw%1$doc2kh3kw3",
                "conv2d float32 NHWC SAME mb%dic2ih2iw2oc2kh3kw3",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw%doc1kh1kw3",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw%doc2kh1kw3",
                "depthwise_conv2d float32 NHWC SAME mb1ic2ih%diw2oc2kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb1ic2ih%diw2oc2kh3kw3",
                "depthwise_conv2d float32 NHWC SAME mb1ic2ih%diw3oc2kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb%dic2ih2iw2oc2kh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb1ic%dih2iw2oc%1$dkh3kw3",
                "depthwise_conv2d float32 NCHW SAME mb1ic2ih4iw%doc2kh3kw3",
                "depthwise_conv2d float32 NHWC SAME mb1ic2ih1024iw%doc4kh3kw3"
                        + " then conv2d float32 NHWC VALID mb1ic4ih1024iw%1$doc2kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic1ih1iw%doc2kh1kw3"
                        + " then conv2d float32 NHWC VALID mb1ic2ih1iw%1$doc1kh1kw1",
                "depthwise_conv2d float32 NHWC SAME mb1ic2ih%diw1oc2kh3kw1"
                        + " then conv2d float32 NHWC VALID mb1ic2ih%1$diw1oc2kh1kw1",
                "depthwise_conv2d float32 NCHW SAME mb1ic2ih%diw2oc2kh3kw3"
                        + " then conv2d float32 NCHW VALID mb1ic2ih%1$diw2oc2kh1kw1",
                "depthwise_conv2d float32 NCHW SAME mb%dic2ih2iw2oc2kh3kw3"
                        + " then conv2d float32 NCHW VALID mb%1$dic2ih2iw2oc1kh1kw1",
            })
    void plansOfLongRowsAndColumnsAndLargeBatchesNeedLittleHeap(String sizes) {
        int huge = 1 << 29;
        while (tooLarge(sizes, huge)) {
            huge /= 2;
        }
        Problem problem = Problem.parse(String.format(sizes, huge));
        // Loads the classes that are needed.
        plan(Problem.parse(String.format(sizes, huge / 2)));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        plan(problem);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes of the heap for a plan of %s", problem)
                .isLessThan(MOST_BYTES);
    }

    private static boolean tooLarge(String sizes, int size) {
        try {
            Problem.parse(String.format(sizes, size));
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
