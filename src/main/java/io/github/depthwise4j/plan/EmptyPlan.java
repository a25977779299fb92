package io.github.depthwise4j.plan;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The plan for an output without elements: there is nothing to do. */
final class EmptyPlan extends ConvolutionPlan {
    EmptyPlan(ConvolutionProblem problem) {
        super(problem);
    }

    @Override
    NativeMemory packWeights(NativeMemory filter) {
        return null;
    }

    @Override
    void compute(NativeMemory src, PackedFilter filter, NativeMemory residual, NativeMemory dst) {
        // Nothing to compute.
    }

    @Override
    public String name() {
        return "empty";
    }

    @Override
    PlanDescription describe() {
        return PlanDescription.withoutOneDnn(problem(), "empty", "none: the output has no elements");
    }

    @Override
    void destroy() {
        // Nothing native is owned.
    }
}
