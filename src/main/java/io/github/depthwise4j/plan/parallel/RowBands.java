package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.Variants;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the image of an NHWC convolution into bands. Each band is a convolution of its own: its input and output
 * pixels are contiguous in the caller's memory. A band has neighbouring rows. If the input and the output have one row
 * each, a band has neighbouring columns: what is said of rows here is then true of columns.
 */
public final class RowBands {
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
    public static List<Band> of(ConvolutionProblem problem, int rows) {
        return divided(problem, rows, isInColumns(problem.geometry()));
    }

    /**
     * The bands of one image of any number of rows if it is divided into columns, from the left. If the image has
     * several rows, the pixels of a band are not contiguous.
     */
    public static List<Band> ofColumns(ConvolutionProblem problem, int columns) {
        return divided(problem, columns, true);
    }

    private static List<Band> divided(ConvolutionProblem problem, int size, boolean inColumns) {
        SpatialAxis axis =
                inColumns ? problem.geometry().width() : problem.geometry().height();
        List<Band> bands = new ArrayList<>();
        Map<BandKind, ConvolutionProblem> kinds = new HashMap<>();
        int from = 0;
        for (long end = size; end < axis.output() && isDivisible(problem); end += size) {
            int to = (int) end;
            if (readsImage(axis, from, to) && readsImage(axis, to, axis.output())) {
                bands.add(band(problem, inColumns, from, to, kinds));
                from = to;
            }
        }
        bands.add(from == 0 ? new Band(oneImage(problem), 0, 0) : band(problem, inColumns, from, axis.output(), kinds));
        return bands;
    }

    /** Whether some output rows have a row of the image between their first and last tap. */
    private static boolean readsImage(SpatialAxis axis, int fromRow, int toRow) {
        return axis.position(toRow - 1, axis.filter() - 1) >= 0 && axis.position(fromRow, 0) < axis.input();
    }

    /** The same convolution of a single image. */
    private static ConvolutionProblem oneImage(ConvolutionProblem problem) {
        long[] image = problem.inputShape().dims();
        long[] dims = {1, image[image.length - 3], image[image.length - 2], image[image.length - 1]};
        return new ConvolutionProblem(
                problem.parameters(), problem.dataType(), Shape.of(dims), problem.filterShape(), problem.fusion());
    }

    /** What can differ between the bands of an image. */
    private record BandKind(int before, int after, int inputs) {
        // Written out for a fast start: see the page of package problem.
        @Override
        public boolean equals(Object other) {
            return other instanceof BandKind that
                    && before == that.before
                    && after == that.after
                    && inputs == that.inputs;
        }

        @Override
        public int hashCode() {
            return 31 * (31 * before + after) + inputs;
        }
    }

    /** The band of these output rows; {@code kinds} has the problems of other bands: there can be many bands. */
    private static Band band(
            ConvolutionProblem problem, boolean inColumns, int from, int to, Map<BandKind, ConvolutionProblem> kinds) {
        ConvolutionGeometry geometry = problem.geometry();
        SpatialAxis axis = inColumns ? geometry.width() : geometry.height();
        int first = axis.position(from, 0);
        int last = axis.position(to - 1, axis.filter() - 1);
        int src = Math.max(first, 0);
        int srcEnd = Math.min(last + 1, axis.input());
        BandKind kind = new BandKind(src - first, last + 1 - srcEnd, srcEnd - src);
        ConvolutionProblem part = kinds.get(kind);
        if (part == null) {
            part = bandOf(problem, inColumns, kind);
            kinds.put(kind, part);
        }
        return new Band(
                part, (long) src * (inColumns ? 1 : geometry.iw()), (long) from * (inColumns ? 1 : geometry.ow()));
    }

    private static ConvolutionProblem bandOf(ConvolutionProblem problem, boolean inColumns, BandKind kind) {
        ConvolutionGeometry geometry = problem.geometry();
        SpatialAxis other = inColumns ? geometry.height() : geometry.width();
        int[] padding = {kind.before, kind.after};
        int[] otherPadding = {other.padBefore(), other.padAfter()};
        Shape input = inColumns
                ? Shape.of(1, geometry.ih(), kind.inputs, geometry.ic())
                : Shape.of(1, kind.inputs, geometry.iw(), geometry.ic());
        return Variants.problem(
                problem,
                DataFormat.NHWC,
                input,
                inColumns ? otherPadding : padding,
                inColumns ? padding : otherPadding,
                problem.filterShape());
    }
}
