package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Tensors one behind the other along an axis, {@code tf.concat}.
 *
 * @param inputShapes the shapes, at least one, which differ along the axis only
 * @param axis the axis, from 0
 */
public record ConcatenationProblem(List<Shape> inputShapes, int axis) implements LayerProblem {
    private static final String OPERATION = "concat";

    /**
     * Checks the rules.
     *
     * @param inputShapes the shapes
     * @param axis the axis, from 0
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public ConcatenationProblem {
        inputShapes = List.copyOf(inputShapes);
        if (inputShapes.isEmpty()) {
            throw LayerRules.refusal("shape", OPERATION, "values", "[]", "there is nothing to join", "pass a tensor");
        }
        Shape first = inputShapes.get(0);
        LayerRules.axis(OPERATION, axis, first);
        for (Shape shape : inputShapes) {
            LayerRules.tensor(OPERATION, "input shape", shape);
            if (!without(axis, shape).equals(without(axis, first))) {
                throw LayerRules.refusal(
                        "shape",
                        OPERATION,
                        "shapes",
                        first + " and " + shape,
                        "they may differ along axis " + axis + " only",
                        "make the other lengths equal");
            }
        }
        joined(inputShapes, axis);
    }

    private static List<Long> without(int axis, Shape shape) {
        long[] dims = shape.dims();
        if (axis < dims.length) {
            dims[axis] = 1;
        }
        return Arrays.stream(dims).boxed().toList();
    }

    private static Shape joined(List<Shape> shapes, int axis) {
        long[] dims = shapes.get(0).dims();
        dims[axis] = shapes.stream().mapToLong(shape -> shape.dim(axis)).sum();
        return LayerRules.result(OPERATION, dims);
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public Shape outputShape() {
        return joined(inputShapes, axis);
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShapes + " along axis " + axis;
    }
}
