package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Primitive;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.StepsWorkspace;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One grouped convolution over the caller's memory, which is not copied. */
final class DirectPlan extends ConvolutionPlan {
    private final Parts parts;
    private final FilterPacking packing;
    private final CloseStack owned;
    private final WorkspacePool<StepsWorkspace> workspaces;

    /**
     * The primitives, in the order in which they run.
     *
     * @param residual copies the residual into the output; null if there is none, or if it is not copied
     * @param activation null if the convolution itself activates, or if there is nothing to activate
     */
    private record Parts(Reorder residual, ConvolutionPrimitive convolution, LayerPrimitive activation)
            implements Supplier<StepsWorkspace> {
        @Override
        public StepsWorkspace get() {
            CloseStack made = new CloseStack();
            try {
                List<Steps.Step> steps = new ArrayList<>();
                if (residual != null) {
                    steps.add(Step.copyResidual(Execution.of(residual).ownedBy(made)));
                }
                steps.add(Step.convolve(Execution.of(convolution).ownedBy(made)));
                if (activation != null) {
                    steps.add(
                            Step.activate(Execution.of(activation).ownedBy(made), new Place(Role.DST, Operand.DST, 0)));
                }
                return new StepsWorkspace(Steps.of(steps).ownedBy(made), made);
            } catch (RuntimeException | Error e) {
                made.close();
                throw e;
            }
        }

        String implementations() {
            return Stream.<Primitive>of(residual, convolution, activation)
                    .filter(Objects::nonNull)
                    .map(Primitive::implementation)
                    .collect(Collectors.joining(" + "));
        }
    }

    private DirectPlan(ConvolutionProblem problem, Parts parts, FilterPacking packing, CloseStack owned) {
        super(problem);
        this.parts = parts;
        this.packing = packing;
        this.owned = owned;
        this.workspaces = new WorkspacePool<>(parts);
    }

    /** The plan for a problem whose input and output have elements. */
    static DirectPlan create(ConvolutionProblem problem, Kernel kernel) {
        CloseStack owned = new CloseStack();
        try {
            ConvolutionPrimitive convolution =
                    ConvolutionPrimitive.create(problem, ActivationLayout.of(problem), kernel);
            owned.add(convolution);
            Parts parts = new Parts(
                    owned(convolution.residualToDstOrNull(), owned),
                    convolution,
                    owned(convolution.activationOrNull(), owned));
            FilterPacking packing = new FilterPacking(problem, convolution);
            owned.add(packing);
            return new DirectPlan(problem, parts, packing, owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private static <P extends Primitive> P owned(P primitive, CloseStack owned) {
        return primitive == null ? null : owned.add(primitive);
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return packing.pack(filter);
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        StepsWorkspace workspace = workspaces.take();
        try {
            workspace
                    .steps()
                    .run(srcArray, src, filter.weightsAddress(), filter.biasAddress(), residual, dstArray, dst);
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return other.packer() instanceof DirectPlan direct
                && parts.convolution.weights().sameAs(direct.parts.convolution.weights());
    }

    @Override
    public long longestStepNanos() {
        return StepTime.nanosOf(problem(), parts.convolution.kernel());
    }

    @Override
    public Strategy strategy() {
        return new Strategy.Direct(parts.convolution.kernel());
    }

    @Override
    public long workspaceBytes() {
        return parts.convolution.scratchpadBytes();
    }

    @Override
    public ConvolutionDescription describe() {
        return ConvolutionDescription.of(
                problem(), "direct", parts.implementations(), parts.convolution, packing.byteSize());
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
