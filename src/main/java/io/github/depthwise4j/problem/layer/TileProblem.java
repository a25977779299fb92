package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * Copies of a tensor side by side, {@code tf.tile}.
 *
 * @param inputShape any shape of at least one axis
 * @param multiples how many copies there are along each axis, 1 or more
 */
public record TileProblem(Shape inputShape, List<Integer> multiples) implements LayerProblem {
    private static final String OPERATION = "tile";

    /**
     * Checks the rules.
     *
     * @param inputShape any shape of at least one axis
     * @param multiples how many copies there are along each axis
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public TileProblem {
        multiples = List.copyOf(multiples);
        LayerRules.tensor(OPERATION, "input shape", inputShape);
        LayerRules.entries(OPERATION, "multiples", multiples, inputShape);
        multiples.forEach(copies -> LayerRules.positive(OPERATION, "multiple", copies));
        LayerRules.result(OPERATION, output(inputShape, multiples));
    }

    private static long[] output(Shape shape, List<Integer> multiples) {
        long[] dims = shape.dims();
        for (int axis = 0; axis < dims.length; axis++) {
            dims[axis] *= multiples.get(axis);
        }
        return dims;
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
        return Shape.of(output(inputShape, multiples));
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " multiples " + multiples;
    }
}
