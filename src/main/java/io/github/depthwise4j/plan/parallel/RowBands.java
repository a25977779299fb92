package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides the image of an NHWC convolution into bands. Each band is a convolution of its own: its input and output rows
 * are contiguous in the caller's memory.
 */
public final class RowBands {
    /** In place of a height: the image is not divided. */
    public static final int WHOLE_IMAGE = 0;

    /** An undivided intermediate of up to this size stays in a level-2 cache of 1 or 2 MiB, as measured. */
    private static final long SMALL_INTERMEDIATE_BYTES = 900 << 10;
    /** The size of the intermediate of a band: it stays in the cache together with the input and output of the band. */
    private static final long BAND_BYTES = 400 << 10;
    /** Kernels need about this many pixels at a time to be fast. */
    private static final int FEWEST_PIXELS = 196;

    /**
     * One band.
     *
     * @param problem the convolution of the band
     * @param srcRow the first row of the input it reads
     * @param dstRow the first row of the output it writes
     */
    public record Band(ConvolutionProblem problem, int srcRow, int dstRow) {}

    private RowBands() {}

    /** Whether images can be divided into bands: in NCHW the rows of a band are not contiguous. */
    public static boolean isDivisible(ConvolutionProblem problem) {
        return problem.dataFormat() == DataFormat.NHWC;
    }

    /** The output rows of the depthwise part to compute at a time, or {@link #WHOLE_IMAGE}. */
    public static int rowsFor(SeparableProblem problem) {
        ConvolutionGeometry geometry = problem.depthwise().geometry();
        boolean empty = geometry.srcElements() == 0 || problem.outputShape().elementCount() == 0;
        if (empty || !isDivisible(problem.depthwise())) {
            return WHOLE_IMAGE;
        }
        long rowBytes = (long) geometry.ow()
                * geometry.oc()
                * problem.depthwise().dataType().byteSize();
        if (rowBytes * geometry.oh() <= SMALL_INTERMEDIATE_BYTES) {
            return geometry.mb() == 1 ? WHOLE_IMAGE : geometry.oh();
        }
        return heightFor(geometry, rowBytes, BAND_BYTES);
    }

    /** The height of bands of about this number of bytes, if one output row has {@code rowBytes}. */
    public static int heightFor(ConvolutionGeometry geometry, long rowBytes, long bandBytes) {
        long rows = Math.max(1, bandBytes / rowBytes);
        rows = Math.max(rows, (FEWEST_PIXELS + geometry.ow() - 1L) / geometry.ow());
        return evenly(geometry.oh(), rows);
    }

    /**
     * The height of bands of at most {@code mostRows} rows. Bands of equal height need fewer primitives, and the last
     * band is not much thinner than the others.
     */
    public static int evenly(int allRows, long mostRows) {
        long bands = Math.max(1, (allRows + mostRows - 1) / mostRows);
        return height(allRows, bands);
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
        SpatialAxis height = problem.geometry().height();
        List<Band> bands = new ArrayList<>();
        int fromRow = 0;
        for (long end = rows; end < height.output() && isDivisible(problem); end += rows) {
            int toRow = (int) end;
            if (readsImage(height, fromRow, toRow) && readsImage(height, toRow, height.output())) {
                bands.add(band(problem, height, fromRow, toRow));
                fromRow = toRow;
            }
        }
        bands.add(fromRow == 0 ? new Band(oneImage(problem), 0, 0) : band(problem, height, fromRow, height.output()));
        return bands;
    }

    /** Whether some output rows have a row of the image between their first and last tap. */
    private static boolean readsImage(SpatialAxis height, int fromRow, int toRow) {
        return height.position(toRow - 1, height.filter() - 1) >= 0 && height.position(fromRow, 0) < height.input();
    }

    /** The same convolution of a single image. */
    private static ConvolutionProblem oneImage(ConvolutionProblem problem) {
        long[] image = problem.inputShape().dims();
        long[] dims = {1, image[image.length - 3], image[image.length - 2], image[image.length - 1]};
        return new ConvolutionProblem(
                problem.parameters(), problem.dataType(), Shape.of(dims), problem.filterShape(), problem.fusion());
    }

    private static Band band(ConvolutionProblem problem, SpatialAxis height, int fromRow, int toRow) {
        int first = height.position(fromRow, 0);
        int last = height.position(toRow - 1, height.filter() - 1);
        int srcRow = Math.max(first, 0);
        int srcEnd = Math.min(last + 1, height.input());
        int[] padding = {srcRow - first, last + 1 - srcEnd};
        return new Band(bandOf(problem, padding, srcEnd - srcRow), srcRow, fromRow);
    }

    private static ConvolutionProblem bandOf(ConvolutionProblem problem, int[] padding, int inputRows) {
        SpatialAxis width = problem.geometry().width();
        ConvolutionParameters old = problem.parameters();
        ConvolutionParameters parameters = new ConvolutionParameters(
                old.operation(),
                old.strideHeight(),
                old.strideWidth(),
                Padding.explicit(new int[][] {{0, 0}, padding, {width.padBefore(), width.padAfter()}, {0, 0}}),
                DataFormat.NHWC,
                old.dilationHeight(),
                old.dilationWidth(),
                old.name());
        Shape input = Shape.of(1, inputRows, width.input(), problem.geometry().ic());
        return new ConvolutionProblem(parameters, problem.dataType(), input, problem.filterShape(), problem.fusion());
    }
}
