package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * {@code exp(x) / sum of exp(x)} along an axis, {@code tf.nn.softmax}, or the logarithm of that,
 * {@code tf.nn.log_softmax}.
 *
 * @param inputShape any shape of at least one axis
 * @param axis the axis, from 0
 * @param logarithm whether the results are logarithms
 */
public record SoftmaxProblem(Shape inputShape, int axis, boolean logarithm) implements LayerProblem {
    /**
     * Checks the rules.
     *
     * @param inputShape any shape of at least one axis
     * @param axis the axis, from 0
     * @param logarithm whether the results are logarithms
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public SoftmaxProblem {
        String operation = operation(logarithm);
        LayerRules.tensor(operation, "input shape", inputShape);
        if (inputShape.rank() == 0) {
            throw LayerRules.refusal(
                    "rank", operation, "input shape", inputShape, "there is no axis to sum along", "pass [1]");
        }
        LayerRules.axis(operation, axis, inputShape);
    }

    /**
     * The softmax along the last axis.
     *
     * @param inputShape any shape of at least one axis
     * @param logarithm whether the results are logarithms
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public SoftmaxProblem(Shape inputShape, boolean logarithm) {
        this(inputShape, Math.max(0, inputShape.rank() - 1), logarithm);
    }

    /**
     * The softmax along the last axis, without a logarithm.
     *
     * @param inputShape any shape of at least one axis
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public SoftmaxProblem(Shape inputShape) {
        this(inputShape, false);
    }

    private static String operation(boolean logarithm) {
        return logarithm ? "log_softmax" : "softmax";
    }

    @Override
    public String operation() {
        return operation(logarithm);
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(inputShape);
    }

    @Override
    public Shape outputShape() {
        return inputShape;
    }

    /** {@return whether the axis is the last one} */
    public boolean isAlongLastAxis() {
        return axis == inputShape.rank() - 1;
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return operation() + " " + inputShape + (isAlongLastAxis() ? "" : " axis " + axis);
    }
}
