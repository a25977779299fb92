package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * Where slices begin in the input and in the output, in bytes. Each image has the same parts. The slices are the parts
 * of the first image, then those of the second one, and so on.
 */
public final class SliceOffsets {
    private final int images;
    private final long srcImageBytes;
    private final long dstImageBytes;
    private final long srcPixelBytes;
    private final long dstPixelBytes;
    private final Bands parts;

    /**
     * Offsets of slices.
     *
     * @param first the convolution that reads the input, of one image or more
     * @param last the convolution that writes the output; it can be the same
     * @param parts the parts of one image
     */
    public SliceOffsets(ConvolutionProblem first, ConvolutionProblem last, Bands parts) {
        this.images = first.geometry().mb();
        this.srcImageBytes = first.geometry().srcElements() / images * Float.BYTES;
        this.dstImageBytes = last.geometry().dstElements() / images * Float.BYTES;
        this.srcPixelBytes = pixelBytes(first, first.geometry().ic());
        this.dstPixelBytes = pixelBytes(last, last.geometry().oc());
        this.parts = parts;
    }

    /** The bytes from one pixel of a row to the next. */
    private static long pixelBytes(ConvolutionProblem problem, int channels) {
        return (problem.dataFormat() == DataFormat.NHWC ? (long) channels : 1) * Float.BYTES;
    }

    /** The number of slices. */
    public int count() {
        return Math.multiplyExact(images, parts.size());
    }

    /** The part of its image that a slice is. */
    public int part(int slice) {
        return slice % parts.size();
    }

    /** The offset of the first number that a slice reads. */
    public long src(int slice) {
        return slice / parts.size() * srcImageBytes + parts.srcPixel(part(slice)) * srcPixelBytes;
    }

    /** The offset of the first number that a slice writes. */
    public long dst(int slice) {
        return slice / parts.size() * dstImageBytes + parts.dstPixel(part(slice)) * dstPixelBytes;
    }
}
