package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.plan.base.MakingTime;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;

/**
 * How a strategy divides a problem into tiles, and how each tile is computed.
 *
 * @param groups the groups of a block; the last blocks can have fewer or more
 * @param rows the output rows of a band, or {@link #ALL_ROWS}. An image of one row is divided into columns instead
 * @param filters how the filters of an input channel are applied
 * @param images the images of a tile, or {@link #WHOLE_BATCH}; with several, a tile has all channels and rows. The last
 *     tile can have fewer
 * @param padded whether the copy of the input contains the padding of the columns, as zeros
 * @param layout the layout in which full blocks are convolved
 * @param columns the output columns of a tile, or {@link #ALL_COLUMNS}
 * @param inPlace whether a tile whose input is contiguous is convolved where it lies
 */
public record Tiling(
        int groups,
        int rows,
        Filters filters,
        int images,
        boolean padded,
        ActivationLayout layout,
        int columns,
        boolean inPlace) {
    /** In place of a number of rows: images are not divided into bands. */
    static final int ALL_ROWS = 0;

    /** In place of a number of columns: bands are not divided. */
    static final int ALL_COLUMNS = 0;

    /** In place of a number of images: a tile has all of them. */
    static final int WHOLE_BATCH = 0;

    /** Tiles of whole rows, which are copied. */
    Tiling(int groups, int rows, Filters filters, int images, boolean padded, ActivationLayout layout) {
        this(groups, rows, filters, images, padded, layout, ALL_COLUMNS, false);
    }

    /**
     * Whether the copy of a tile contains the padding of the rows too. It does if it has to, or if tiles at the edges
     * of an image must have the kernels of the others, because there can be many small ones.
     */
    public boolean padsRows(ConvolutionGeometry tile) {
        return padded && (inPlace || needsRowsOfZeros(tile));
    }

    /**
     * Whether a copy with the padding of the columns must contain that of the rows too. It must if some windows lie on
     * it: the kernels that need such a copy refuse these windows. The same if kernels for padding of the rows take long
     * to make.
     */
    public static boolean needsRowsOfZeros(ConvolutionGeometry tile) {
        SpatialAxis height = ReducedAxis.of(tile.height());
        return height.extent() <= Math.max(height.padBefore(), height.padAfter())
                || MakingTime.isLongWithPaddedRows(tile);
    }

    /** The images of a tile, but for the last one, which can have fewer. */
    int imagesOfTile(ConvolutionProblem problem) {
        return images == WHOLE_BATCH ? problem.geometry().mb() : images;
    }

    /** The number of bands of an image. */
    public int bands(ConvolutionProblem problem) {
        return rows == ALL_ROWS ? 1 : RowBands.countOf(RowBands.rowsOf(problem), rows);
    }

    /** The number of tiles that have the same block and band of different images. */
    public int imageChunks(ConvolutionProblem problem) {
        return (problem.geometry().mb() - 1) / imagesOfTile(problem) + 1;
    }
}
