package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.Variants;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;

/**
 * Divides the image of an NHWC convolution into bands. Each band is a convolution of its own: its input and output
 * pixels are contiguous in the caller's memory. A band has neighbouring rows. If the input and the output have one row
 * each, a band has neighbouring columns: what is said of rows here is then true of columns.
 */
public final class RowBands {
    /**
     * Bands of a plan differ in at most so many ways. Each needs kernels of its own, and bands that lie on padding are
     * all different: there are many if windows are much larger than bands.
     */
    public static final int MOST_KINDS = 1 << 10;

    /** In place of a height: the image is not divided. */
    public static final int WHOLE_IMAGE = 0;

    /** An undivided intermediate of up to this size stays in a level-2 cache of 1 or 2 MiB, as measured. */
    private static final long SMALL_INTERMEDIATE_BYTES = 900 << 10;
    /** Reading an intermediate of up to this size from memory takes no longer than beginning another image. */
    private static final long TINY_INTERMEDIATE_BYTES = 16 << 10;
    /** The size of the intermediate of a band: it stays in the cache together with the input and output of the band. */
    private static final long BAND_BYTES = 400 << 10;
    /** Kernels need about this many output pixels at a time to be fast. */
    private static final int FEWEST_PIXELS = 196;

    /**
     * One band.
     *
     * @param problem the convolution of the band
     * @param srcPixel the first pixel of the input it reads
     * @param dstPixel the first pixel of the output it writes
     */
    public record Band(ConvolutionProblem problem, long srcPixel, long dstPixel) {}

    private RowBands() {}

    /** Whether images can be divided into bands: in NCHW the rows of a band are not contiguous. */
    public static boolean isDivisible(ConvolutionProblem problem) {
        return problem.dataFormat() == DataFormat.NHWC;
    }

    /** Whether bands are columns: the input and the output have one row each. */
    public static boolean isInColumns(ConvolutionGeometry geometry) {
        return geometry.ih() == 1 && geometry.oh() == 1;
    }

    /** The axis along which an image is divided. */
    private static SpatialAxis dividedAxis(ConvolutionGeometry geometry) {
        return isInColumns(geometry) ? geometry.width() : geometry.height();
    }

    /** The output rows of an image. */
    public static int rowsOf(ConvolutionProblem problem) {
        return dividedAxis(problem.geometry()).output();
    }

    /** The height of bands of equal height that read at most this number of input rows, or 1 if even 1 reads more. */
    public static int rowsReading(ConvolutionProblem problem, long inputRows) {
        SpatialAxis axis = dividedAxis(problem.geometry());
        long rows = (Math.max(1, inputRows) - axis.extent()) / axis.stride() + 1;
        return evenly(axis.output(), Math.max(1, rows));
    }

    /** The pixels of an input row. */
    public static int srcRowPixels(ConvolutionProblem problem) {
        return isInColumns(problem.geometry()) ? 1 : problem.geometry().iw();
    }

    /** The pixels of an output row. */
    public static int dstRowPixels(ConvolutionProblem problem) {
        return isInColumns(problem.geometry()) ? 1 : problem.geometry().ow();
    }

    /**
     * The output rows of the depthwise part to compute at a time, or {@link #WHOLE_IMAGE}. Images of few pixels are
     * computed together, because oneDNN takes a microsecond to begin each.
     */
    public static int rowsFor(SeparableProblem problem) {
        ConvolutionGeometry geometry = problem.depthwise().geometry();
        boolean empty = geometry.srcElements() == 0 || problem.outputShape().elementCount() == 0;
        if (empty || !isDivisible(problem.depthwise())) {
            return WHOLE_IMAGE;
        }
        long rowBytes = (long) dstRowPixels(problem.depthwise())
                * geometry.oc()
                * problem.depthwise().dataType().byteSize();
        int rows = rowsOf(problem.depthwise());
        long imageBytes = rowBytes * rows;
        if (imageBytes <= SMALL_INTERMEDIATE_BYTES) {
            boolean few = (long) geometry.oh() * geometry.ow() < FEWEST_PIXELS;
            boolean together = few
                    && (imageBytes * geometry.mb() <= SMALL_INTERMEDIATE_BYTES
                            || imageBytes <= TINY_INTERMEDIATE_BYTES);
            return geometry.mb() == 1 || together ? WHOLE_IMAGE : rows;
        }
        return heightFor(problem.depthwise(), rowBytes, BAND_BYTES);
    }

    /** The height of bands of about this number of bytes, if one output row has {@code rowBytes}. */
    public static int heightFor(ConvolutionProblem problem, long rowBytes, long bandBytes) {
        int rowPixels = dstRowPixels(problem);
        long rows = Math.max(1, bandBytes / rowBytes);
        rows = Math.max(rows, (FEWEST_PIXELS + rowPixels - 1L) / rowPixels);
        return evenly(rowsOf(problem), rows);
    }

    /**
     * The height of bands of at most {@code mostRows} rows. Bands of equal height need fewer primitives, and the last
     * band is not much thinner than the others.
     */
    public static int evenly(int allRows, long mostRows) {
        long bands = Math.max(1, (allRows + mostRows - 1) / mostRows);
        return height(allRows, bands);
    }

    /** The number of bands of equal height, each of at most {@code mostRows} rows. */
    public static int countOf(int allRows, long mostRows) {
        int height = evenly(allRows, mostRows);
        return (int) ((allRows + height - 1L) / height);
    }

    /** The height of the bands if an image is divided into this number of bands. */
    public static int height(int allRows, long bands) {
        return (int) ((allRows + bands - 1) / bands);
    }

    /**
     * The bands of one image, from the top; one band with the whole image if it cannot be divided. A band that would
     * read padding only is joined with the next band that reads a row of the image.
     */
    public static Bands of(ConvolutionProblem problem, int rows) {
        return ofOrNull(problem, rows, Integer.MAX_VALUE);
    }

    /** The same; null if bands differ in more than {@code mostKinds} ways. */
    public static Bands ofOrNull(ConvolutionProblem problem, int rows, int mostKinds) {
        ConvolutionGeometry geometry = problem.geometry();
        boolean inColumns = isInColumns(geometry);
        return boxesOrNull(problem, inColumns ? geometry.oh() : rows, inColumns ? rows : geometry.ow(), mostKinds);
    }

    /**
     * The boxes of one image, row by row: bands that are divided into columns as well. If there are several columns,
     * the pixels of a box are not contiguous. Null if boxes differ in more than {@code mostKinds} ways.
     */
    public static Bands boxesOrNull(ConvolutionProblem problem, int rows, int columns, int mostKinds) {
        ConvolutionGeometry geometry = problem.geometry();
        AxisBands height = alongOrNull(geometry.height(), isDivisible(problem) ? rows : geometry.oh(), mostKinds);
        AxisBands width = alongOrNull(geometry.width(), isDivisible(problem) ? columns : geometry.ow(), mostKinds);
        boolean few = height != null
                && width != null
                && (long) height.kinds().size() * width.kinds().size() <= mostKinds;
        return few ? new Bands(problem, height, width) : null;
    }

    private static AxisBands alongOrNull(SpatialAxis axis, int size, int mostKinds) {
        return size >= axis.output() ? AxisBands.undivided(axis) : AxisBands.ofSizeOrNull(axis, size, mostKinds);
    }

    /** The same convolution of a single image. */
    static ConvolutionProblem oneImage(ConvolutionProblem problem) {
        long[] image = problem.inputShape().dims();
        long[] dims = {1, image[image.length - 3], image[image.length - 2], image[image.length - 1]};
        return new ConvolutionProblem(
                problem.parameters(), problem.dataType(), Shape.of(dims), problem.filterShape(), problem.fusion());
    }

    /** The convolution of a part of an NHWC image. */
    static ConvolutionProblem part(ConvolutionProblem problem, AxisBands.Kind rows, AxisBands.Kind columns) {
        return Variants.problem(
                problem,
                DataFormat.NHWC,
                Shape.of(1, rows.inputs(), columns.inputs(), problem.geometry().ic()),
                new int[] {rows.before(), rows.after()},
                new int[] {columns.before(), columns.after()},
                problem.filterShape());
    }
}
