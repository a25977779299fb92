package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;

/** A plan for one convolution. */
public abstract class ConvolutionPlan extends Plan {
    private static final String FROM_WISDOM = ", from wisdom";

    private final ConvolutionProblem problem;
    /** Of the candidates, if they were measured; else null. Set once, before the plan is shared. */
    private List<ConvolutionDescription.Timing> timings;
    /** Whether the way was known from an earlier measurement. Set once, before the plan is shared. */
    private boolean recalled;

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

    /** What this plan executes. Its kernel is the one that oneDNN has made, which need not be the one asked for. */
    public abstract Strategy strategy();

    /** What convolves. */
    public final Kernel kernel() {
        return strategy().kernel();
    }

    /** What packs the filter: this, or the part of this that all other parts pack like. */
    public ConvolutionPlan packer() {
        return this;
    }

    /** Whether a filter packed for the one plan can be used by the other. */
    public abstract boolean packsLike(ConvolutionPlan other);

    @Override
    public final String strategyName() {
        return strategy().name();
    }

    @Override
    public final String origin() {
        if (recalled) {
            return BY_WISDOM;
        }
        return timings == null ? BY_RULES : BY_MEASUREMENT;
    }

    @Override
    public final List<ConvolutionDescription.Timing> measured() {
        return timings == null ? List.of() : timings;
    }

    /** How the plan computes its problem, and the times of the candidates if they were measured. */
    @Override
    public final ConvolutionDescription description() {
        ConvolutionDescription description = describe();
        return (recalled ? description.as(problem, description.strategy() + FROM_WISDOM) : description)
                .withChoice(origin(), mostThreads(), measured());
    }

    /** How the plan computes its problem. */
    public abstract ConvolutionDescription describe();

    /** Keeps what was found out while this plan was chosen; called by who made the plan, before anybody else has it. */
    public final void measured(List<ConvolutionDescription.Timing> candidates) {
        this.timings = List.copyOf(candidates);
    }

    /** Keeps what was found out while another plan, of which this is a division, was chosen. */
    public final void takeMeasurementsOf(ConvolutionPlan other) {
        this.timings = other.timings;
        this.recalled = other.recalled;
    }

    /**
     * Keeps that the way was known; called by who made the plan, before anybody else has it.
     *
     * @param candidates what was measured, or null if that is not known
     */
    public final void recalled(List<ConvolutionDescription.Timing> candidates) {
        this.recalled = true;
        this.timings = candidates;
    }

    /** What {@link #measured} was told, or null. */
    public final List<ConvolutionDescription.Timing> timings() {
        return timings;
    }

    /**
     * Copies a filter and a bias into the form this plan wants; the caller owns the result and may close the tensors.
     *
     * @param filter of the problem's filter shape
     * @param bias of the problem's bias shape, or null where the problem has none
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
     * The same, shared with the other plans of an operation that pack alike. The caller closes the result before this plan.
     *
     * @param shared the packed filters of the operation
     */
    public final PackedFilter pack(PackedFilters shared, Tensor filter, Tensor bias) {
        return shared.share(this, filter, 0, () -> pack(filter, bias));
    }

    /** A copy of TensorFlow's filter in the form this plan wants, or null if it wants none. */
    public abstract NativeMemory packWeights(NativeMemory filter);

    /** The bias in the order in which this plan wants it: as it lies, unless a plan says otherwise. */
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
