package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SubstitutePlan;
import io.github.depthwise4j.plan.base.Variants;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;

/**
 * The plan for an input without elements if the padding gives the output elements. The plan takes one row or column of
 * the padding as an input of zeros, and convolves this input.
 */
public final class ZeroInputPlan extends SubstitutePlan {
    private final NativeMemory zeros;

    private ZeroInputPlan(ConvolutionProblem problem, ConvolutionPlan plan, NativeMemory zeros) {
        super(problem, plan);
        this.zeros = zeros;
    }

    static ZeroInputPlan create(ConvolutionProblem problem) {
        ConvolutionProblem padded = withOneZero(problem);
        ConvolutionPlan plan = DirectPlan.create(padded, Kernel.FIRST);
        try {
            NativeMemory zeros = NativeMemory.allocate(
                    padded.inputShape().elementCount() * padded.dataType().byteSize());
            zeros.clear();
            return new ZeroInputPlan(problem, plan, zeros);
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    private static ConvolutionProblem withOneZero(ConvolutionProblem problem) {
        DataFormat format = problem.dataFormat();
        SpatialAxis height = problem.geometry().height();
        SpatialAxis width = problem.geometry().width();
        long[] dims = problem.inputShape().dims();
        int leading = dims.length - 4;
        dims[leading + format.heightAxis()] = Math.max(1, height.input());
        dims[leading + format.widthAxis()] = Math.max(1, width.input());
        return Variants.problem(
                problem, format, Shape.of(dims), padding(height), padding(width), problem.filterShape());
    }

    /** The padding of an axis, without the zero that is now in the input. */
    private static int[] padding(SpatialAxis axis) {
        int taken = axis.input() == 0 ? 1 : 0;
        return axis.padBefore() > 0
                ? new int[] {axis.padBefore() - taken, axis.padAfter()}
                : new int[] {0, axis.padAfter() - taken};
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        plan().compute(null, zeros.address(), filter, residual, dstArray, dst);
    }

    @Override
    public Strategy strategy() {
        return new Strategy.ZeroInput();
    }

    @Override
    public ConvolutionDescription describe() {
        return plan().describe().as(problem(), strategyName());
    }

    @Override
    public void destroy() {
        super.destroy();
        zeros.close();
    }
}
