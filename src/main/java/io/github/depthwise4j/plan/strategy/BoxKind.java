package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.function.BiFunction;

/**
 * What computes boxes of one kind of a separable convolution.
 *
 * @param depthwise computes the depthwise part of a box that lies in NHWC
 * @param pointwise computes the pointwise part
 * @param in copies the input of a box; null if it lies in NHWC
 * @param out copies the result of a box; null if it lies in NHWC
 * @param residual copies the residual of a box; null if there is none, or if it lies in NHWC
 */
record BoxKind(ConvolutionPlan depthwise, ConvolutionPlan pointwise, Reorder in, Reorder out, Reorder residual) {

    /** The distances between neighbouring channels, rows and columns of a tensor. */
    private record Strides(long channel, long row, long column) {
        static Strides of(DataFormat format, long rows, long columns, long channels) {
            return format == DataFormat.NCHW
                    ? new Strides(rows * columns, columns, 1)
                    : new Strides(1, columns * channels, channels);
        }
    }

    /**
     * Makes a kind, which {@code owned} then owns.
     *
     * @param box the depthwise part of the box
     * @param model a kind whose kernels this one should have; null if there is none
     */
    static BoxKind create(
            SeparableProblem problem,
            ConvolutionProblem box,
            BoxKind model,
            BiFunction<ConvolutionProblem, ConvolutionPlan, ConvolutionPlan> planner,
            CloseStack owned) {
        ConvolutionPlan depthwise = planner.apply(box, model == null ? null : model.depthwise);
        owned.add(depthwise, depthwise::close);
        ConvolutionPlan pointwise = planner.apply(pointwise(problem, box), model == null ? null : model.pointwise);
        owned.add(pointwise, pointwise::close);
        ConvolutionGeometry all = problem.depthwise().geometry();
        ConvolutionGeometry results = problem.pointwise().geometry();
        ConvolutionGeometry part = box.geometry();
        DataFormat format = problem.depthwise().dataFormat();
        Reorder in = isInPlace(format, part.ic(), part.ih(), part.iw(), all.iw())
                ? null
                : own(
                        between(
                                new long[] {part.ih(), part.iw(), part.ic()},
                                Strides.of(format, all.ih(), all.iw(), all.ic()),
                                true,
                                problem),
                        owned);
        boolean outInPlace = isInPlace(format, results.oc(), part.oh(), part.ow(), all.ow());
        long[] dst = {part.oh(), part.ow(), results.oc()};
        Strides dstStrides = Strides.of(format, all.oh(), all.ow(), results.oc());
        Reorder out = outInPlace ? null : own(between(dst, dstStrides, false, problem), owned);
        boolean copiesResidual = !outInPlace && problem.pointwise().fusion().residual();
        Reorder residual = copiesResidual ? own(between(dst, dstStrides, true, problem), owned) : null;
        return new BoxKind(depthwise, pointwise, in, out, residual);
    }

    private static ConvolutionProblem pointwise(SeparableProblem problem, ConvolutionProblem box) {
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(
                new int[] {1, 1},
                Padding.VALID,
                DataFormat.NHWC,
                null,
                problem.pointwise().parameters().name());
        return new ConvolutionProblem(
                parameters,
                box.dataType(),
                box.outputShape(),
                problem.pointwise().filterShape(),
                problem.pointwise().fusion());
    }

    private static boolean isInPlace(DataFormat format, int channels, int rows, int columns, int allColumns) {
        return (format == DataFormat.NHWC || channels == 1) && (columns == allColumns || rows == 1);
    }

    private static Reorder own(Reorder reorder, CloseStack owned) {
        return owned.add(reorder, reorder::close);
    }

    /** The copy of a box of this size from a tensor with these strides, or to it. */
    private static Reorder between(long[] size, Strides tensor, boolean fromTensor, SeparableProblem problem) {
        long[] outside = {tensor.row, tensor.column, tensor.channel};
        long[] inside = {size[1] * size[2], size[2], 1};
        try (MemoryDescriptor source = MemoryDescriptor.float32(size, fromTensor ? outside : inside);
                MemoryDescriptor target = MemoryDescriptor.float32(size, fromTensor ? inside : outside)) {
            return Reorder.create(source, target, "a box of " + problem);
        }
    }

    /** Whether both kinds use the same packed filters. */
    boolean packsLike(BoxKind other) {
        return depthwise.packsLike(other.depthwise) && pointwise.packsLike(other.pointwise);
    }

    int columns() {
        return depthwise.problem().geometry().ow();
    }

    long srcBytes() {
        return in == null ? 0 : depthwise.inputShape().elementCount() * Float.BYTES;
    }

    long betweenBytes() {
        return depthwise.outputShape().elementCount() * Float.BYTES;
    }

    long dstBytes() {
        return out == null ? 0 : pointwise.outputShape().elementCount() * Float.BYTES;
    }

    long residualBytes() {
        return residual == null ? 0 : dstBytes();
    }

    long planBytes() {
        return depthwise.workspaceBytes() + pointwise.workspaceBytes();
    }

    long longestStepNanos() {
        return Math.max(depthwise.longestStepNanos(), pointwise.longestStepNanos());
    }
}
