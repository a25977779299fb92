package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * Zeros around a tensor, {@code tf.pad}.
 *
 * @param inputShape any shape of at least one axis
 * @param before the zeros before the first entry, for each axis
 * @param after the zeros behind the last entry, for each axis
 */
public record ZeroPaddingProblem(Shape inputShape, List<Integer> before, List<Integer> after) implements LayerProblem {
    private static final String OPERATION = "pad";

    /**
     * Checks the rules.
     *
     * @param inputShape any shape of at least one axis
     * @param before the zeros before the first entry, for each axis
     * @param after the zeros behind the last entry, for each axis
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public ZeroPaddingProblem {
        before = List.copyOf(before);
        after = List.copyOf(after);
        LayerRules.tensor(OPERATION, "input shape", inputShape);
        if (before.size() != inputShape.rank() || after.size() != inputShape.rank() || before.isEmpty()) {
            throw LayerRules.refusal(
                    "padding",
                    OPERATION,
                    "paddings",
                    before + " and " + after,
                    "there is one pair for each of the " + inputShape.rank() + " axes of input " + inputShape,
                    "pass 0 for axes that stay as they are");
        }
        for (int zeros : before) {
            notNegative(zeros);
        }
        for (int zeros : after) {
            notNegative(zeros);
        }
        padded(inputShape, before, after);
    }

    private static void notNegative(int zeros) {
        if (zeros < 0) {
            throw LayerRules.refusal(
                    "padding", OPERATION, "padding", zeros, "zeros cannot be taken away", "pass 0 or more");
        }
    }

    private static Shape padded(Shape input, List<Integer> before, List<Integer> after) {
        long[] dims = input.dims();
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] += (long) before.get(axis) + after.get(axis);
        }
        return LayerRules.result(OPERATION, dims);
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
        return padded(inputShape, before, after);
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " by " + before + " and " + after;
    }
}
