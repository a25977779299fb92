package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * What computes boxes of one kind of a separable convolution.
 *
 * @param parts computes both convolutions of a box that lies in NHWC
 * @param in copies the input of a box; null if it lies in NHWC
 * @param out copies the result of a box; null if it lies in NHWC
 * @param residual copies the residual of a box; null if there is none, or if it lies in NHWC
 * @param zerosBefore the bytes of the zeros before the first element that {@code in} copies
 * @param hasZeros whether there are zeros around what {@code in} copies
 */
record BoxKind(BoxParts parts, Reorder in, Reorder out, Reorder residual, long zerosBefore, boolean hasZeros) {

    /** The distances between neighbouring channels, rows and columns of a tensor. */
    private record Strides(long channel, long row, long column) {
        static Strides of(DataFormat format, long rows, long columns, long channels) {
            return format == DataFormat.NCHW
                    ? new Strides(rows * columns, columns, 1)
                    : new Strides(1, columns * channels, channels);
        }

        /** For a tensor of rows, columns and channels. */
        long[] ofDims() {
            return new long[] {row, column, channel};
        }
    }

    /**
     * Makes a kind, the copies of which {@code owned} then owns.
     *
     * @param box the depthwise part of the box
     * @param parts for this box; or for a box at least as large that has zeros in place of the padding, and where this
     *     box has nothing
     */
    static BoxKind create(SeparableProblem problem, ConvolutionProblem box, BoxParts parts, CloseStack owned) {
        ConvolutionGeometry all = problem.depthwise().geometry();
        ConvolutionGeometry results = problem.pointwise().geometry();
        ConvolutionGeometry part = box.geometry();
        ConvolutionGeometry copy = parts.depthwise().problem().geometry();
        DataFormat format = problem.depthwise().dataFormat();
        boolean hasZeros = copy.ih() != part.ih() || copy.iw() != part.iw();
        Strides src = Strides.of(format, all.ih(), all.iw(), all.ic());
        Strides inside = Strides.of(DataFormat.NHWC, copy.ih(), copy.iw(), copy.ic());
        boolean inPlace = !hasZeros && isInPlace(format, part.ic(), part.ih(), part.iw(), all.iw());
        long[] srcSize = {part.ih(), part.iw(), part.ic()};
        Reorder in = inPlace ? null : own(copy(srcSize, src, inside, problem), owned);
        long before = part.height().padBefore() * inside.row + part.width().padBefore() * inside.column;
        boolean exact = copy.oh() == part.oh() && copy.ow() == part.ow();
        boolean outInPlace = exact && isInPlace(format, results.oc(), part.oh(), part.ow(), all.ow());
        long[] dstSize = {part.oh(), part.ow(), results.oc()};
        Strides dst = Strides.of(format, all.oh(), all.ow(), results.oc());
        Strides result = Strides.of(DataFormat.NHWC, copy.oh(), copy.ow(), results.oc());
        Reorder out = outInPlace ? null : own(copy(dstSize, result, dst, problem), owned);
        boolean copiesResidual = !outInPlace && problem.pointwise().fusion().residual();
        Reorder residual = copiesResidual ? own(copy(dstSize, dst, result, problem), owned) : null;
        return new BoxKind(parts, in, out, residual, hasZeros ? before * Float.BYTES : 0, hasZeros);
    }

    private static boolean isInPlace(DataFormat format, int channels, int rows, int columns, int allColumns) {
        return (format == DataFormat.NHWC || channels == 1) && (columns == allColumns || rows == 1);
    }

    private static Reorder own(Reorder reorder, CloseStack owned) {
        return owned.add(reorder);
    }

    /** The copy of a box of this size. */
    private static Reorder copy(long[] size, Strides from, Strides to, SeparableProblem problem) {
        try (MemoryDescriptor source = MemoryDescriptor.float32(size, from.ofDims());
                MemoryDescriptor target = MemoryDescriptor.float32(size, to.ofDims())) {
            return Reorder.create(source, target, "a box of " + problem);
        }
    }

    long srcBytes() {
        return in == null ? 0 : parts.depthwise().inputShape().elementCount() * Float.BYTES;
    }

    long betweenBytes() {
        return parts.depthwise().outputShape().elementCount() * Float.BYTES;
    }

    long dstBytes() {
        return out == null ? 0 : parts.pointwise().outputShape().elementCount() * Float.BYTES;
    }

    long residualBytes() {
        return residual == null ? 0 : dstBytes();
    }
}
