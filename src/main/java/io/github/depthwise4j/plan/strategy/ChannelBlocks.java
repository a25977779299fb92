package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A depthwise convolution in NCHW by blocks of channels. Each block is copied into another layout, convolved there, and
 * copied back.
 *
 * @param channels the output channels of a block, or {@link #ALL}
 * @param filters how the filters of an input channel are applied
 * @param wholeBatch whether all images are copied at a time; this needs a block of all channels
 * @param layout the layout of a block while it is convolved
 * @param kernel the kernel that convolves
 */
public record ChannelBlocks(int channels, Filters filters, boolean wholeBatch, ActivationLayout layout, Kernel kernel)
        implements Strategy {
    /** In place of a number of channels: one block of all of them. */
    public static final int ALL = 0;

    /** The fewest output channels for which a block is worth its calls to oneDNN. All layouts divide this number. */
    public static final int SMALLEST_BLOCK = 16;

    private static final Pattern NAME =
            Pattern.compile("(blocks|indexed|grouped)\\((?:(batch|all)|(\\d{1,9})),(\\w+),(.+)\\)");

    /** How the filters of an input channel are applied. */
    public enum Filters {
        /**
         * Each input channel is copied once for each of its filters. One pass computes all output channels of the
         * block.
         */
        REPEATED("blocks"),
        /** Each pass applies one filter of each input channel. There are as many passes as filters for a channel. */
        BY_INDEX("indexed"),
        /** oneDNN's kernel for groups with several filters computes the block in one pass. */
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
        return new ChannelBlocks(size, filters, false, layout, kernel);
    }

    public ChannelBlocks with(Kernel otherKernel) {
        return new ChannelBlocks(channels, filters, wholeBatch, layout, otherKernel);
    }

    @Override
    public String name() {
        String all = channels == ALL ? "all" : Integer.toString(channels);
        return filters.text + "(" + (wholeBatch ? "batch" : all) + "," + layout + "," + kernel + ")";
    }

    static Optional<Strategy> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Filters filters = Arrays.stream(Filters.values())
                .filter(each -> each.text.equals(matcher.group(1)))
                .findFirst()
                .orElseThrow();
        int channels = matcher.group(3) == null ? ALL : Integer.parseInt(matcher.group(3));
        return Arrays.stream(ActivationLayout.values())
                .filter(layout -> layout.toString().equals(matcher.group(4)))
                .<Strategy>map(layout -> new ChannelBlocks(
                        channels, filters, "batch".equals(matcher.group(2)), layout, new Kernel(matcher.group(5))))
                .findFirst();
    }

    /** {@inheritDoc} It can if all blocks can be copied into the layout and back, also the last one. */
    @Override
    public boolean fits(ConvolutionProblem problem) {
        if (!Strategy.hasElements(problem) || !Depthwise.is(problem) || problem.dataFormat() != DataFormat.NCHW) {
            return false;
        }
        int multiplier = problem.geometry().ocPerGroup();
        if (channels > problem.geometry().oc() || channels % multiplier != 0 || wholeBatch && channels != ALL) {
            return false;
        }
        int perBlock = blockChannels(problem) / multiplier;
        return layout != ActivationLayout.CHANNELS_FIRST
                && switch (filters) {
                    // The copies of planes that are not neighbours take full blocks of the layout only.
                    case BY_INDEX ->
                        multiplier > 1
                                && !wholeBatch
                                && perBlock % layout.block() == 0
                                && problem.geometry().ic() % layout.block() == 0;
                    case GROUPED -> multiplier > 1 && !wholeBatch && layout.block() == 1;
                    case REPEATED ->
                        ChannelReorders.canRepeat(layout, perBlock, multiplier)
                                && ChannelReorders.canRepeat(
                                        layout, problem.geometry().ic() % perBlock, multiplier);
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

    /** The same strategy with more blocks in each image, if that gives the threads equal work, or nearly. */
    ChannelBlocks forThreads(ConvolutionProblem problem, int threads) {
        ConvolutionGeometry geometry = problem.geometry();
        int multiplier = geometry.ocPerGroup();
        int perBlock = filters == Filters.BY_INDEX ? SMALLEST_BLOCK : Math.max(1, SMALLEST_BLOCK / multiplier);
        int smallest = perBlock * multiplier;
        int blocks = blocks(problem);
        int wanted = Slicing.slicesPerImage(geometry.mb(), threads, blocks, geometry.oc() / smallest);
        long even = (geometry.oc() + wanted - 1L) / wanted;
        int size = wanted == blocks ? blockChannels(problem) : (int) ((even + smallest - 1) / smallest * smallest);
        return of(problem, size, filters, layout, kernel);
    }

    /** How often an input channel is copied into a block. */
    int copies(ConvolutionProblem problem) {
        return filters == Filters.REPEATED ? problem.geometry().ocPerGroup() : 1;
    }

    /** How often a block is convolved. */
    int passes(ConvolutionProblem problem) {
        return filters == Filters.BY_INDEX ? problem.geometry().ocPerGroup() : 1;
    }

    /** The convolution that oneDNN computes for a block with this number of input channels. */
    public ConvolutionProblem block(ConvolutionProblem problem, int inputChannels) {
        int images = wholeBatch ? problem.geometry().mb() : 1;
        int multiplier = filters == Filters.GROUPED ? problem.geometry().ocPerGroup() : 1;
        return Depthwise.channelsLast(problem, images, inputChannels * copies(problem), multiplier);
    }
}
