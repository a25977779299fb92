package io.github.depthwise4j.operation;

import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;

/** A built separable convolution. */
public final class BuiltSeparable extends BuiltOperation<SeparablePlan> {
    private final Part depthwise;
    private final Part pointwise;

    /**
     * The filter of one of the two parts, and what is done to its sums.
     *
     * @param bias null if the fusion has none
     */
    public record Part(Tensor filter, Tensor bias, Fusion fusion) {}

    /** Takes over the tensors of the parts, unless it throws. */
    private BuiltSeparable(
            ConvolutionParameters parameters,
            Part depthwise,
            Part pointwise,
            Planning planning,
            RuntimeVerification verification) {
        super(
                SeparableProblem.OPERATION,
                parameters,
                planning,
                verification,
                depthwise.filter,
                depthwise.bias,
                pointwise.filter,
                pointwise.bias);
        this.depthwise = depthwise;
        this.pointwise = pointwise;
    }

    /** Checks and copies filters and biases. */
    public static BuiltSeparable of(
            ConvolutionParameters parameters,
            Part depthwise,
            Part pointwise,
            Planning planning,
            RuntimeVerification verification) {
        SeparableProblem.checkFilters(
                parameters,
                depthwise.filter.shape(),
                shapeOf(depthwise.bias),
                pointwise.filter.shape(),
                shapeOf(pointwise.bias));
        Tensor[] copies = copies(depthwise.filter, depthwise.bias, pointwise.filter, pointwise.bias);
        try {
            Part first = new Part(copies[0], copies[1], depthwise.fusion);
            Part second = new Part(copies[2], copies[3], pointwise.fusion);
            return new BuiltSeparable(parameters, first, second, planning, verification);
        } catch (RuntimeException | Error e) {
            close(copies);
            throw e;
        }
    }

    @Override
    public SeparableProblem problem(Shape input) {
        try {
            return SeparableProblem.of(
                    parameters(),
                    depthwise.filter.dataType(),
                    input,
                    depthwise.filter.shape(),
                    pointwise.filter.shape(),
                    depthwise.fusion,
                    pointwise.fusion);
        } catch (InvalidProblemException e) {
            throw refused(e);
        }
    }

    @Override
    public Fusion fusion() {
        return pointwise.fusion;
    }

    @Override
    public KeptPlan<SeparablePlan> prepare(Shape input) {
        return kept(Planner.plan(problem(input), planning()));
    }

    @Override
    PackedFilter pack(SeparablePlan plan) {
        return plan.pack(packedFilters(), depthwise.filter, depthwise.bias, pointwise.filter, pointwise.bias);
    }

    @Override
    public HeapArrayPlan planHeapArrays(Shape input) {
        return Planner.planForHeapArrays(
                problem(input),
                planning(),
                packedFilters(),
                depthwise.filter,
                depthwise.bias,
                pointwise.filter,
                pointwise.bias);
    }

    /** What is done to the sums of the depthwise part. */
    public Fusion depthwiseFusion() {
        return depthwise.fusion;
    }
}
