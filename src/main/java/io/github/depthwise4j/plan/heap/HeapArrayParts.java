package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.Depthwise;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a convolution into parts whose input and output each lie in one piece and fit into a cache together: several images, a
 * band of rows of one image in NHWC, or some channels of one image of a depthwise convolution in NCHW. What cannot be divided so is
 * one part.
 */
public final class HeapArrayParts {
    /** What a part reads and writes: half of usual level-2 caches, beside the filter and what the plan itself needs. */
    public static final long PART_BYTES = 512 << 10;

    /** Kernels want as many pixels at a time, unless the image has less. */
    private static final int FEWEST_PIXELS = 196;
    /** The channels of one block of oneDNN's widest layout: fewer would be computed no faster. */
    private static final int CHANNEL_BLOCK = 16;

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final int resultChannels;
    private final long partBytes;
    private final boolean channelsDivisible;
    private final List<Part> parts = new ArrayList<>();

    /**
     * One part; offsets are in elements of the whole.
     *
     * @param problem the convolution of the part
     * @param firstChannel the first of the input channels it reads
     */
    record Part(ConvolutionProblem problem, int firstChannel, long srcOffset, long dstOffset) {
        /** Parts of one kind have the same sizes and the same filter. */
        Kind kind() {
            return new Kind(problem, firstChannel);
        }
    }

    /** What parts with the same sizes and the same filter have in common. */
    record Kind(ConvolutionProblem problem, int firstChannel) {}

    private HeapArrayParts(ConvolutionProblem problem, int resultChannels, boolean channelsDivisible, long partBytes) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.resultChannels = resultChannels;
        this.partBytes = partBytes;
        this.channelsDivisible = channelsDivisible
                && problem.dataFormat() == DataFormat.NCHW
                && Depthwise.is(problem)
                && geometry.ic() > CHANNEL_BLOCK;
    }

    /** The parts of a convolution, of about so many bytes each. */
    public static List<Part> of(ConvolutionProblem problem, long partBytes) {
        return new HeapArrayParts(problem, problem.geometry().oc(), true, partBytes).divide();
    }

    /** The parts of a convolution to whose result another one, of one pixel, gives so many channels. */
    public static List<Part> of(ConvolutionProblem problem, int resultChannels, long partBytes) {
        return new HeapArrayParts(problem, resultChannels, false, partBytes).divide();
    }

    private List<Part> divide() {
        if (geometry.srcElements() == 0 || geometry.dstElements() == 0) {
            return List.of(new Part(problem, 0, 0, 0));
        }
        if (imageBytes() <= partBytes || !RowBands.isDivisible(problem) && !channelsDivisible) {
            int images = (int) Math.min(geometry.mb(), Math.max(1, partBytes / imageBytes()));
            for (int n = 0; n < geometry.mb(); n += images) {
                add(part(Math.min(images, geometry.mb() - n), geometry.ic()), n, 0, 0, 0);
            }
            return parts;
        }
        for (int n = 0; n < geometry.mb(); n++) {
            if (channelsDivisible) {
                addChannels(n);
            } else {
                addBands(n);
            }
        }
        return parts;
    }

    private long imageBytes() {
        return (srcPlane() * geometry.ic() + dstPlane() * resultChannels) * Float.BYTES;
    }

    private void addChannels(int image) {
        long channelBytes = (srcPlane() + dstPlane() * geometry.ocPerGroup()) * Float.BYTES;
        int channels = (int) Math.max(1, partBytes / channelBytes / CHANNEL_BLOCK) * CHANNEL_BLOCK;
        for (int first = 0; first < geometry.ic(); first += channels) {
            ConvolutionProblem some = part(1, Math.min(channels, geometry.ic() - first));
            add(some, image, first, first * srcPlane(), first * geometry.ocPerGroup() * dstPlane());
        }
    }

    private void addBands(int image) {
        long rowBytes = imageBytes() / geometry.oh();
        long rows = Math.max(1, partBytes / rowBytes);
        rows = Math.max(rows, (FEWEST_PIXELS + geometry.ow() - 1L) / geometry.ow());
        // Bands of equal height need fewer kinds of primitives, and leave no thin one at the end.
        long bands = (geometry.oh() + rows - 1) / rows;
        int height = (int) ((geometry.oh() + bands - 1) / bands);
        for (RowBands.Band band : RowBands.of(problem, height)) {
            long srcOffset = (long) band.srcRow() * geometry.iw() * geometry.ic();
            add(band.problem(), image, 0, srcOffset, (long) band.dstRow() * geometry.ow() * resultChannels);
        }
    }

    private void add(ConvolutionProblem part, int image, int firstChannel, long srcOffset, long dstOffset) {
        parts.add(new Part(
                part,
                firstChannel,
                image * srcPlane() * geometry.ic() + srcOffset,
                image * dstPlane() * resultChannels + dstOffset));
    }

    private long srcPlane() {
        return (long) geometry.ih() * geometry.iw();
    }

    private long dstPlane() {
        return (long) geometry.oh() * geometry.ow();
    }

    /** The same convolution of so many images, and of so many of their channels. */
    private ConvolutionProblem part(int images, int channels) {
        Shape input = problem.dataFormat() == DataFormat.NHWC
                ? Shape.of(images, geometry.ih(), geometry.iw(), channels)
                : Shape.of(images, channels, geometry.ih(), geometry.iw());
        return new ConvolutionProblem(
                problem.parameters(),
                problem.dataType(),
                input,
                FilterChannels.shape(problem, channels),
                problem.fusion());
    }
}
