package io.github.depthwise4j.operation;

import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;

/** A built convolution of one filter. */
public final class BuiltConvolution extends BuiltOperation<ConvolutionPlan> {
    private final Tensor filter;
    /** Null if there is none. */
    private final Tensor bias;

    private final Fusion fusion;

    /** Takes over the copies, unless it throws. */
    private BuiltConvolution(
            ConvolutionParameters parameters,
            Tensor filter,
            Tensor bias,
            Fusion fusion,
            Planning planning,
            RuntimeVerification verification) {
        super(parameters.operation().toString(), parameters, planning, verification, filter, bias);
        this.filter = filter;
        this.bias = bias;
        this.fusion = fusion;
    }

    /**
     * Checks and copies filter and bias.
     *
     * @param bias null if the fusion has none
     */
    public static BuiltConvolution of(
            ConvolutionParameters parameters,
            Tensor filter,
            Tensor bias,
            Fusion fusion,
            Planning planning,
            RuntimeVerification verification) {
        ConvolutionProblem.checkFilter(parameters, filter.shape(), shapeOf(bias));
        Tensor[] copies = copies(filter, bias);
        try {
            return new BuiltConvolution(parameters, copies[0], copies[1], fusion, planning, verification);
        } catch (RuntimeException | Error e) {
            close(copies);
            throw e;
        }
    }

    @Override
    public ConvolutionProblem problem(Shape input) {
        try {
            return new ConvolutionProblem(parameters(), filter.dataType(), input, filter.shape(), fusion);
        } catch (InvalidProblemException e) {
            throw refused(e);
        }
    }

    @Override
    public Fusion fusion() {
        return fusion;
    }

    @Override
    public KeptPlan<ConvolutionPlan> prepare(Shape input) {
        return kept(Planner.plan(problem(input), planning()));
    }

    @Override
    PackedFilter pack(ConvolutionPlan plan) {
        return plan.pack(packedFilters(), filter, bias);
    }

    @Override
    public HeapArrayPlan planHeapArrays(Shape input) {
        return Planner.planForHeapArrays(problem(input), planning(), packedFilters(), filter, bias);
    }
}
