package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.Bands;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tiles of a problem: each image is divided into blocks of channels, and each block into bands. This is arithmetic
 * only. Few kinds of tiles have different sizes: the blocks at the end, and the bands at the edges.
 */
final class Tiles {
    private final ConvolutionProblem problem;
    private final Tiling tiling;
    private final int copies;
    private final int passes;
    private final GroupBlocks blocks;
    /** The different numbers of groups of the blocks. */
    private final List<Integer> blockKinds;
    /** The bands, as convolutions of one group in NHWC. */
    private final Bands bands;

    /**
     * The tiles of a problem.
     *
     * @throws InvalidProblemException if tiles differ in more than {@link RowBands#MOST_KINDS} ways
     */
    Tiles(ConvolutionProblem problem, Tiling tiling) {
        this.problem = problem;
        this.tiling = tiling;
        boolean repeated = tiling.filters() == Filters.REPEATED;
        this.copies = repeated ? problem.geometry().ocPerGroup() : 1;
        this.passes = tiling.filters() == Filters.BY_INDEX ? problem.geometry().ocPerGroup() : 1;
        // One channel alone would be an ordinary convolution, for which oneDNN has slow kernels only.
        boolean oneIsTooSmall = Depthwise.is(problem) && tiling.filters() != Filters.GROUPED && copies == 1;
        this.blocks = GroupBlocks.of(
                problem.geometry().g(), tiling.groups(), tiling.layout().block(), oneIsTooSmall);
        this.blockKinds = blocks.kinds();
        this.bands = divided();
    }

    private static int orAll(int part, int none, int all) {
        return part == none ? all : RowBands.evenly(all, part);
    }

    private Bands divided() {
        ConvolutionProblem unit = Depthwise.channelsLast(problem, 1, 1);
        int rows = orAll(tiling.rows(), Tiling.ALL_ROWS, RowBands.rowsOf(unit));
        int columns =
                orAll(tiling.columns(), Tiling.ALL_COLUMNS, unit.geometry().ow());
        Bands divided = columns >= unit.geometry().ow()
                ? RowBands.ofOrNull(unit, rows, RowBands.MOST_KINDS)
                : RowBands.boxesOrNull(unit, rows, columns, RowBands.MOST_KINDS);
        if (divided == null) {
            throw new InvalidProblemException(
                    "size", "more than " + RowBands.MOST_KINDS + " different tiles of " + problem);
        }
        return divided;
    }

    boolean inPlace() {
        return tiling.inPlace();
    }

    GroupBlocks blocks() {
        return blocks;
    }

    /** The bands of each block; pixels are counted from the beginning of a plane. */
    Bands bands() {
        return bands;
    }

    /** The number of tiles that have the same block and band of different images. */
    int imageChunks() {
        return tiling.imageChunks(problem);
    }

    /** The different numbers of images of a tile: that of all tiles, and if it is another, that of the last tiles. */
    List<Integer> imageKinds() {
        int last = problem.geometry().mb() - (imageChunks() - 1) * tiling.imagesOfTile(problem);
        int first = imageChunks() == 1 ? last : tiling.imagesOfTile(problem);
        return first == last ? List.of(first) : List.of(first, last);
    }

    /** How often an input channel is copied. */
    int copies() {
        return copies;
    }

    /** How often a copy is convolved. */
    int passes() {
        return passes;
    }

    /** The index of the number of groups of a block. */
    int blockKindOf(int block) {
        int groups = blocks.groupsOf(block);
        int kind = 0;
        while (blockKinds.get(kind) != groups) {
            kind++;
        }
        return kind;
    }

    int blockKindCount() {
        return blockKinds.size();
    }

    int bandKindCount() {
        return bands.kinds().size();
    }

    /**
     * The shapes of all kinds of tiles: for each number of images those of each kind of block, of each kind of band.
     */
    List<TileShape> shapes() {
        List<TileShape> shapes = new ArrayList<>();
        for (int images : imageKinds()) {
            for (int groups : blockKinds) {
                bands.kinds().forEach(band -> shapes.add(shape(images, groups, band)));
            }
        }
        return shapes;
    }

    /** The index of a kind of tile in {@link #shapes}. */
    int kind(int imageKind, int blockKind, int bandKind) {
        return (imageKind * blockKindCount() + blockKind) * bandKindCount() + bandKind;
    }

    private TileShape shape(int images, int groups, ConvolutionProblem band) {
        ConvolutionProblem tile =
                switch (tiling.filters()) {
                    case REPEATED -> Depthwise.channelsLast(band, images, Math.multiplyExact(groups, copies), 1);
                    case BY_INDEX -> Depthwise.channelsLast(band, images, groups, 1);
                    case GROUPED -> Depthwise.channelsLast(band, images, groups);
                };
        ActivationLayout layout = layout(tile.geometry());
        return tiling.padded()
                ? TileShape.padded(groups, tile, layout, tiling.padsRows(tile.geometry()))
                : TileShape.plain(groups, tile, layout);
    }

    /** Blocks that are not full are convolved with channels last. */
    private ActivationLayout layout(ConvolutionGeometry tile) {
        int block = tiling.layout().block();
        boolean full = tile.ic() % block == 0 && tile.oc() % block == 0 && (block == 1 || block % copies == 0);
        return full ? tiling.layout() : ActivationLayout.CHANNELS_LAST;
    }
}
