package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * Several images joined to one, {@code tf.batch_to_space}: the inverse of {@link SpaceToBatchProblem}. Then pixels are
 * taken away from the borders.
 *
 * @param inputShape {@code [rows * columns * batch, height, width, channels]}
 * @param rows the rows of a block
 * @param columns the columns of a block
 * @param crops the pixels to take away above, below, at the left and at the right
 */
public record BatchToSpaceProblem(Shape inputShape, int rows, int columns, List<Integer> crops)
        implements LayerProblem {
    private static final String OPERATION = "batch_to_space";

    /**
     * Checks the rules.
     *
     * @param inputShape {@code [rows * columns * batch, height, width, channels]}
     * @param rows the rows of a block
     * @param columns the columns of a block
     * @param crops the pixels to take away above, below, at the left and at the right
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public BatchToSpaceProblem {
        crops = List.copyOf(crops);
        LayerRules.image(OPERATION, "input shape", inputShape);
        LayerRules.positive(OPERATION, "rows of a block", rows);
        LayerRules.positive(OPERATION, "columns of a block", columns);
        LayerRules.borders(OPERATION, "crops", crops);
        if (inputShape.dim(0) % ((long) rows * columns) != 0) {
            throw LayerRules.refusal(
                    "shape",
                    OPERATION,
                    "input shape",
                    inputShape,
                    "its batch must be a multiple of the " + (long) rows * columns + " pixels of a block",
                    "use another block size");
        }
        if (left(inputShape, LayerRules.HEIGHT, rows, crops) < 1
                || left(inputShape, LayerRules.WIDTH, columns, crops) < 1) {
            throw LayerRules.refusal(
                    "size", OPERATION, "crops", crops, "nothing would be left of input " + inputShape, "crop less");
        }
    }

    private static long left(Shape shape, int axis, int block, List<Integer> crops) {
        return shape.dim(axis) * block - crops.get(2 * axis - 2) - crops.get(2 * axis - 1);
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
                inputShape.dim(0) / rows / columns,
                left(inputShape, LayerRules.HEIGHT, rows, crops),
                left(inputShape, LayerRules.WIDTH, columns, crops),
                inputShape.dim(LayerRules.CHANNELS));
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " in blocks of " + rows + "x" + columns + " crops " + crops;
    }
}
