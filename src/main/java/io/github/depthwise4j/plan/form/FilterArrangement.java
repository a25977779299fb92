package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * How the filter and the bias of a form follow from those of the problem. First the remaining taps are taken, then the
 * numbers of each tap are repeated. The order of the taps never changes: axes are only exchanged if one of them has a
 * single tap.
 *
 * @param allRows the rows of the problem's filter
 * @param allColumns the columns of the problem's filter
 * @param firstRow the first row that is taken
 * @param rows the rows that are taken
 * @param firstColumn the first column that is taken
 * @param columns the columns that are taken
 * @param copies how often the channels are repeated, all of them each time
 * @param copiesOfEach how often each channel is repeated, before the next channel
 */
record FilterArrangement(
        int allRows,
        int allColumns,
        int firstRow,
        int rows,
        int firstColumn,
        int columns,
        int copies,
        int copiesOfEach) {

    /** The filter as it is. */
    static FilterArrangement whole(ConvolutionProblem problem) {
        int rows = problem.geometry().kh();
        int columns = problem.geometry().kw();
        return new FilterArrangement(rows, columns, 0, rows, 0, columns, 1, 1);
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
                copiesOfEach);
    }

    /** With all channels repeated {@code all} times, and each of them {@code each} times. */
    FilterArrangement repeated(int all, int each) {
        return new FilterArrangement(
                allRows, allColumns, firstRow, rows, firstColumn, columns, copies * all, copiesOfEach * each);
    }

    /** Whether filter and bias stay as they are. */
    boolean isWhole() {
        return rows == allRows && columns == allColumns && copies * copiesOfEach == 1;
    }

    /** The filter of the form; {@code filter} is the one of the problem. */
    float[] filter(float[] filter) {
        int perTap = filter.length / (allRows * allColumns);
        float[] arranged = new float[rows * columns * perTap * copies * copiesOfEach];
        int to = 0;
        for (int tap = 0; tap < rows * columns; tap++) {
            int row = firstRow + tap / columns;
            int column = firstColumn + tap % columns;
            to = repeat(filter, (row * allColumns + column) * perTap, perTap, arranged, to);
        }
        return arranged;
    }

    /** The bias of the form; {@code bias} is the one of the problem. */
    float[] bias(float[] bias) {
        float[] arranged = new float[bias.length * copies * copiesOfEach];
        repeat(bias, 0, bias.length, arranged, 0);
        return arranged;
    }

    /** Writes the repeated numbers, and returns the position after them. */
    private int repeat(float[] numbers, int from, int count, float[] target, int start) {
        int to = start;
        for (int copy = 0; copy < copies; copy++) {
            for (int i = from; i < from + count; i++) {
                for (int each = 0; each < copiesOfEach; each++) {
                    target[to++] = numbers[i];
                }
            }
        }
        return to;
    }
}
