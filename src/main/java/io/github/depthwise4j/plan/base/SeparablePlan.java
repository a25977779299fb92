package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Tensor;

/** A plan for a separable convolution. It computes the depthwise part and the pointwise part. */
public abstract class SeparablePlan extends Plan {
    private final SeparableProblem problem;

    public SeparablePlan(SeparableProblem problem) {
        super(problem.toString(), problem.depthwise().dataType(), problem.inputShape(), problem.outputShape());
        this.problem = problem;
    }

    public final SeparableProblem problem() {
        return problem;
    }

    @Override
    public final boolean hasResidual() {
        return problem.pointwise().fusion().residual();
    }

    /** The rows of the intermediate that are computed at a time; all rows if the image is not divided. */
    public abstract int bandRows();

    /** How the depthwise part is computed. If the image is divided, this describes its first band. */
    public final ConvolutionDescription depthwiseDescription() {
        return depthwisePacker().description();
    }

    /** How the pointwise part is computed. If the image is divided, this describes its first band. */
    public final ConvolutionDescription pointwiseDescription() {
        return pointwisePacker().description();
    }

    @Override
    public final SeparableDescription description() {
        return new SeparableDescription(
                problem, bandRows(), mostThreads(), workspaceBytes(), depthwiseDescription(), pointwiseDescription());
    }

    /**
     * Copies filters and biases into the layouts this plan needs. The caller owns the result and may close the tensors.
     *
     * @param depthwiseBias null if the depthwise part has none
     * @param pointwiseBias null if the pointwise part has none
     * @throws IllegalStateException if a tensor is closed
     */
    public final PackedFilter pack(
            Tensor depthwiseFilter, Tensor depthwiseBias, Tensor pointwiseFilter, Tensor pointwiseBias) {
        return pack(new PackedFilters(), depthwiseFilter, depthwiseBias, pointwiseFilter, pointwiseBias);
    }

    /**
     * Packs filters and biases, and shares the result with the other plans of an operation that pack alike. The caller
     * closes the result before this plan.
     *
     * @param shared the packed filters of the operation
     */
    public final PackedFilter pack(
            PackedFilters shared,
            Tensor depthwiseFilter,
            Tensor depthwiseBias,
            Tensor pointwiseFilter,
            Tensor pointwiseBias) {
        PackedFilter pointwise = pointwisePacker().pack(shared, pointwiseFilter, pointwiseBias);
        try {
            return depthwisePacker()
                    .pack(shared, depthwiseFilter, depthwiseBias)
                    .followedBy(pointwise);
        } catch (RuntimeException | Error e) {
            pointwise.close();
            throw e;
        }
    }

    /** The plan of the depthwise part, of the first band if the image is divided. It packs the filter for all bands. */
    public abstract ConvolutionPlan depthwisePacker();

    /** The plan of the pointwise part, of the first band if the image is divided. It packs the filter for all bands. */
    public abstract ConvolutionPlan pointwisePacker();
}
