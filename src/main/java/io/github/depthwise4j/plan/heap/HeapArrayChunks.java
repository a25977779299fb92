package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a convolution into chunks. The input and the output of a chunk are each contiguous in the arrays and fit
 * into a cache together. A chunk is several images, a band of one image in NHWC, or some channels of one image of a
 * depthwise convolution in NCHW. A problem that cannot be divided in this way is one chunk.
 */
public final class HeapArrayChunks {
    /** What a chunk reads and writes: half of a usual level-2 cache. The filter and the workspace need the rest. */
    public static final long CHUNK_BYTES = 512 << 10;

    /** The channels of one block of oneDNN's widest layout: fewer channels would not be computed faster. */
    private static final int CHANNEL_BLOCK = 16;

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final int resultChannels;
    private final long chunkBytes;
    private final boolean channelsDivisible;
    private final List<Chunk> chunks = new ArrayList<>();

    /**
     * One chunk; offsets are in elements of the whole arrays.
     *
     * @param problem the convolution of the chunk
     * @param firstChannel the first of the input channels it reads
     */
    record Chunk(ConvolutionProblem problem, int firstChannel, long srcOffset, long dstOffset) {
        FilterKey filterKey() {
            return new FilterKey(problem, firstChannel);
        }
    }

    /** Chunks with equal keys use the same packed filter. */
    record FilterKey(ConvolutionProblem problem, int firstChannel) {}

    private HeapArrayChunks(
            ConvolutionProblem problem, int resultChannels, boolean channelsDivisible, long chunkBytes) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.resultChannels = resultChannels;
        this.chunkBytes = chunkBytes;
        this.channelsDivisible = channelsDivisible
                && problem.dataFormat() == DataFormat.NCHW
                && Depthwise.is(problem)
                && geometry.ic() > CHANNEL_BLOCK;
    }

    /** The chunks of a convolution, of about this number of bytes each. */
    public static List<Chunk> of(ConvolutionProblem problem, long chunkBytes) {
        return new HeapArrayChunks(problem, problem.geometry().oc(), true, chunkBytes).divide();
    }

    /** The chunks of a convolution that is followed by a pointwise convolution with this number of output channels. */
    public static List<Chunk> of(ConvolutionProblem problem, int resultChannels, long chunkBytes) {
        return new HeapArrayChunks(problem, resultChannels, false, chunkBytes).divide();
    }

    private List<Chunk> divide() {
        if (geometry.srcElements() == 0 || geometry.dstElements() == 0) {
            return List.of(new Chunk(problem, 0, 0, 0));
        }
        if (imageBytes() <= chunkBytes || !RowBands.isDivisible(problem) && !channelsDivisible) {
            int images = (int) Math.min(geometry.mb(), Math.max(1, chunkBytes / imageBytes()));
            for (int n = 0; n < geometry.mb(); n += images) {
                add(problemOf(Math.min(images, geometry.mb() - n), geometry.ic()), n, 0, 0, 0);
            }
            return chunks;
        }
        for (int n = 0; n < geometry.mb(); n++) {
            if (channelsDivisible) {
                addChannels(n);
            } else {
                addBands(n);
            }
        }
        return chunks;
    }

    private long imageBytes() {
        return (srcPlane() * geometry.ic() + dstPlane() * resultChannels) * Float.BYTES;
    }

    private void addChannels(int image) {
        long channelBytes = (srcPlane() + dstPlane() * geometry.ocPerGroup()) * Float.BYTES;
        int channels = (int) Math.max(1, chunkBytes / channelBytes / CHANNEL_BLOCK) * CHANNEL_BLOCK;
        for (int first = 0; first < geometry.ic(); first += channels) {
            ConvolutionProblem some = problemOf(1, Math.min(channels, geometry.ic() - first));
            add(some, image, first, first * srcPlane(), first * geometry.ocPerGroup() * dstPlane());
        }
    }

    private void addBands(int image) {
        long rowBytes = imageBytes() / RowBands.rowsOf(problem);
        int height = RowBands.heightFor(problem, rowBytes, chunkBytes);
        for (RowBands.Band band : RowBands.of(problem, height)) {
            add(band.problem(), image, 0, band.srcPixel() * geometry.ic(), band.dstPixel() * resultChannels);
        }
    }

    private void add(ConvolutionProblem chunk, int image, int firstChannel, long srcOffset, long dstOffset) {
        chunks.add(new Chunk(
                chunk,
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

    /** The same convolution of some of the images, or of some of the channels. */
    private ConvolutionProblem problemOf(int images, int channels) {
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
