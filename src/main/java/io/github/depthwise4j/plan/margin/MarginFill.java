package io.github.depthwise4j.plan.margin;

/**
 * Moves the result of the core from the beginning of the output to its place, and fills the margin with the outputs of
 * the core that see only padding.
 */
final class MarginFill {
    private final TrimmedAxis rows;
    private final TrimmedAxis columns;
    private final long planes;
    private final int pixel;
    private final long row;

    MarginFill(Margins margins) {
        this.rows = margins.rows();
        this.columns = margins.columns();
        this.planes = margins.planes();
        this.pixel = margins.pixel();
        this.row = (long) columns.whole().output() * pixel;
    }

    /**
     * Completes an output that begins with the result of the core.
     *
     * @param array null if {@code start} is an address, and not a distance in bytes from the array's first element
     */
    void run(float[] array, long start) {
        // Places lie behind what is moved there, so the last rows are moved first.
        for (long plane = planes - 1; plane >= 0; plane--) {
            move(array, start, plane);
            fillColumns(array, start, plane);
            fillRows(array, start, plane);
        }
    }

    private void move(float[] array, long start, long plane) {
        long coreRow = (long) columns.axis().output() * pixel;
        int coreRows = rows.axis().output();
        long from = plane * coreRows * coreRow;
        long to = place(plane, rows.before()) + (long) columns.before() * pixel;
        if (!columns.isTrimmed()) {
            Copies.move(array, start, from, to, coreRows * coreRow);
            return;
        }
        for (long i = coreRows - 1L; i >= 0; i--) {
            Copies.move(array, start, from + i * coreRow, to + i * row, coreRow);
        }
    }

    /** Fills the left and the right of the rows of the core: of the model row first. */
    private void fillColumns(float[] array, long start, long plane) {
        if (!columns.isTrimmed()) {
            return;
        }
        int model = modelRow();
        long modelRow = place(plane, model);
        int right = columns.before() + columns.axis().output();
        long value = modelRow + (long) (columns.before() + columns.kept()) * pixel;
        long left = (long) columns.before() * pixel;
        long toRight = (long) right * pixel;
        Copies.repeat(array, start, value, pixel, modelRow, columns.before());
        Copies.repeat(
                array, start, value, pixel, modelRow + toRight, columns.whole().output() - right);
        int end = rows.before() + rows.axis().output();
        for (int i = rows.before(); i < end; i++) {
            if (i != model) {
                Copies.move(array, start, modelRow, place(plane, i), left);
                Copies.move(array, start, modelRow + toRight, place(plane, i) + toRight, row - toRight);
            }
        }
    }

    /** Fills the rows above and below the core with the model row. */
    private void fillRows(float[] array, long start, long plane) {
        int end = rows.before() + rows.axis().output();
        long modelRow = place(plane, modelRow());
        Copies.repeat(array, start, modelRow, row, place(plane, 0), rows.before());
        Copies.repeat(
                array, start, modelRow, row, place(plane, end), rows.whole().output() - end);
    }

    /** The row whose margin is filled first. If rows are left out, all its pixels have the value of the margin. */
    private int modelRow() {
        return rows.isTrimmed() ? rows.before() + rows.kept() : 0;
    }

    private long place(long plane, int ofRow) {
        return (plane * rows.whole().output() + ofRow) * row;
    }
}
