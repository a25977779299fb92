package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Role;

/** Executes one step of a plan, between {@code OpenMpThreads.setToOne} and {@code restore}. */
final class Step {
    private Step() {}

    /** Copies from one layout to another. */
    static void reorder(Execution execution, long from, long to) {
        execution.pointTo(Role.SRC, from);
        execution.pointTo(Role.DST, to);
        execution.runWithCurrentThreadCount();
    }

    /** Convolves; {@code bias} and {@code residual} are 0 where the problem has none. */
    static void convolve(Execution execution, long src, long weights, long bias, long residual, long dst) {
        execution.pointTo(Role.SRC, src);
        execution.pointTo(Role.WEIGHTS, weights);
        if (bias != 0) {
            execution.pointTo(Role.BIAS, bias);
        }
        if (residual != 0) {
            execution.pointTo(Role.RESIDUAL, residual);
        }
        execution.pointTo(Role.DST, dst);
        execution.runWithCurrentThreadCount();
    }
}
