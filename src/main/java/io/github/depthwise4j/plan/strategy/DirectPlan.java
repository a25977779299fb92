package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.function.Consumer;

/** One grouped convolution over the caller's memory, which is not copied. */
final class DirectPlan extends ConvolutionPlan {
    private final ConvolutionPrimitive convolution;
    private final FilterPacking packing;
    private final WorkspacePool<Workspace> workspaces;

    /** The execution of one thread. */
    private record Workspace(Execution execution) implements WorkspacePool.Workspace {
        @Override
        public long byteSize() {
            return execution.byteSize();
        }

        @Override
        public void close() {
            execution.close();
        }
    }

    private DirectPlan(ConvolutionProblem problem, ConvolutionPrimitive convolution, FilterPacking packing) {
        super(problem);
        this.convolution = convolution;
        this.packing = packing;
        this.workspaces = new WorkspacePool<>(() -> new Workspace(Execution.of(convolution)));
    }

    /** The plan for a problem whose input and output have elements. */
    static DirectPlan create(ConvolutionProblem problem, Kernel kernel) {
        ConvolutionPrimitive convolution = ConvolutionPrimitive.create(problem, ActivationLayout.of(problem), kernel);
        try {
            FilterPacking packing = new FilterPacking(problem, convolution);
            try {
                return new DirectPlan(problem, convolution, packing);
            } catch (RuntimeException | Error e) {
                packing.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            convolution.close();
            throw e;
        }
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return packing.pack(filter);
    }

    @Override
    public void compute(long src, PackedFilter filter, long residual, long dst) {
        Workspace workspace = workspaces.take();
        try {
            Step.convolveAlone(workspace.execution, src, filter, residual, dst);
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return other.packer() instanceof DirectPlan direct
                && convolution.weights().sameAs(direct.convolution.weights());
    }

    @Override
    public Strategy strategy() {
        return new Strategy.Direct(convolution.kernel());
    }

    @Override
    public long workspaceBytes() {
        return convolution.scratchpadBytes();
    }

    @Override
    public ConvolutionDescription describe() {
        return ConvolutionDescription.of(problem(), "direct", convolution, packing.byteSize());
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(workspaces);
    }

    @Override
    public void destroy() {
        workspaces.close();
        packing.close();
        convolution.close();
    }
}
