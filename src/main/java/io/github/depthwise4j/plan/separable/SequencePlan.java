package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.function.Consumer;
import java.util.function.Function;

/** The two convolutions one after the other, with the whole intermediate between them. */
public final class SequencePlan extends SeparablePlan {
    private final ConvolutionPlan depthwise;
    private final ConvolutionPlan pointwise;
    private final long betweenBytes;
    private final WorkspacePool<Intermediate> intermediates;

    private SequencePlan(SeparableProblem problem, ConvolutionPlan depthwise, ConvolutionPlan pointwise) {
        super(problem);
        this.depthwise = depthwise;
        this.pointwise = pointwise;
        this.betweenBytes = depthwise.outputShape().elementCount()
                * problem.depthwise().dataType().byteSize();
        this.intermediates = Intermediate.pool(betweenBytes);
    }

    /**
     * Makes a plan, which the caller owns.
     *
     * @param planner makes the plan of each convolution
     */
    public static SequencePlan create(SeparableProblem problem, Function<ConvolutionProblem, ConvolutionPlan> planner) {
        ConvolutionPlan depthwise = planner.apply(problem.depthwise());
        try {
            ConvolutionPlan pointwise = planner.apply(problem.pointwise());
            try {
                return new SequencePlan(problem, depthwise, pointwise);
            } catch (RuntimeException | Error e) {
                pointwise.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            depthwise.close();
            throw e;
        }
    }

    /** Whether the whole intermediate alone is more than the working memory of a plan should be. */
    public static boolean needsMuchMemory(SeparableProblem problem) {
        ConvolutionProblem depthwise = problem.depthwise();
        long bytes =
                depthwise.outputShape().elementCount() * depthwise.dataType().byteSize();
        return bytes > mostWorkspaceBytes(problem.inputShape(), problem.outputShape(), depthwise.dataType());
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        Intermediate intermediate = intermediates.take();
        try {
            long between = intermediate.memory().address();
            depthwise.compute(srcArray, src, filter, 0, null, between);
            pointwise.compute(null, between, filter.next(), residual, dstArray, dst);
        } finally {
            intermediates.giveBack(intermediate);
        }
    }

    @Override
    public long longestStepNanos() {
        return Math.max(depthwise.longestStepNanos(), pointwise.longestStepNanos());
    }

    @Override
    public long workspaceBytes() {
        return betweenBytes + depthwise.workspaceBytes() + pointwise.workspaceBytes();
    }

    @Override
    public String strategyName() {
        return "sequence(" + depthwise.strategyName() + "," + pointwise.strategyName() + ")";
    }

    @Override
    public int mostThreads() {
        return Math.max(depthwise.mostThreads(), pointwise.mostThreads());
    }

    @Override
    public int bandRows() {
        return depthwise.problem().geometry().oh();
    }

    @Override
    public ConvolutionPlan depthwisePacker() {
        return depthwise;
    }

    @Override
    public ConvolutionPlan pointwisePacker() {
        return pointwise;
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(intermediates);
        depthwise.eachPool(visitor);
        pointwise.eachPool(visitor);
    }

    @Override
    public void destroy() {
        intermediates.close();
        depthwise.close();
        pointwise.close();
    }
}
