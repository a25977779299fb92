package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * How the channels of an NCHW convolution are divided into blocks, and each block into passes. Where the channel multiplier is above
 * 1, either an input channel is repeated as often as it has filters, and all output channels of the block are computed in one pass; or
 * a pass computes, of each input channel, the output channel of one filter.
 *
 * @param channels the output channels of a block
 * @param byIndex whether there is a pass for each index of a filter; else there is one in all
 * @param wholeBatch whether all images are copied at a time, which needs a block of all channels
 * @param layout that of a block while it is convolved
 * @param implementation oneDNN's name of what convolves if it can, or
 *     {@link io.github.depthwise4j.onednn.ConvolutionPrimitive#FIRST}
 */
record ChannelDivision(
        int channels, boolean byIndex, boolean wholeBatch, ActivationLayout layout, String implementation) {
    /** The fewest output channels for which a block is worth its calls, and that all layouts divide. */
    static final int SMALLEST_BLOCK = 16;

    ChannelDivision with(String otherImplementation) {
        return new ChannelDivision(channels, byIndex, wholeBatch, layout, otherImplementation);
    }

    /** How often an input channel is copied into a block. */
    int copies(ConvolutionProblem problem) {
        return byIndex ? 1 : problem.geometry().ocPerGroup();
    }

    /** How often a block is convolved. */
    int passes(ConvolutionProblem problem) {
        return byIndex ? problem.geometry().ocPerGroup() : 1;
    }

    /** Whether the channels can be copied into the layout and back, those of the last block too. */
    boolean fits(ConvolutionProblem problem) {
        int multiplier = problem.geometry().ocPerGroup();
        int perBlock = channels / multiplier;
        if (byIndex) {
            // Planes that lie apart are copied as they are: there is no block that is not full.
            return multiplier > 1
                    && !wholeBatch
                    && perBlock % layout.block() == 0
                    && problem.geometry().ic() % layout.block() == 0;
        }
        return ChannelReorders.canRepeat(layout, perBlock, multiplier)
                && ChannelReorders.canRepeat(layout, problem.geometry().ic() % perBlock, multiplier);
    }

    /** The number of blocks in an image. */
    int blocks(ConvolutionProblem problem) {
        return (problem.geometry().oc() + channels - 1) / channels;
    }

    /** Divides each image, where that is needed, into more blocks, so that so many threads have the same to do, or nearly. */
    ChannelDivision forThreads(ConvolutionProblem problem, int threads) {
        ConvolutionGeometry geometry = problem.geometry();
        int multiplier = geometry.ocPerGroup();
        int perBlock = byIndex ? SMALLEST_BLOCK : Math.max(1, SMALLEST_BLOCK / multiplier);
        int smallest = perBlock * multiplier;
        int blocks = blocks(problem);
        int wanted = Slicing.partsPerImage(geometry.mb(), threads, blocks, geometry.oc() / smallest);
        int even = (geometry.oc() + wanted - 1) / wanted;
        int size = wanted == blocks ? channels : (even + smallest - 1) / smallest * smallest;
        return new ChannelDivision(size, byIndex, false, layout, implementation);
    }
}
