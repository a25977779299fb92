package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * A part of a tensor, {@code tf.slice} and {@code tf.strided_slice}: along each axis the entries {@code begin},
 * {@code begin + stride} and so on.
 *
 * @param inputShape any shape of at least one axis
 * @param begin the first entry, from 0, for each axis
 * @param size the number of entries, for each axis
 * @param strides the distance from one entry to the next, 1 or more, for each axis
 */
public record SliceProblem(Shape inputShape, List<Integer> begin, List<Integer> size, List<Integer> strides)
        implements LayerProblem {
    private static final String OPERATION = "strided_slice";

    /**
     * Checks the rules.
     *
     * @param inputShape any shape of at least one axis
     * @param begin the first entry, from 0, for each axis
     * @param size the number of entries, for each axis
     * @param strides the distance from one entry to the next, for each axis
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public SliceProblem {
        begin = List.copyOf(begin);
        size = List.copyOf(size);
        strides = List.copyOf(strides);
        LayerRules.tensor(OPERATION, "input shape", inputShape);
        LayerRules.entries(OPERATION, "begin", begin, inputShape);
        LayerRules.entries(OPERATION, "size", size, inputShape);
        LayerRules.entries(OPERATION, "strides", strides, inputShape);
        for (int axis = 0; axis < inputShape.rank(); axis++) {
            LayerRules.positive(OPERATION, "size of axis " + axis, size.get(axis));
            LayerRules.positive(OPERATION, "stride of axis " + axis, strides.get(axis));
            long last = begin.get(axis) + (size.get(axis) - 1L) * strides.get(axis);
            if (begin.get(axis) < 0 || last >= inputShape.dim(axis)) {
                throw LayerRules.refusal(
                        "size",
                        OPERATION,
                        "begin, size and strides",
                        begin + ", " + size + " and " + strides,
                        "axis " + axis + " of input " + inputShape + " has no entries " + begin.get(axis) + " to "
                                + last,
                        "take fewer entries");
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
        return Shape.of(size.stream().mapToLong(Integer::longValue).toArray());
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " begin " + begin + " size " + size + " strides " + strides;
    }
}
