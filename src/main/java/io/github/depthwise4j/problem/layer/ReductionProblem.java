package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * One number from all numbers along some axes: {@code tf.reduce_sum} and the like, with {@code keepdims=True}.
 *
 * @param kind what becomes of the numbers
 * @param inputShape any shape of at least one axis
 * @param axes the axes that get length 1, from 0, each once
 */
public record ReductionProblem(Kind kind, Shape inputShape, List<Integer> axes) implements LayerProblem {
    /** What becomes of the numbers. */
    public enum Kind {
        /** {@code tf.reduce_sum}. */
        SUM("reduce_sum"),
        /** {@code tf.reduce_mean}. */
        MEAN("reduce_mean"),
        /** {@code tf.reduce_max}. */
        MAXIMUM("reduce_max"),
        /** {@code tf.reduce_min}. */
        MINIMUM("reduce_min");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** {@return TensorFlow's name} */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Checks the rules.
     *
     * @param kind what becomes of the numbers
     * @param inputShape any shape of at least one axis
     * @param axes the axes that get length 1, from 0, each once
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public ReductionProblem {
        Objects.requireNonNull(kind, "kind");
        axes = List.copyOf(axes);
        String operation = kind.toString();
        LayerRules.tensor(operation, "input shape", inputShape);
        for (int axis : axes) {
            LayerRules.axis(operation, axis, inputShape);
        }
        if (axes.isEmpty() || new TreeSet<>(axes).size() != axes.size()) {
            throw LayerRules.refusal(
                    "axis", operation, "axis", axes, "it must name axes, each once", "pass at least one axis");
        }
    }

    @Override
    public String operation() {
        return kind.toString();
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(inputShape);
    }

    @Override
    public Shape outputShape() {
        long[] dims = inputShape.dims();
        axes.forEach(axis -> dims[axis] = 1);
        return Shape.of(dims);
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return kind + " " + inputShape + " axis " + axes;
    }
}
