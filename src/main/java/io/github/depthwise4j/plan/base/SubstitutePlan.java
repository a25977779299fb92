package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;
import java.util.function.Consumer;

/**
 * A plan that uses a plan of another problem, which it owns. Filters are packed as that plan needs them. Calls compute
 * on the thread of the caller and on those that the other plan uses.
 */
public abstract class SubstitutePlan extends ConvolutionPlan {
    private final ConvolutionPlan plan;

    /**
     * A plan of a problem.
     *
     * @param plan the plan that computes; this takes it over when the constructor has returned
     */
    protected SubstitutePlan(ConvolutionProblem problem, ConvolutionPlan plan) {
        super(problem);
        this.plan = plan;
        chosenLike(plan);
    }

    /** The plan that computes. */
    protected final ConvolutionPlan plan() {
        return plan;
    }

    @Override
    public int mostThreads() {
        return plan.mostThreads();
    }

    @Override
    public long longestStepNanos() {
        return plan.longestStepNanos();
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return plan.packWeights(filter);
    }

    @Override
    public float[] orderBias(float[] bias) {
        return plan.orderBias(bias);
    }

    @Override
    public ConvolutionPlan packer() {
        return plan.packer();
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return plan.packsLike(other);
    }

    @Override
    public List<Kernel> kernels() {
        return plan.kernels();
    }

    @Override
    public boolean isSlow() {
        return plan.isSlow();
    }

    @Override
    public long workspaceBytes() {
        return plan.workspaceBytes();
    }

    @Override
    public ExecutedStrategy strategy() {
        return plan.strategy();
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        plan.eachPool(visitor);
    }

    @Override
    public void destroy() {
        plan.close();
    }
}
