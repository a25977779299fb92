package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One grouped convolution over the caller's memory, which is not copied. */
final class DirectPlan extends ConvolutionPlan {
    private final ConvolutionPrimitive convolution;
    private final FilterPacking packing;
    private final CloseStack owned;
    private final WorkspacePool<Workspace> workspaces;

    /** The steps of one thread. */
    private record Workspace(Steps steps, CloseStack owned) implements WorkspacePool.Workspace {
        static Workspace of(Reorder residual, ConvolutionPrimitive convolution) {
            CloseStack made = new CloseStack();
            try {
                List<Steps.Step> steps = new ArrayList<>();
                if (residual != null) {
                    steps.add(Step.copyResidual(Execution.of(residual).ownedBy(made)));
                }
                steps.add(Step.convolve(Execution.of(convolution).ownedBy(made)));
                return new Workspace(Steps.of(steps).ownedBy(made), made);
            } catch (RuntimeException | Error e) {
                made.close();
                throw e;
            }
        }

        @Override
        public long byteSize() {
            return owned.byteSize();
        }

        @Override
        public void close() {
            owned.close();
        }
    }

    private DirectPlan(ConvolutionProblem problem, Kernel kernel, CloseStack owned) {
        super(problem);
        this.owned = owned;
        this.convolution = ConvolutionPrimitive.create(problem, ActivationLayout.of(problem), kernel);
        owned.add(convolution, convolution::close);
        this.packing = new FilterPacking(problem, convolution);
        owned.add(packing, packing::close);
        Reorder residual = convolution.addsToDst() ? convolution.residualToDst(problem.toString()) : null;
        if (residual != null) {
            owned.add(residual, residual::close);
        }
        this.workspaces = new WorkspacePool<>(() -> Workspace.of(residual, convolution));
    }

    /** The plan for a problem whose input and output have elements. */
    static DirectPlan create(ConvolutionProblem problem, Kernel kernel) {
        CloseStack owned = new CloseStack();
        try {
            return new DirectPlan(problem, kernel, owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return packing.pack(filter);
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        Workspace workspace = workspaces.take();
        try {
            workspace.steps.run(srcArray, src, filter.weightsAddress(), filter.biasAddress(), residual, dstArray, dst);
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
    public long longestStepNanos() {
        return Slicing.nanos(problem());
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
        owned.close();
    }
}
