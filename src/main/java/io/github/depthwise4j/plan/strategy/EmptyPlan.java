package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.function.Consumer;

/** The plan for an output without elements: it computes nothing. */
public final class EmptyPlan extends ConvolutionPlan {
    EmptyPlan(ConvolutionProblem problem) {
        super(problem);
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return null;
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return other instanceof EmptyPlan;
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        // Nothing to compute.
    }

    @Override
    public long longestStepNanos() {
        return 0;
    }

    @Override
    public Strategy strategy() {
        return new Strategy.Empty();
    }

    @Override
    public long workspaceBytes() {
        return 0;
    }

    @Override
    public ConvolutionDescription describe() {
        return ConvolutionDescription.withoutOneDnn(problem(), strategyName(), "none: the output has no elements");
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        // This plan has no pool.
    }

    @Override
    public void destroy() {
        // This plan owns nothing native.
    }
}
