package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * How the channels of an NCHW convolution are divided into blocks.
 *
 * @param channels the output channels of a block
 * @param wholeBatch whether all images are copied at a time, which needs a block of all channels
 * @param layout that of a block while it is convolved
 * @param implementation oneDNN's name of what convolves if it can, or
 *     {@link io.github.depthwise4j.onednn.ConvolutionPrimitive#FIRST}
 */
record ChannelDivision(int channels, boolean wholeBatch, ActivationLayout layout, String implementation) {
    /** The fewest output channels for which a block is worth its calls, and that all layouts divide. */
    static final int SMALLEST_BLOCK = 16;

    ChannelDivision with(String otherImplementation) {
        return new ChannelDivision(channels, wholeBatch, layout, otherImplementation);
    }

    /** The number of blocks in an image. */
    int blocks(ConvolutionProblem problem) {
        return (problem.geometry().oc() + channels - 1) / channels;
    }

    /** Divides each image, where that is needed, into more blocks, so that so many threads have the same to do, or nearly. */
    ChannelDivision forThreads(ConvolutionProblem problem, int threads) {
        ConvolutionGeometry geometry = problem.geometry();
        int multiplier = geometry.ocPerGroup();
        int smallest = Math.max(1, SMALLEST_BLOCK / multiplier) * multiplier;
        int blocks = blocks(problem);
        int wanted = Slicing.partsPerImage(geometry.mb(), threads, blocks, geometry.oc() / smallest);
        int even = (geometry.oc() + wanted - 1) / wanted;
        int size = wanted == blocks ? channels : (even + smallest - 1) / smallest * smallest;
        return new ChannelDivision(size, false, layout, implementation);
    }
}
