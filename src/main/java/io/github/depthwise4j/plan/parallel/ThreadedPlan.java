package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import java.util.function.Consumer;

/**
 * One convolution in slices that several threads may compute. The slices are the same whatever the number of threads, and so are
 * the bits.
 */
public abstract class ThreadedPlan extends ConvolutionPlan {
    private final Parallelism parallelism;
    private final boolean worthWaking;
    private final WorkspacePool<Call> calls = new WorkspacePool<>(Call::new);

    /** One call of the plan. */
    private final class Call extends TensorJob {
        @Override
        public int slices() {
            return ThreadedPlan.this.slices();
        }

        @Override
        public boolean isWorthWaking() {
            return worthWaking;
        }

        @Override
        public void compute(int index) {
            computeSlice(index, src(0), filter(), residual(0), dst(0));
        }

        @Override
        public void workAlone() {
            if (!computeAlone(src(0), filter(), residual(0), dst(0))) {
                work();
            }
        }
    }

    public ThreadedPlan(ConvolutionProblem problem, Parallelism parallelism) {
        super(problem);
        this.parallelism = parallelism;
        this.worthWaking = Slicing.isWorthWaking(problem);
    }

    @Override
    public final int mostThreads() {
        return Workers.shared().threadsFor(parallelism, slices());
    }

    /** The number of slices. */
    public abstract int slices();

    /** Computes one slice of the tensors that begin at these addresses; {@code residual} is 0 where there is none. */
    public abstract void computeSlice(int index, long src, PackedFilter filter, long residual, long dst);

    /**
     * Computes the whole on the calling thread in a shorter way than slice by slice, to the same bits; false, and nothing is done, where
     * there is none.
     */
    public boolean computeAlone(long src, PackedFilter filter, long residual, long dst) {
        return false;
    }

    @Override
    public final void compute(long src, PackedFilter filter, long residual, long dst) {
        TensorJob.run(calls, src, filter, residual, dst, parallelism);
    }

    @Override
    public final void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(calls);
        eachPoolOfSlices(visitor);
    }

    /** Calls the visitor for each pool of what computes the slices. */
    public abstract void eachPoolOfSlices(Consumer<? super WorkspacePool<?>> visitor);

    @Override
    public final void destroy() {
        calls.close();
        destroySlices();
    }

    /** Destroys what computes the slices. */
    public abstract void destroySlices();

    /** How the problem is computed, given how one of the slices is. */
    public final ConvolutionDescription describe(ConvolutionDescription one) {
        return one.as(
                problem(), one.strategy() + ", in " + slices() + " slices for up to " + mostThreads() + " threads");
    }
}
