package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/** A plan for one convolution. */
public abstract class ConvolutionPlan extends Plan {
    private static final String FROM_WISDOM = ", from wisdom";

    private final ConvolutionProblem problem;
    /** What chose the strategy. Set before the plan is shared. */
    private String origin = BY_RULES;
    /** The times of the candidates; empty if they were not measured. Set before the plan is shared. */
    private List<ConvolutionDescription.Timing> timings = List.of();

    public ConvolutionPlan(ConvolutionProblem problem) {
        super(problem.toString(), problem.dataType(), problem.inputShape(), problem.outputShape());
        this.problem = problem;
    }

    public final ConvolutionProblem problem() {
        return problem;
    }

    @Override
    public final boolean hasResidual() {
        return problem.fusion().residual();
    }

    /** The strategy that this plan executes, with the kernel that oneDNN made: it can differ from the requested one. */
    public abstract ExecutedStrategy strategy();

    /** The kernel that convolves; that of the first part if the problem is divided. */
    public final Kernel kernel() {
        return strategy().kernel();
    }

    /** The kernels of all parts, each once. */
    public List<Kernel> kernels() {
        return List.of(kernel());
    }

    /** Whether oneDNN computes a part by an implementation that is slow for it. */
    public boolean isSlow() {
        Kernel kernel = kernel();
        return !kernel.isFirst()
                && SlowKernels.isSlow(problem, kernel, OneDnn.get().hasAvx2());
    }

    /**
     * The slices of a call, for a caller that has threads of its own for them; null if a call computes on its thread
     * alone.
     */
    public Slices slicesOrNull() {
        return null;
    }

    /** The plan that packs the filter: this plan, or one of its parts if all parts pack alike. */
    public ConvolutionPlan packer() {
        return this;
    }

    /** Whether both plans can use the same packed filter. */
    public abstract boolean packsLike(ConvolutionPlan other);

    @Override
    public final String strategyName() {
        return strategy().name();
    }

    @Override
    public final String origin() {
        return origin;
    }

    @Override
    public final List<ConvolutionDescription.Timing> measured() {
        return timings;
    }

    /**
     * How the plan computes its problem and how its strategy was chosen, with the times of the candidates if measured.
     */
    public final ConvolutionDescription description() {
        ConvolutionDescription description = describe();
        return (origin.equals(BY_WISDOM) ? description.withStrategy(description.strategy() + FROM_WISDOM) : description)
                .withChoice(origin, mostThreads(), timings);
    }

    /** How the plan computes its problem. */
    public abstract ConvolutionDescription describe();

    /** Records that the strategy was chosen together with that of another plan for the same problem. */
    public final void chosenLike(ConvolutionPlan other) {
        chosen(other.origin, other.timings);
    }

    /**
     * Records what chose the strategy. Called before the plan is shared.
     *
     * @param by rules, a measurement or wisdom
     * @param candidates the times of the candidates; empty if they are not known
     */
    public final void chosen(String by, List<ConvolutionDescription.Timing> candidates) {
        this.origin = by;
        this.timings = List.copyOf(candidates);
    }

    /**
     * Copies a filter and a bias into the layout this plan needs. The caller owns the result and may close the tensors.
     *
     * @param filter a tensor of the problem's filter shape
     * @param bias a tensor of the problem's bias shape, or null if the problem has no bias
     * @throws IllegalStateException if a tensor is closed
     */
    public final PackedFilter pack(Tensor filter, Tensor bias) {
        NativeMemory from = use("filter", filter);
        try {
            NativeMemory copy = bias == null ? null : copyOf(bias);
            try {
                return PackedFilter.of(packWeights(from), copy);
            } catch (RuntimeException | Error e) {
                if (copy != null) {
                    copy.close();
                }
                throw e;
            }
        } finally {
            from.release();
        }
    }

    /**
     * Packs a filter and a bias, and shares the result with the other plans of an operation that pack alike. The
     * caller closes the result before this plan.
     *
     * @param shared the packed filters of the operation
     */
    public final PackedFilter pack(PackedFilters shared, Tensor filter, Tensor bias) {
        return shared.share(this, filter, 0, new Packing(this, filter, bias));
    }

    /** No lambda: it takes Java half a millisecond before the first result. */
    private record Packing(ConvolutionPlan plan, Tensor filter, Tensor bias) implements Supplier<PackedFilter> {
        @Override
        public PackedFilter get() {
            return plan.pack(filter, bias);
        }
    }

    /** A copy of TensorFlow's filter in the layout this plan needs, or null if it needs no filter. */
    public abstract NativeMemory packWeights(NativeMemory filter);

    /** The bias in the order this plan needs. By default the order does not change. */
    public float[] orderBias(float[] bias) {
        return bias;
    }

    private NativeMemory copyOf(Tensor bias) {
        float[] values = orderBias(bias.toFloatArray());
        NativeMemory copy = NativeMemory.allocate((long) values.length * Float.BYTES);
        copy.write(values, 0, 0, values.length);
        return copy;
    }
}
