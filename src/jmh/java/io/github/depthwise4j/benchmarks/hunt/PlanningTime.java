package io.github.depthwise4j.benchmarks.hunt;

import static org.bytedeco.dnnl.global.dnnl.dnnl_set_primitive_cache_capacity;

import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;

/** How long it takes to make a plan by rules. */
final class PlanningTime {
    private static final Planning BY_RULES = new Planning(PlanningEffort.ESTIMATE, Parallelism.callerOnly());
    private static final double SUSPICIOUS_MILLIS = 8;
    private static final int REPETITIONS = 3;
    private static final int ONE_DNN_DEFAULT_CAPACITY = 1024;

    private PlanningTime() {}

    /** Milliseconds. Long times are measured again, because other work on the machine makes them longer. */
    static double millis(Problem problem) {
        double least = once(problem);
        for (int i = 1; i < REPETITIONS && least > SUSPICIOUS_MILLIS; i++) {
            least = Math.min(least, once(problem));
        }
        return least;
    }

    private static double once(Problem problem) {
        forgetPrimitives();
        long begin = CpuClock.nanos();
        Plan plan = problem instanceof SeparableProblem separable
                ? Planner.plan(separable, BY_RULES)
                : Planner.plan((ConvolutionProblem) problem, BY_RULES);
        long end = CpuClock.nanos();
        plan.close();
        return (end - begin) / 1e6;
    }

    /** Empties oneDNN's cache, which would make the second plan of a problem faster than the first. */
    private static void forgetPrimitives() {
        dnnl_set_primitive_cache_capacity(0);
        dnnl_set_primitive_cache_capacity(ONE_DNN_DEFAULT_CAPACITY);
    }
}
