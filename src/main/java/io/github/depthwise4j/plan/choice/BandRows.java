package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.plan.base.PaddedAxis;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.Tiling;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;

/**
 * The heights of bands that are copied. An image of one row is divided into columns; then a row here is a column.
 *
 * @param problem the problem whose images are divided
 * @param channels the input channels of a band, with all copies
 * @param outputs the output channels of a band, if they are copied too; otherwise 0
 * @param padded whether the copies contain the padding of the columns
 */
record BandRows(ConvolutionProblem problem, long channels, long outputs, boolean padded) {
    private SpatialAxis axis() {
        return isInColumns() ? problem.geometry().width() : problem.geometry().height();
    }

    private boolean isInColumns() {
        return problem.geometry().ih() == 1 && problem.geometry().oh() == 1;
    }

    /** The bytes of the copy of one input row. */
    private long srcRowBytes() {
        SpatialAxis width = problem.geometry().width();
        long columns = padded ? PaddedAxis.positions(width) : width.input();
        return (isInColumns() ? 1 : columns) * channels * Float.BYTES;
    }

    private long dstRowBytes() {
        return RowBands.dstRowPixels(problem) * outputs * Float.BYTES;
    }

    /**
     * The bytes of the copies of an image. They tell whether it is copied whole, and were chosen so without the padding
     * of an image that is divided into columns.
     */
    double imageBytes() {
        boolean zeros = padded && !isInColumns() && Tiling.needsRowsOfZeros(problem.geometry());
        return (double) srcRows(zeros) * srcRowBytes() + (double) axis().output() * dstRowBytes();
    }

    private long srcRows(boolean zeros) {
        return zeros ? PaddedAxis.positions(axis()) : axis().input();
    }

    /**
     * The rows of bands of equal height whose copies have at most this size. A band has at least the rows of a window:
     * otherwise most rows would be copied many times. Only the most working memory of a plan is a stricter limit.
     */
    int within(long bytes) {
        SpatialAxis axis = axis();
        int window = (axis.extent() + axis.stride() - 1) / axis.stride();
        long most = Plan.mostWorkspaceBytes(problem.inputShape(), problem.outputShape(), problem.dataType());
        long fewest = Math.max(1, Math.min(window, rowsWithin(most)));
        return RowBands.evenly(axis.output(), Math.max(fewest, rowsWithin(bytes)));
    }

    private long rowsWithin(long bytes) {
        SpatialAxis axis = axis();
        long shared = (long) (axis.extent() - axis.stride()) * srcRowBytes();
        long rows = (bytes - shared) / (axis.stride() * srcRowBytes() + dstRowBytes());
        // A band does not copy more rows than there are, however large its windows are. This bounds memory, so all
        // padding counts.
        boolean zeros = padded && (isInColumns() || Tiling.needsRowsOfZeros(problem.geometry()));
        long all = srcRows(zeros) * srcRowBytes() + axis.output() * dstRowBytes();
        return all <= bytes ? axis.output() : rows;
    }
}
