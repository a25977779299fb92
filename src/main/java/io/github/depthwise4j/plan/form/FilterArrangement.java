package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.problem.ConvolutionProblem;
import org.jspecify.annotations.Nullable;

/**
 * How the filter and the bias of a form follow from those of the problem. First the remaining taps are taken. Then
 * either the numbers of each tap are repeated, and the taps keep their order: axes are only exchanged if one of them
 * has a single tap. Or the taps become a matrix, see {@link CoveredImages}.
 *
 * @param allRows the rows of the problem's filter
 * @param allColumns the columns of the problem's filter
 * @param firstRow the first row that is taken
 * @param rows the rows that are taken
 * @param firstColumn the first column that is taken
 * @param columns the columns that are taken
 * @param copies how often the channels are repeated, all of them each time
 * @param copiesOfEach how often each channel is repeated, before the next channel
 * @param covered images whose positions become channels, or null. If it is not null, only the bias is repeated
 */
record FilterArrangement(
        int allRows,
        int allColumns,
        int firstRow,
        int rows,
        int firstColumn,
        int columns,
        int copies,
        int copiesOfEach,
        @Nullable CoveredImages covered) {

    /** The filter as it is. */
    static FilterArrangement whole(ConvolutionProblem problem) {
        int rows = problem.geometry().kh();
        int columns = problem.geometry().kw();
        return new FilterArrangement(rows, columns, 0, rows, 0, columns, 1, 1, null);
    }

    FilterArrangement cropped(CroppedAxis height, CroppedAxis width) {
        return new FilterArrangement(
                allRows,
                allColumns,
                height.firstTap(),
                height.axis().filter(),
                width.firstTap(),
                width.axis().filter(),
                copies,
                copiesOfEach,
                covered);
    }

    /** With all channels repeated {@code all} times, and each of them {@code each} times. */
    FilterArrangement repeated(int all, int each) {
        return new FilterArrangement(
                allRows, allColumns, firstRow, rows, firstColumn, columns, copies * all, copiesOfEach * each, covered);
    }

    /** With the positions of images as channels. */
    FilterArrangement covering(CoveredImages images) {
        return new FilterArrangement(
                allRows, allColumns, firstRow, rows, firstColumn, columns, (int) images.outputs(), 1, images);
    }

    /** Whether filter and bias stay as they are. */
    boolean isWhole() {
        return rows == allRows && columns == allColumns && copies * copiesOfEach == 1;
    }

    /** The filter of the form; {@code filter} is the one of the problem. */
    float[] filter(float[] filter) {
        return covered == null ? taps(filter, copies, copiesOfEach) : covered.filter(taps(filter, 1, 1));
    }

    private float[] taps(float[] filter, int all, int each) {
        int perTap = filter.length / (allRows * allColumns);
        float[] taps = new float[rows * columns * perTap * all * each];
        int to = 0;
        for (int tap = 0; tap < rows * columns; tap++) {
            int row = firstRow + tap / columns;
            int column = firstColumn + tap % columns;
            to = repeat(filter, (row * allColumns + column) * perTap, perTap, all, each, taps, to);
        }
        return taps;
    }

    /** The bias of the form; {@code bias} is the one of the problem. */
    float[] bias(float[] bias) {
        float[] arranged = new float[bias.length * copies * copiesOfEach];
        repeat(bias, 0, bias.length, copies, copiesOfEach, arranged, 0);
        return arranged;
    }

    /** Writes the repeated numbers, and returns the position after them. */
    private static int repeat(float[] numbers, int from, int count, int all, int each, float[] target, int start) {
        int to = start;
        for (int copy = 0; copy < all; copy++) {
            for (int i = from; i < from + count; i++) {
                for (int again = 0; again < each; again++) {
                    target[to++] = numbers[i];
                }
            }
        }
        return to;
    }
}
