package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convolution in NCHW by blocks of channels. Each block, or each band of it, is copied into another layout, convolved
 * there, and copied back.
 *
 * @param channels the output channels of a block, or {@link #ALL}
 * @param rows the output rows of a band, or {@link #ALL_ROWS}. An image of one row is divided into columns instead
 * @param filters how the filters of an input channel are applied
 * @param images the images that are copied at a time, or {@link #WHOLE_BATCH}; several need a block of all channels and
 *     all rows
 * @param padded whether the copy contains the padding of the columns, as zeros
 * @param layout the layout of a full block while it is convolved; other blocks have the layout with channels last
 * @param kernel the kernel that convolves
 */
public record ChannelBlocks(
        int channels, int rows, Filters filters, int images, boolean padded, ActivationLayout layout, Kernel kernel)
        implements TiledStrategy {
    /** In place of a number of channels: one block of all of them. */
    public static final int ALL = 0;

    /** In place of a number of rows: blocks are not divided into bands. */
    public static final int ALL_ROWS = Tiling.ALL_ROWS;

    /** The fewest output channels for which a block is worth its calls to oneDNN. All layouts divide this number. */
    public static final int SMALLEST_BLOCK = 16;

    /** In place of a number of images: all of them. */
    public static final int WHOLE_BATCH = Tiling.WHOLE_BATCH;

    /** Apart, so that Java makes the pattern only where a name is read. */
    private static final class Name {
        private static final Pattern PATTERN =
                Pattern.compile("(blocks|indexed|grouped)\\((?:(batch)|all|(\\d{1,9}))(?:,images=(\\d{1,9}))?"
                        + "(?:,rows=(\\d{1,9}))?(,padded)?,(\\w+),(.+)\\)");

        private Name() {}
    }

    /** How the filters of an input channel are applied. */
    public enum Filters {
        /**
         * Each input channel is copied once for each of its filters. One pass computes all output channels of the
         * block.
         */
        REPEATED("blocks"),
        /** Each pass applies one filter of each input channel. There are as many passes as filters for a channel. */
        BY_INDEX("indexed"),
        /** oneDNN's kernel for groups with several filters or channels computes the block in one pass. */
        GROUPED("grouped");

        private final String text;

        Filters(String text) {
            this.text = text;
        }
    }

    /** Blocks of one image with this number of output channels. {@link #ALL} stands for all channels of the problem. */
    public static ChannelBlocks of(
            ConvolutionProblem problem, int channels, Filters filters, ActivationLayout layout, Kernel kernel) {
        int size = channels == problem.geometry().oc() ? ALL : channels;
        return new ChannelBlocks(size, ALL_ROWS, filters, 1, false, layout, kernel);
    }

    @Override
    public ChannelBlocks with(Kernel otherKernel) {
        return new ChannelBlocks(channels, rows, filters, images, padded, layout, otherKernel);
    }

    /** The same blocks in bands of this number of rows. */
    public ChannelBlocks inBands(int otherRows) {
        return new ChannelBlocks(channels, otherRows, filters, images, padded, layout, kernel);
    }

    /** The same block of all channels for this number of images at a time. */
    public ChannelBlocks ofImages(int otherImages) {
        return new ChannelBlocks(channels, rows, filters, otherImages, padded, layout, kernel);
    }

    /** The same blocks in copies that contain the padding of the columns. */
    public ChannelBlocks inPaddedCopies() {
        return new ChannelBlocks(channels, rows, filters, images, true, layout, kernel);
    }

    @Override
    public String name() {
        String all = channels == ALL ? "all" : Integer.toString(channels);
        String some = images > 1 ? ",images=" + images : "";
        return filters.text + "(" + (images == WHOLE_BATCH ? "batch" : all + some)
                + (rows == ALL_ROWS ? "" : ",rows=" + rows) + (padded ? ",padded" : "") + "," + layout + "," + kernel
                + ")";
    }

    static Optional<Strategy> parse(String name) {
        Matcher matcher = Name.PATTERN.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Filters filters = Arrays.stream(Filters.values())
                .filter(each -> each.text.equals(matcher.group(1)))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(ActivationLayout.values())
                .filter(layout -> layout.toString().equals(matcher.group(7)))
                .<Strategy>map(layout -> new ChannelBlocks(
                        number(matcher.group(3), ALL),
                        number(matcher.group(5), ALL_ROWS),
                        filters,
                        matcher.group(2) == null ? number(matcher.group(4), 1) : WHOLE_BATCH,
                        matcher.group(6) != null,
                        layout,
                        new Kernel(matcher.group(8))))
                .findFirst();
    }

    private static int number(String digits, int ifMissing) {
        return digits == null ? ifMissing : Integer.parseInt(digits);
    }

    /** {@inheritDoc} It can if full blocks can be copied into the layout and back. */
    @Override
    public boolean fits(ConvolutionProblem problem) {
        if (!Strategy.hasElements(problem)
                || problem.dataFormat() != DataFormat.NCHW
                || layout == ActivationLayout.CHANNELS_FIRST) {
            return false;
        }
        int multiplier = problem.geometry().ocPerGroup();
        boolean wholeGroups = channels <= problem.geometry().oc() && channels % multiplier == 0;
        boolean wholeImages = images == 1 || images <= problem.geometry().mb() && channels == ALL && rows == ALL_ROWS;
        if (!wholeGroups || !wholeImages) {
            return false;
        }
        if (!Depthwise.is(problem)) {
            return filters == Filters.GROUPED && layout.block() == 1;
        }
        int perBlock = blockChannels(problem) / multiplier;
        return switch (filters) {
            case BY_INDEX -> multiplier > 1 && perBlock > 1 && perBlock % layout.block() == 0;
            case GROUPED -> (multiplier > 1 || problem.geometry().oc() == 1) && layout.block() == 1;
            case REPEATED ->
                // One channel with one filter is an ordinary convolution.
                perBlock * multiplier > 1 && TileCopies.canRepeat(layout, perBlock, multiplier);
        };
    }

    /** The output channels of a block. The last block can have fewer. */
    public int blockChannels(ConvolutionProblem problem) {
        return channels == ALL ? problem.geometry().oc() : channels;
    }

    /** The number of blocks in an image. */
    public int blocks(ConvolutionProblem problem) {
        int size = blockChannels(problem);
        return (int) ((problem.geometry().oc() + size - 1L) / size);
    }

    @Override
    public ChannelBlocks forThreads(ConvolutionProblem problem, int threads) {
        ConvolutionGeometry geometry = problem.geometry();
        if (images != 1 && threads <= geometry.mb()) {
            int most = images == WHOLE_BATCH ? geometry.mb() : images;
            return ofImages(Slicing.imagesOfSlice(geometry.mb(), threads, most));
        }
        int multiplier = geometry.ocPerGroup();
        int perBlock = filters == Filters.BY_INDEX ? SMALLEST_BLOCK : Math.max(1, SMALLEST_BLOCK / multiplier);
        int smallest = perBlock * multiplier;
        int blocks = blocks(problem);
        int wanted = Slicing.slicesPerImage(geometry.mb(), threads, blocks, geometry.oc() / smallest);
        long even = (geometry.oc() + wanted - 1L) / wanted;
        int size = wanted == blocks ? blockChannels(problem) : (int) ((even + smallest - 1) / smallest * smallest);
        int divided = size == geometry.oc() ? ALL : size;
        return new ChannelBlocks(divided, rows, filters, 1, padded, layout, kernel).inBandsForThreads(problem, threads);
    }

    /** The same blocks with more bands, if there are fewer blocks than threads. */
    private ChannelBlocks inBandsForThreads(ConvolutionProblem problem, int threads) {
        int blocks = Math.multiplyExact(problem.geometry().mb(), blocks(problem));
        int all = RowBands.rowsOf(problem);
        int bands = rows == ALL_ROWS ? 1 : RowBands.countOf(all, rows);
        int wanted = blocks >= threads ? bands : Slicing.slicesPerImage(blocks, threads, bands, all);
        return wanted == bands ? this : inBands(RowBands.height(all, wanted));
    }

    @Override
    public Tiling tiling(ConvolutionProblem problem) {
        int groups = blockChannels(problem) / problem.geometry().ocPerGroup();
        return new Tiling(groups, rows, filters, images, padded, layout);
    }

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof ChannelBlocks that
                && channels == that.channels
                && rows == that.rows
                && filters == that.filters
                && images == that.images
                && padded == that.padded
                && layout == that.layout
                && kernel.equals(that.kernel);
    }

    @Override
    public int hashCode() {
        int hash = channels;
        hash = 31 * hash + rows;
        hash = 31 * hash + filters.hashCode();
        hash = 31 * hash + images;
        hash = 31 * hash + Boolean.hashCode(padded);
        hash = 31 * hash + layout.hashCode();
        return 31 * hash + kernel.hashCode();
    }
}
