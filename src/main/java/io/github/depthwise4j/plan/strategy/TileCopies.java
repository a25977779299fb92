package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;

/** The copies between the caller's tensors and the layout in which a tile is convolved. */
final class TileCopies {
    private final ConvolutionProblem problem;
    private final TileShape shape;
    private final int copies;
    private final int passes;
    private final boolean inPlace;
    private final String subject;

    /** The copies of one kind of tiles. */
    TileCopies(ConvolutionProblem problem, TileShape shape, Tiles tiles) {
        this.problem = problem;
        this.shape = shape;
        this.copies = tiles.copies();
        this.passes = tiles.passes();
        this.inPlace = tiles.inPlace();
        this.subject = "a tile of " + problem;
    }

    /** Whether channels can be copied into a layout with {@code copies} copies of each. */
    static boolean canRepeat(ActivationLayout layout, int channels, int copies) {
        return copies == 1
                || layout.block() == 1
                || layout.block() % copies == 0 && channels * copies % layout.block() == 0;
    }

    private boolean inPlanes() {
        return problem.dataFormat() == DataFormat.NCHW;
    }

    /** Whether the tile is convolved in planes. */
    private boolean intoPlanes() {
        return shape.layout() == ActivationLayout.CHANNELS_FIRST;
    }

    /** Whether the caller's tensor has the tile's pixels and channels in one piece, in the layout of the tile. */
    private boolean isContiguous(int channels, int all, int rows, int columns, int allColumns) {
        // A single channel has the same layout in NHWC and in NCHW.
        return channels == (inPlanes() ? 1 : all)
                && (shape.layout() == ActivationLayout.CHANNELS_LAST || intoPlanes() && channels == 1)
                && (columns == allColumns || rows == 1);
    }

    /** From the caller's input, with all copies of each channel; null if the input need not be copied. */
    Reorder inOrNull() {
        ConvolutionGeometry all = problem.geometry();
        ConvolutionGeometry tile = shape.copied().geometry();
        boolean contiguous = isContiguous(tile.ic(), all.ic(), tile.ih(), tile.iw(), all.iw());
        if ((inPlanes() || inPlace) && contiguous && copies == 1 && !shape.hasZeros()) {
            return null;
        }
        boolean wholePlanes = tile.ih() == all.ih() && tile.iw() == all.iw();
        if (inPlanes() && wholePlanes && copies == 1 && !shape.hasZeros()) {
            return between(ActivationLayout.CHANNELS_FIRST, shape.layout(), tile.mb(), tile.ic(), tile.ih(), tile.iw());
        }
        ConvolutionGeometry padded = shape.filled().geometry();
        long plane = (long) all.ih() * all.iw();
        long channels = all.ic();
        Strides from = inPlanes()
                ? new Strides(channels * plane, plane, all.iw(), 1)
                : new Strides(channels * plane, 1, channels * all.iw(), channels);
        if (intoPlanes()) {
            return inPlanes(from, tile, padded);
        }
        return shape.layout().block() == 1 ? inChannelsLast(from, tile, padded) : inBlocks(from, tile, padded);
    }

    /** The distances between neighbouring images, channels, rows and columns. */
    private record Strides(long image, long channel, long row, long column) {}

    private Reorder inPlanes(Strides from, ConvolutionGeometry tile, ConvolutionGeometry padded) {
        long plane = (long) padded.ih() * padded.iw();
        return strided(
                new long[] {tile.mb(), padded.ic(), tile.ih(), tile.iw()},
                new long[] {from.image, from.channel, from.row, from.column},
                new long[] {padded.ic() * plane, plane, padded.iw(), 1});
    }

    private Reorder inChannelsLast(Strides from, ConvolutionGeometry tile, ConvolutionGeometry padded) {
        long channels = padded.ic();
        long row = padded.iw() * channels;
        // Image, row, column, channel, copy. All copies have the same source: the source stride of a copy is 0.
        return strided(
                new long[] {tile.mb(), tile.ih(), tile.iw(), channels / copies, copies},
                new long[] {from.image, from.row, from.column, from.channel, 0},
                new long[] {padded.ih() * row, row, channels, copies, 1});
    }

    private Reorder inBlocks(Strides from, ConvolutionGeometry tile, ConvolutionGeometry padded) {
        long block = shape.layout().block();
        long inBlock = block / copies;
        long row = padded.iw() * block;
        long plane = padded.ih() * row;
        // Image, block, channel of the block, copy, row, column.
        return strided(
                new long[] {tile.mb(), padded.ic() / block, inBlock, copies, tile.ih(), tile.iw()},
                new long[] {from.image, inBlock * from.channel, from.channel, 0, from.row, from.column},
                new long[] {plane / block * padded.ic(), plane, copies, 1, row, block});
    }

    /** The bytes of the copy before its first element that is copied. */
    long inOffset() {
        ConvolutionGeometry padded = shape.filled().geometry();
        long pixels = (long) shape.top() * padded.iw() + shape.left();
        int numbers = intoPlanes() ? 1 : shape.layout().block();
        return pixels * (shape.layout() == ActivationLayout.CHANNELS_LAST ? padded.ic() : numbers) * Float.BYTES;
    }

    /** To the caller's output; null if the output of the tile is where it belongs. */
    Reorder outOrNull() {
        return isOutputInPlace() ? null : outside(shape.layout(), ActivationLayout.CHANNELS_FIRST, true);
    }

    /**
     * From the caller's residual; null if the residual of the tile need not be copied.
     *
     * @param intoOutput whether it is needed in the output of the tile
     */
    Reorder residualOrNull(boolean intoOutput) {
        if (!problem.fusion().residual() || isOutputInPlace() && !intoOutput) {
            return null;
        }
        if (isOutputInPlace()) {
            ConvolutionGeometry tile = shape.copied().geometry();
            return between(shape.layout(), shape.layout(), tile.mb(), tile.oc(), tile.oh(), tile.ow());
        }
        return outside(ActivationLayout.CHANNELS_FIRST, shape.layout(), false);
    }

    private boolean isOutputInPlace() {
        ConvolutionGeometry all = problem.geometry();
        ConvolutionGeometry tile = shape.copied().geometry();
        return isContiguous(tile.oc(), all.oc(), tile.oh(), tile.ow(), all.ow());
    }

    private Reorder outside(ActivationLayout from, ActivationLayout to, boolean out) {
        ConvolutionGeometry all = problem.geometry();
        ConvolutionGeometry tile = shape.copied().geometry();
        boolean wholePlanes = tile.oh() == all.oh() && tile.ow() == all.ow();
        if (inPlanes() && wholePlanes && passes == 1) {
            return between(from, to, tile.mb(), tile.oc(), tile.oh(), tile.ow());
        }
        long plane = (long) all.oh() * all.ow();
        long block = shape.layout().block() == 1 ? tile.oc() : shape.layout().block();
        Strides caller = inPlanes()
                ? new Strides(all.oc() * plane, plane, all.ow(), 1)
                : new Strides(all.oc() * plane, 1, (long) all.ow() * all.oc(), all.oc());
        // Whole rows are one row.
        long rows = tile.ow() == all.ow() ? 1 : tile.oh();
        long columns = (long) tile.oh() * tile.ow() / rows;
        long pixels = rows * columns;
        // Image, block, channel of the block, row, column. A pass writes every so many channels.
        long[] dims = {tile.mb(), tile.oc() / block, block, rows, columns};
        long[] outer = {
            caller.image, block * passes * caller.channel, passes * caller.channel, caller.row, caller.column
        };
        long[] inside = intoPlanes()
                ? new long[] {tile.oc() * pixels, block * pixels, pixels, columns, 1}
                : new long[] {tile.oc() * pixels, block * pixels, 1, block * columns, block};
        return out ? strided(dims, inside, outer) : strided(dims, outer, inside);
    }

    private Reorder between(
            ActivationLayout from, ActivationLayout to, long images, long channels, long rows, long columns) {
        try (MemoryDescriptor source = MemoryDescriptor.activation(from, images, channels, rows, columns);
                MemoryDescriptor target = MemoryDescriptor.activation(to, images, channels, rows, columns)) {
            return Reorder.create(source, target, subject);
        }
    }

    private Reorder strided(long[] dims, long[] fromStrides, long[] toStrides) {
        try (MemoryDescriptor source = MemoryDescriptor.float32(dims, fromStrides);
                MemoryDescriptor target = MemoryDescriptor.float32(dims, toStrides)) {
            return Reorder.repeating(source, target, subject);
        }
    }
}
