package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * A tensor with its axes in another order, {@code tf.transpose}.
 *
 * @param inputShape any shape of at least one axis
 * @param permutation for each axis of the result, the axis of the input that it was
 */
public record TransposeProblem(Shape inputShape, List<Integer> permutation) implements LayerProblem {
    private static final String OPERATION = "transpose";

    /**
     * Checks the rules.
     *
     * @param inputShape any shape of at least one axis
     * @param permutation for each axis of the result, the axis of the input that it was
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public TransposeProblem {
        permutation = List.copyOf(permutation);
        LayerRules.tensor(OPERATION, "input shape", inputShape);
        LayerRules.entries(OPERATION, "perm", permutation, inputShape);
        for (int axis = 0; axis < permutation.size(); axis++) {
            if (!permutation.contains(axis)) {
                throw LayerRules.refusal(
                        "axis",
                        OPERATION,
                        "perm",
                        permutation,
                        "axis " + axis + " of input " + inputShape + " is not in it",
                        "name each axis once");
            }
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
        return Shape.of(permutation.stream().mapToLong(inputShape::dim).toArray());
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " perm " + permutation;
    }
}
