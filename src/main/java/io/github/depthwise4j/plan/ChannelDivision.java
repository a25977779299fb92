package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * How the channels of an NCHW convolution are divided into blocks, and what is done about a channel multiplier above 1.
 *
 * @param channels the output channels of a block
 * @param filters how the filters of an input channel are applied
 * @param wholeBatch whether all images are copied at a time, which needs a block of all channels
 * @param layout that of a block while it is convolved
 * @param implementation oneDNN's name of what convolves if it can, or
 *     {@link io.github.depthwise4j.onednn.ConvolutionPrimitive#FIRST}
 */
record ChannelDivision(
        int channels, Filters filters, boolean wholeBatch, ActivationLayout layout, String implementation) {
    /** The fewest output channels for which a block is worth its calls, and that all layouts divide. */
    static final int SMALLEST_BLOCK = 16;

    /** How the filters of an input channel are applied. */
    enum Filters {
        /** An input channel is repeated as often as it has filters: one pass computes all output channels of the block. */
        REPEATED("blocks"),
        /** A pass computes, of each input channel, the output channel of one filter. */
        BY_INDEX("indexed"),
        /** oneDNN's kernel for several filters a group computes the block. */
        GROUPED("grouped");

        private final String strategy;

        Filters(String strategy) {
            this.strategy = strategy;
        }

        /** As it is called in the names of candidates. */
        String strategy() {
            return strategy;
        }
    }

    ChannelDivision with(String otherImplementation) {
        return new ChannelDivision(channels, filters, wholeBatch, layout, otherImplementation);
    }

    /** How often an input channel is copied into a block. */
    int copies(ConvolutionProblem problem) {
        return filters == Filters.REPEATED ? problem.geometry().ocPerGroup() : 1;
    }

    /** How often a block is convolved. */
    int passes(ConvolutionProblem problem) {
        return filters == Filters.BY_INDEX ? problem.geometry().ocPerGroup() : 1;
    }

    /** What a block of so many input channels is to oneDNN. */
    ConvolutionProblem block(ConvolutionProblem problem, int inputChannels) {
        int images = wholeBatch ? problem.geometry().mb() : 1;
        int multiplier = filters == Filters.GROUPED ? problem.geometry().ocPerGroup() : 1;
        return Depthwise.channelsLast(problem, images, inputChannels * copies(problem), multiplier);
    }

    /** Whether the channels can be copied into the layout and back, those of the last block too. */
    boolean fits(ConvolutionProblem problem) {
        int multiplier = problem.geometry().ocPerGroup();
        int perBlock = channels / multiplier;
        return switch (filters) {
            // Planes that lie apart are copied as they are: there is no block that is not full.
            case BY_INDEX ->
                multiplier > 1
                        && !wholeBatch
                        && perBlock % layout.block() == 0
                        && problem.geometry().ic() % layout.block() == 0;
            case GROUPED -> multiplier > 1 && !wholeBatch && layout.block() == 1;
            case REPEATED ->
                ChannelReorders.canRepeat(layout, perBlock, multiplier)
                        && ChannelReorders.canRepeat(layout, problem.geometry().ic() % perBlock, multiplier);
        };
    }

    /** The number of blocks in an image. */
    int blocks(ConvolutionProblem problem) {
        return (int) ((problem.geometry().oc() + channels - 1L) / channels);
    }

    /** Divides each image, where that is needed, into more blocks, so that so many threads have the same to do, or nearly. */
    ChannelDivision forThreads(ConvolutionProblem problem, int threads) {
        ConvolutionGeometry geometry = problem.geometry();
        int multiplier = geometry.ocPerGroup();
        int perBlock = filters == Filters.BY_INDEX ? SMALLEST_BLOCK : Math.max(1, SMALLEST_BLOCK / multiplier);
        int smallest = perBlock * multiplier;
        int blocks = blocks(problem);
        int wanted = Slicing.partsPerImage(geometry.mb(), threads, blocks, geometry.oc() / smallest);
        long even = (geometry.oc() + wanted - 1L) / wanted;
        int size = wanted == blocks ? channels : (int) ((even + smallest - 1) / smallest * smallest);
        return new ChannelDivision(size, filters, false, layout, implementation);
    }
}
