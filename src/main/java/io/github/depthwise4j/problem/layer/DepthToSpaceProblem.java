package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * Channels that become rows and columns, {@code tf.nn.depth_to_space}: each pixel becomes a rectangle of pixels with as
 * many channels less.
 *
 * <pre>{@code
 * out[b, y * rows + i, x * columns + j, c] = in[b, y, x, (i * columns + j) * channels + c]
 * }</pre>
 *
 * @param inputShape {@code [batch, height, width, rows * columns * channels]}
 * @param rows the rows of a rectangle; TensorFlow's {@code block_size} is rows and columns
 * @param columns the columns of a rectangle
 */
public record DepthToSpaceProblem(Shape inputShape, int rows, int columns) implements LayerProblem {
    private static final String OPERATION = "depth_to_space";

    /**
     * Checks the rules.
     *
     * @param inputShape {@code [batch, height, width, rows * columns * channels]}
     * @param rows the rows of a rectangle
     * @param columns the columns of a rectangle
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public DepthToSpaceProblem {
        LayerRules.image(OPERATION, "input shape", inputShape);
        LayerRules.positive(OPERATION, "rows of a block", rows);
        LayerRules.positive(OPERATION, "columns of a block", columns);
        if (inputShape.dim(LayerRules.CHANNELS) % ((long) rows * columns) != 0) {
            throw LayerRules.refusal(
                    "shape",
                    OPERATION,
                    "input shape",
                    inputShape,
                    "its channels must be a multiple of the " + (long) rows * columns + " pixels of a block",
                    "use another block size");
        }
        // No dimension can overflow: the number of elements stays the same.
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
        return Shape.of(
                inputShape.dim(0),
                inputShape.dim(LayerRules.HEIGHT) * rows,
                inputShape.dim(LayerRules.WIDTH) * columns,
                inputShape.dim(LayerRules.CHANNELS) / rows / columns);
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " in blocks of " + rows + "x" + columns;
    }
}
