package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * An image divided into several images, {@code tf.space_to_batch}: zeros are added around it, and each pixel of a block
 * of pixels goes to an image of its own.
 *
 * <pre>{@code
 * out[(i * columns + j) * batch + b, y, x, c] = padded[b, y * rows + i, x * columns + j, c]
 * }</pre>
 *
 * @param inputShape {@code [batch, height, width, channels]}
 * @param rows the rows of a block
 * @param columns the columns of a block
 * @param paddings the zeros above, below, at the left and at the right
 */
public record SpaceToBatchProblem(Shape inputShape, int rows, int columns, List<Integer> paddings)
        implements LayerProblem {
    private static final String OPERATION = "space_to_batch";

    /**
     * Checks the rules.
     *
     * @param inputShape {@code [batch, height, width, channels]}
     * @param rows the rows of a block
     * @param columns the columns of a block
     * @param paddings the zeros above, below, at the left and at the right
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public SpaceToBatchProblem {
        paddings = List.copyOf(paddings);
        LayerRules.image(OPERATION, "input shape", inputShape);
        LayerRules.positive(OPERATION, "rows of a block", rows);
        LayerRules.positive(OPERATION, "columns of a block", columns);
        LayerRules.borders(OPERATION, "paddings", paddings);
        if (padded(inputShape, LayerRules.HEIGHT, paddings) % rows != 0
                || padded(inputShape, LayerRules.WIDTH, paddings) % columns != 0) {
            throw LayerRules.refusal(
                    "padding",
                    OPERATION,
                    "paddings",
                    paddings,
                    "with them, rows and columns of input " + inputShape + " must be multiples of " + rows + " and "
                            + columns,
                    "pad more");
        }
        LayerRules.result(OPERATION, output(inputShape, rows, columns, paddings));
    }

    private static long padded(Shape shape, int axis, List<Integer> paddings) {
        return shape.dim(axis) + paddings.get(2 * axis - 2) + paddings.get(2 * axis - 1);
    }

    private static long[] output(Shape shape, int rows, int columns, List<Integer> paddings) {
        return new long[] {
            images(shape.dim(0), (long) rows * columns),
            padded(shape, LayerRules.HEIGHT, paddings) / rows,
            padded(shape, LayerRules.WIDTH, paddings) / columns,
            shape.dim(LayerRules.CHANNELS)
        };
    }

    /** A product that is too large stays too large. */
    private static long images(long batch, long pixels) {
        return batch > Long.MAX_VALUE / pixels ? Long.MAX_VALUE : batch * pixels;
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(inputShape);
    }

    @Override
    public Shape outputShape() {
        return Shape.of(output(inputShape, rows, columns, paddings));
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " in blocks of " + rows + "x" + columns + " paddings " + paddings;
    }
}
