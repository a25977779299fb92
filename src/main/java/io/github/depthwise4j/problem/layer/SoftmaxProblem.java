package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * {@code exp(x) / sum of exp(x)} along the last axis, {@code tf.nn.softmax}.
 *
 * @param inputShape any shape of at least one axis
 */
public record SoftmaxProblem(Shape inputShape) implements LayerProblem {
    private static final String OPERATION = "softmax";

    /**
     * Checks the rules.
     *
     * @param inputShape any shape of at least one axis
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public SoftmaxProblem {
        LayerRules.tensor(OPERATION, "input shape", inputShape);
        if (inputShape.rank() == 0) {
            throw LayerRules.refusal(
                    "rank", OPERATION, "input shape", inputShape, "there is no axis to sum along", "pass [1]");
        }
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
        return inputShape;
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape;
    }
}
