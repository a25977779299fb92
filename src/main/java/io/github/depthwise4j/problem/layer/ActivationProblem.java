package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Objects;

/**
 * A function of each number, as {@code tf.nn.relu}.
 *
 * @param inputShape any shape, which is that of the result, too
 * @param activation the function
 */
public record ActivationProblem(Shape inputShape, Activation activation) implements LayerProblem {
    /**
     * Checks the rules.
     *
     * @param inputShape any shape
     * @param activation the function
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public ActivationProblem {
        Objects.requireNonNull(activation, "activation");
        LayerRules.tensor(activation.toString(), "input shape", inputShape);
    }

    @Override
    public String operation() {
        return activation.kind().toString();
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
        return activation + " " + inputShape;
    }
}
