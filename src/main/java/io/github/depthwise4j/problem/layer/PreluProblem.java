package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * {@code x > 0 ? x : slope * x}, Keras's {@code PReLU}, with one slope for each channel.
 *
 * @param inputShape any shape whose last axis has the channels
 * @param slopeShape {@code [channels]}; axes of length 1 may stand before it
 */
public record PreluProblem(Shape inputShape, Shape slopeShape) implements LayerProblem {
    private static final String OPERATION = "prelu";

    /**
     * Checks the rules.
     *
     * @param inputShape any shape whose last axis has the channels
     * @param slopeShape {@code [channels]}; axes of length 1 may stand before it
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public PreluProblem {
        LayerRules.tensor(OPERATION, "input shape", inputShape);
        long channels = inputShape.rank() == 0 ? 1 : inputShape.dim(inputShape.rank() - 1);
        if (inputShape.rank() == 0
                || slopeShape.rank() == 0
                || slopeShape.elementCount() != channels
                || slopeShape.dim(slopeShape.rank() - 1) != channels) {
            throw LayerRules.refusal(
                    "shape",
                    OPERATION,
                    "shape of the slopes",
                    slopeShape,
                    "there is one slope for each of the " + channels + " channels of input " + inputShape,
                    "pass [" + channels + "]; repeat a slope that channels share, and give no slopes to single pixels");
        }
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(inputShape, slopeShape);
    }

    @Override
    public Shape outputShape() {
        return inputShape;
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape;
    }
}
