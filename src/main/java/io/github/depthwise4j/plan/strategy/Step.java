package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.plan.base.PackedFilter;

/** Executes one primitive over addresses. */
final class Step {
    private Step() {}

    /**
     * Copies from one layout to another. Call it between {@link io.github.depthwise4j.onednn.OpenMpThreads#setToOne}
     * and {@link io.github.depthwise4j.onednn.OpenMpThreads#restore}.
     */
    static void reorder(Execution execution, long from, long to) {
        execution.pointTo(Role.SRC, from);
        execution.pointTo(Role.DST, to);
        execution.runWithCurrentThreadCount();
    }

    /**
     * Convolves. {@code bias} and {@code residual} are 0 if the problem has none. Call it between {@link
     * io.github.depthwise4j.onednn.OpenMpThreads#setToOne} and {@link
     * io.github.depthwise4j.onednn.OpenMpThreads#restore}.
     */
    static void convolve(Execution execution, long src, long weights, long bias, long residual, long dst) {
        pointTo(execution, src, weights, bias, residual, dst);
        execution.runWithCurrentThreadCount();
    }

    /** Convolves, and itself limits OpenMP to one thread if the primitive needs that. */
    static void convolveAlone(Execution execution, long src, PackedFilter filter, long residual, long dst) {
        long bias = filter.bias() == null ? 0 : filter.bias().address();
        pointTo(execution, src, filter.weights().address(), bias, residual, dst);
        execution.run();
    }

    private static void pointTo(Execution execution, long src, long weights, long bias, long residual, long dst) {
        execution.pointTo(Role.SRC, src);
        execution.pointTo(Role.WEIGHTS, weights);
        if (bias != 0) {
            execution.pointTo(Role.BIAS, bias);
        }
        if (residual != 0) {
            execution.pointTo(Role.RESIDUAL, residual);
        }
        execution.pointTo(Role.DST, dst);
    }
}
