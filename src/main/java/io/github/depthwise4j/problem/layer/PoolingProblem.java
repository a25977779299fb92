package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Objects;

/**
 * The largest number or the mean of each window of each channel: {@code tf.nn.max_pool2d} and {@code tf.nn.avg_pool2d}.
 * Positions on the padding do not count, neither for the largest number nor for the mean.
 *
 * @param kind the largest number or the mean
 * @param inputShape {@code [batch, height, width, channels]}
 * @param windowHeight rows of a window
 * @param windowWidth columns of a window
 * @param strideHeight rows from one window to the next
 * @param strideWidth columns from one window to the next
 * @param padding the positions around the image; explicit padding is smaller than the window
 */
public record PoolingProblem(
        Kind kind,
        Shape inputShape,
        int windowHeight,
        int windowWidth,
        int strideHeight,
        int strideWidth,
        Padding padding)
        implements LayerProblem {
    /** What becomes of a window. */
    public enum Kind {
        /** Its largest number. */
        MAXIMUM("max_pool2d"),
        /** The mean of its numbers. */
        AVERAGE("avg_pool2d");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** {@return TensorFlow's name} */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Checks the rules.
     *
     * @param kind the largest number or the mean
     * @param inputShape {@code [batch, height, width, channels]}
     * @param windowHeight rows of a window
     * @param windowWidth columns of a window
     * @param strideHeight rows from one window to the next
     * @param strideWidth columns from one window to the next
     * @param padding the positions around the image
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public PoolingProblem {
        Objects.requireNonNull(padding, "padding");
        LayerRules.image(kind.toString(), "input shape", inputShape);
        SpatialAxis rows = LayerRules.windows(
                kind.toString(), "height", inputShape, LayerRules.HEIGHT, windowHeight, strideHeight, padding);
        SpatialAxis columns = LayerRules.windows(
                kind.toString(), "width", inputShape, LayerRules.WIDTH, windowWidth, strideWidth, padding);
        if (isOnPadding(rows) || isOnPadding(columns)) {
            throw LayerRules.refusal(
                    "padding",
                    kind.toString(),
                    "padding",
                    padding,
                    "it must be smaller than the window, [" + windowHeight + ", " + windowWidth
                            + "]: a window that sees nothing else has no result",
                    "pad less");
        }
        LayerRules.result(kind.toString(), output(inputShape, rows, columns));
    }

    private static boolean isOnPadding(SpatialAxis axis) {
        return axis.padBefore() >= axis.filter() || axis.padAfter() >= axis.filter();
    }

    /**
     * {@return the pooling of a whole image, whose result has one row and one column}
     *
     * @param kind the largest number or the mean
     * @param inputShape {@code [batch, height, width, channels]}
     * @throws io.github.depthwise4j.problem.InvalidProblemException if it is not the shape of an image
     */
    public static PoolingProblem global(Kind kind, Shape inputShape) {
        LayerRules.image(kind.toString(), "input shape", inputShape);
        int rows = (int) inputShape.dim(LayerRules.HEIGHT);
        int columns = (int) inputShape.dim(LayerRules.WIDTH);
        return new PoolingProblem(kind, inputShape, rows, columns, 1, 1, Padding.VALID);
    }

    /** {@return the windows along the rows} */
    public SpatialAxis height() {
        return LayerRules.windows(
                kind.toString(), "height", inputShape, LayerRules.HEIGHT, windowHeight, strideHeight, padding);
    }

    /** {@return the windows along the columns} */
    public SpatialAxis width() {
        return LayerRules.windows(
                kind.toString(), "width", inputShape, LayerRules.WIDTH, windowWidth, strideWidth, padding);
    }

    /** {@return whether the only window is the whole image} */
    public boolean isGlobal() {
        return windowHeight == inputShape.dim(LayerRules.HEIGHT)
                && windowWidth == inputShape.dim(LayerRules.WIDTH)
                && height().output() == 1
                && width().output() == 1
                && height().padBefore() == 0
                && width().padBefore() == 0;
    }

    private static long[] output(Shape input, SpatialAxis rows, SpatialAxis columns) {
        return new long[] {input.dim(0), rows.output(), columns.output(), input.dim(LayerRules.CHANNELS)};
    }

    @Override
    public String operation() {
        return kind.toString();
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(inputShape);
    }

    @Override
    public Shape outputShape() {
        return Shape.of(output(inputShape, height(), width()));
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return kind + " " + inputShape + " " + padding + " window " + windowHeight + "x" + windowWidth + " strides "
                + strideHeight + "x" + strideWidth;
    }
}
