package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.plan.base.OneChannel;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;

/**
 * Finds the form of a problem, rule by rule. Each rule keeps the result and the order of all numbers in memory. The
 * input and the output have elements.
 */
final class Rewriting {
    /** An axis with one position. */
    private static final SpatialAxis SINGLE = positions(1);
    /**
     * With this many channels, kernels fill their registers. With fewer, rows of an NCHW image are used as channels.
     */
    private static final int ENOUGH_CHANNELS = 16;
    /** With fewer rows, an image of one channel is faster as it is. */
    private static final int FEWEST_ROWS_AS_CHANNELS = 4;
    /** The most columns of padding that each of oneDNN's depthwise kernels accepts. Rows of padding have no limit. */
    private static final int MOST_PADDING = 3;
    /** Up to this many channels, the merged problems were measured. */
    private static final int MOST_CHANNELS = 1 << 16;
    /**
     * The kernels of ordinary convolutions prepare something for each row and for each column of the output, which
     * takes about half a microsecond each time. For a longer merged axis, making the plan would take long.
     */
    private static final int MOST_PREPARED_POSITIONS = 1 << 14;
    /**
     * The most numbers of a filter whose taps become a matrix: it stays in the level-2 cache. Larger ones have so many
     * channels that little is gained.
     */
    private static final int LARGEST_MATRIX = 1 << 16;
    /** This many numbers of rows are tried, until one divides the number of pixels. */
    private static final int MOST_TRIALS = 1000;

    private final ConvolutionProblem problem;
    private int images;
    private int groups;
    private int ic;
    private int oc;
    private SpatialAxis height;
    private SpatialAxis width;
    private DataFormat format;
    private Operation operation;
    private FilterArrangement filter;

    Rewriting(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        this.problem = problem;
        this.images = geometry.mb();
        this.groups = geometry.g();
        this.ic = geometry.ic();
        this.oc = geometry.oc();
        this.height = geometry.height();
        this.width = geometry.width();
        this.format = problem.dataFormat();
        this.operation = problem.operation();
        this.filter = FilterArrangement.whole(problem);
    }

    Form form() {
        crop();
        putChannelsLast();
        turnColumnIntoRow();
        mergeWindowsWithChannels();
        mergeCoveredImagesWithChannels();
        // Of merged columns, one is left. As a row it can have windows side by side.
        turnColumnIntoRow();
        mergeWindowsWithChannels();
        mergeImagesWithRows();
        mergeColumnsWithChannels();
        mergeRowsWithChannels();
        turnColumnIntoRow();
        mergeImagesWithRows();
        mergePixels();
        mergeImagesOfOnePixel();
        return isChanged() ? changed() : Form.same(problem);
    }

    ConvolutionProblem withColumnsAsChannels() {
        mergeWindowsWithChannels();
        if (!isChanged()) {
            return problem;
        }
        turnColumnIntoRow();
        mergeImagesWithRows();
        return changed().equivalent();
    }

    private Form changed() {
        try {
            return new Form(problem, equivalent(), filter);
        } catch (InvalidProblemException e) {
            // Near the largest sizes of all, a merged axis can be longer than an axis may be.
            return Form.same(problem);
        }
    }

    /** Removes taps that see only padding, and what else cannot change a result. */
    private void crop() {
        CroppedAxis croppedHeight = CroppedAxis.of(height);
        CroppedAxis croppedWidth = CroppedAxis.of(width);
        filter = filter.cropped(croppedHeight, croppedWidth);
        height = croppedHeight.axis();
        width = croppedWidth.axis();
    }

    /**
     * Images of one pixel, and images of one channel, lie alike in NCHW and in NHWC. In NHWC they are faster, but for
     * long rows whose numbers are only multiplied by one number.
     */
    private void putChannelsLast() {
        boolean src = ic == 1 || height.input() == 1 && width.input() == 1;
        boolean dst = oc == 1 || height.output() == 1 && width.output() == 1;
        boolean preparedSoon = Math.max(height.output(), width.output()) <= MOST_PREPARED_POSITIONS;
        if (src && dst && preparedSoon) {
            format = DataFormat.NHWC;
        } else if (OneChannel.hasOneNumber(geometry())) {
            format = DataFormat.NCHW;
        }
    }

    /**
     * In NHWC, if neighbouring windows of an ordinary convolution share no columns and leave none between them, the
     * columns of a window are channels of one column. If an image then is one window, it is one pixel.
     */
    private void mergeWindowsWithChannels() {
        if (groups > 1 || format != DataFormat.NHWC || !isDividedByWindows(width)) {
            return;
        }
        boolean onePixel = width.output() == 1 && isDividedByWindows(height);
        int merged = width.filter() * (onePixel ? height.filter() : 1);
        if (merged > 1) {
            ic *= merged;
            width = positions(width.output());
            height = onePixel ? positions(height.output()) : height;
            operation = Operation.CONV2D;
        }
    }

    /**
     * In NHWC, if each window of an ordinary convolution, or of a depthwise one of one channel, contains all columns,
     * the columns are channels; and if it contains the whole image, all pixels are.
     */
    private void mergeCoveredImagesWithChannels() {
        if (groups == 1 && format == DataFormat.NHWC && !mergeCovered(height)) {
            mergeCovered(SINGLE);
        }
    }

    /** Merges the columns and these rows; false if it is not possible, or not worth it. */
    private boolean mergeCovered(SpatialAxis rows) {
        CoveredImages covered = new CoveredImages(rows, width, ic, oc);
        boolean rowsStay = !rows.equals(height);
        if (!isSmall(covered, rowsStay ? height.filter() : 1)
                || rowsStay && Math.max(height.input(), height.output()) > MOST_PREPARED_POSITIONS
                || !covered.isCovered()) {
            return false;
        }
        filter = filter.covering(covered);
        ic *= (int) covered.inputs();
        oc *= (int) covered.outputs();
        width = SINGLE;
        height = rowsStay ? height : SINGLE;
        operation = Operation.CONV2D;
        return true;
    }

    /** Whether there is something to merge that leaves a small filter. */
    private static boolean isSmall(CoveredImages images, int rowsOfTaps) {
        long inputs = images.inputs() * images.ic();
        long outputs = images.outputs() * images.oc();
        return images.inputs() * images.outputs() > 1
                && Math.max(inputs, outputs) <= LARGEST_MATRIX
                && rowsOfTaps * inputs * outputs <= LARGEST_MATRIX;
    }

    /** In NHWC, if each output row depends on one input row only, the rows of all images are rows of one image. */
    private void mergeImagesWithRows() {
        if (format == DataFormat.NHWC && isIndependent(height) && canMerge(images, height.input())) {
            height = positions(images * height.input());
            images = 1;
        }
    }

    /** Whether an axis of this product of sizes is not too long. */
    private boolean canMerge(int first, int second) {
        return isDepthwise() || (long) first * second <= MOST_PREPARED_POSITIONS;
    }

    private boolean isDepthwise() {
        return groups == ic && ic > 1;
    }

    /**
     * In NHWC, if each output column depends on one input column only, a depthwise convolution can use the columns as
     * channels. All columns have the same filters, which are repeated. The taps must lie along the rows then: the
     * kernels read a row from the beginning to the end, and repeated filters must stay small beside the image.
     */
    private void mergeColumnsWithChannels() {
        if (format == DataFormat.NHWC && hasOneFilterPerChannel() && isIndependent(width) && isShort(height, width)) {
            int columns = width.input();
            filter = filter.repeated(columns, 1);
            setChannels(ic * columns);
            width = SINGLE;
        }
    }

    /** The same in NCHW, where rows are used as channels. An image of one channel can be taken as NCHW. */
    private void mergeRowsWithChannels() {
        boolean enoughRows = height.input() >= FEWEST_ROWS_AS_CHANNELS;
        boolean oneChannel = ic == 1 && images == 1 && enoughRows;
        boolean fewChannels = format == DataFormat.NCHW
                && ic < ENOUGH_CHANNELS
                && height.input() > 1
                && (enoughRows || !OneChannel.hasOneNumber(geometry()));
        if ((oneChannel || fewChannels)
                && hasOneFilterPerChannel()
                && isIndependent(height)
                && isShort(width, height)) {
            int rows = height.input();
            format = DataFormat.NCHW;
            filter = filter.repeated(1, rows);
            setChannels(ic * rows);
            height = SINGLE;
        }
    }

    /** Kernels compute neighbours in a row together. So an image of one column is faster as a row. */
    private void turnColumnIntoRow() {
        if (width.equals(SINGLE)) {
            width = height;
            height = SINGLE;
        }
    }

    /** If each output pixel depends on one input pixel only, the pixels of an image, or of all images, are one row. */
    private void mergePixels() {
        // With several filters for each channel, channels are copied in bands of rows.
        boolean copied = ic == groups && oc > ic && width.input() > 1;
        if (!copied && isIndependent(height) && isIndependent(width) && canMerge(height.input(), width.input())) {
            width = positions(height.input() * width.input());
            height = SINGLE;
        }
    }

    /** If there are too many images of one pixel for one row, they become a few long rows. */
    private void mergeImagesOfOnePixel() {
        if (width.equals(SINGLE) && height.equals(SINGLE) && images > MOST_PREPARED_POSITIONS) {
            int fewest = (images - 1) / MOST_PREPARED_POSITIONS + 1;
            for (int rows = fewest; rows < fewest + MOST_TRIALS; rows++) {
                if (images % rows == 0) {
                    height = positions(rows);
                    width = positions(images / rows);
                    images = 1;
                    return;
                }
            }
        }
    }

    private boolean hasOneFilterPerChannel() {
        return groups == ic && oc == ic;
    }

    private void setChannels(int channels) {
        groups = channels;
        ic = channels;
        oc = channels;
    }

    /** Whether filters along an axis, repeated for each position of another axis, are small beside the image. */
    private boolean isShort(SpatialAxis axis, SpatialAxis other) {
        return (long) ic * other.input() <= MOST_CHANNELS
                && axis.stride() == 1
                && axis.dilation() == 1
                && axis.padBefore() <= MOST_PADDING
                && axis.padAfter() <= MOST_PADDING
                && axis.filter() <= axis.input() / 2;
    }

    /** Whether each input position belongs to one window, and there is neither padding nor a gap. */
    private static boolean isDividedByWindows(SpatialAxis axis) {
        boolean oneStride = axis.output() == 1 || axis.stride() == axis.filter();
        boolean whole = axis.padBefore() == 0 && (long) axis.output() * axis.filter() == axis.input();
        return oneStride && whole && axis.dilation() == 1;
    }

    /** Whether each output position depends on the input position of the same number only. */
    private static boolean isIndependent(SpatialAxis axis) {
        return axis.equals(positions(axis.input()));
    }

    private static SpatialAxis positions(int count) {
        return new SpatialAxis(count, 1, 1, 1, 0, 0, count);
    }

    private boolean isChanged() {
        return !geometry().equals(problem.geometry()) || format != problem.dataFormat();
    }

    /** The sizes as they are now. */
    private ConvolutionGeometry geometry() {
        return new ConvolutionGeometry(images, groups, ic, oc, height, width);
    }

    private ConvolutionProblem equivalent() {
        int[] rows = {height.padBefore(), height.padAfter()};
        int[] columns = {width.padBefore(), width.padAfter()};
        int[] none = {0, 0};
        boolean last = format == DataFormat.NHWC;
        ConvolutionParameters parameters = new ConvolutionParameters(
                operation,
                height.stride(),
                width.stride(),
                Padding.explicit(
                        last ? new int[][] {none, rows, columns, none} : new int[][] {none, none, rows, columns}),
                format,
                height.dilation(),
                width.dilation(),
                problem.parameters().name());
        Shape input = last
                ? Shape.of(images, height.input(), width.input(), ic)
                : Shape.of(images, ic, height.input(), width.input());
        Shape weights =
                switch (operation) {
                    case DEPTHWISE_CONV2D -> Shape.of(height.filter(), width.filter(), ic, oc / ic);
                    case CONV2D -> Shape.of(height.filter(), width.filter(), ic / groups, oc);
                };
        return new ConvolutionProblem(parameters, problem.dataType(), input, weights, problem.fusion());
    }
}
