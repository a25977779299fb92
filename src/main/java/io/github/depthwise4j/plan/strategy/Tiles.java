package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tiles of a problem: each image is divided into blocks of channels, and each block into bands. This is arithmetic
 * only. Few kinds of tiles have different sizes: the blocks at the end, and the bands at the edges.
 */
final class Tiles {
    private final ConvolutionProblem problem;
    private final Tiling tiling;
    private final int copies;
    private final int passes;
    private final List<Block> blocks = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();
    /** The different numbers of groups of the blocks. */
    private final List<Integer> blockKinds = new ArrayList<>();
    /** The different bands, as convolutions of one group in NHWC. */
    private final Map<ConvolutionProblem, Integer> bandKinds = new LinkedHashMap<>();

    /** One block of each image; {@code kind} is the index of its number of groups. */
    record Block(int kind, int firstGroup) {}

    /** One band of each block; offsets are in pixels from the beginning of a plane. */
    record Band(int kind, long srcPixel, long dstPixel) {}

    Tiles(ConvolutionProblem problem, Tiling tiling) {
        this.problem = problem;
        this.tiling = tiling;
        boolean repeated = tiling.filters() == Filters.REPEATED;
        this.copies = repeated ? problem.geometry().ocPerGroup() : 1;
        this.passes = tiling.filters() == Filters.BY_INDEX ? problem.geometry().ocPerGroup() : 1;
        addBlocks();
        addBands();
    }

    private void addBlocks() {
        int all = problem.geometry().g();
        int step = tiling.groups();
        int first = 0;
        while (all - first > 0) {
            int left = all - first;
            int size = Math.min(step, left);
            if (left > step && isTooSmall(left - step)) {
                // One channel alone would be an ordinary convolution, for which oneDNN has slow kernels only.
                int block = tiling.layout().block();
                size = block > 1 && step > block ? step - block : left;
            }
            int kind = blockKinds.indexOf(size);
            if (kind < 0) {
                kind = blockKinds.size();
                blockKinds.add(size);
            }
            blocks.add(new Block(kind, first));
            first += size;
        }
    }

    private boolean isTooSmall(int groups) {
        return Depthwise.is(problem) && tiling.filters() != Filters.GROUPED && groups * copies == 1;
    }

    private void addBands() {
        ConvolutionProblem unit = Depthwise.channelsLast(problem, 1, 1);
        int most = RowBands.rowsOf(unit);
        int rows = tiling.rows() == Tiling.ALL_ROWS ? most : tiling.rows();
        for (RowBands.Band band : RowBands.of(unit, RowBands.evenly(most, rows))) {
            for (RowBands.Band part : inColumns(band.problem())) {
                Integer kind = bandKinds.computeIfAbsent(part.problem(), each -> bandKinds.size());
                bands.add(new Band(kind, band.srcPixel() + part.srcPixel(), band.dstPixel() + part.dstPixel()));
            }
        }
    }

    private List<RowBands.Band> inColumns(ConvolutionProblem band) {
        int columns = tiling.columns() == Tiling.ALL_COLUMNS ? band.geometry().ow() : tiling.columns();
        return columns >= band.geometry().ow()
                ? List.of(new RowBands.Band(band, 0, 0))
                : RowBands.ofColumns(band, RowBands.evenly(band.geometry().ow(), columns));
    }

    boolean inPlace() {
        return tiling.inPlace();
    }

    List<Block> blocks() {
        return blocks;
    }

    List<Band> bands() {
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

    int blockKindCount() {
        return blockKinds.size();
    }

    int bandKindCount() {
        return bandKinds.size();
    }

    /**
     * The shapes of all kinds of tiles: for each number of images those of each kind of block, of each kind of band.
     */
    List<TileShape> shapes() {
        List<TileShape> shapes = new ArrayList<>();
        for (int images : imageKinds()) {
            for (int groups : blockKinds) {
                bandKinds.keySet().forEach(band -> shapes.add(shape(images, groups, band)));
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
