package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/**
 * The bands or boxes of one image, row by row. They are computed when they are asked for: their memory does not grow
 * with the image.
 */
public final class Bands extends AbstractList<RowBands.Band> implements RandomAccess {
    private final AxisBands rows;
    private final AxisBands columns;
    private final int size;
    private final int perRow;
    private final List<ConvolutionProblem> kinds;

    Bands(ConvolutionProblem problem, AxisBands rows, AxisBands columns) {
        this.rows = rows;
        this.columns = columns;
        this.perRow = columns.count();
        this.size = Math.multiplyExact(rows.count(), perRow);
        this.kinds = new ArrayList<>();
        for (AxisBands.Kind row : rows.kinds()) {
            for (AxisBands.Kind column : columns.kinds()) {
                kinds.add(size == 1 ? RowBands.oneImage(problem) : RowBands.part(problem, row, column));
            }
        }
    }

    /** The number of bands. */
    @Override
    public int size() {
        return size;
    }

    @Override
    public RowBands.Band get(int band) {
        return new RowBands.Band(kinds.get(kindOf(band)), srcPixel(band), dstPixel(band));
    }

    /** The different convolutions of bands, in the order of the first bands that have them. */
    public List<ConvolutionProblem> kinds() {
        return kinds;
    }

    /** The number of the convolution of a band. */
    public int kindOf(int band) {
        int row = rows.kindOf(band / perRow);
        return row * columns.kinds().size() + columns.kindOf(band % perRow);
    }

    /** The first pixel of the input that a band reads. */
    public long srcPixel(int band) {
        return (long) rows.src(band / perRow) * columns.axis().input() + columns.src(band % perRow);
    }

    /** The first pixel of the output that a band writes. */
    public long dstPixel(int band) {
        return (long) rows.dst(band / perRow) * columns.axis().output() + columns.dst(band % perRow);
    }
}
