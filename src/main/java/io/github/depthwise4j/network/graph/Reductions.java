package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Replaces sums, means and extremes along axes that are not the last ones. oneDNN's reduction computes those number by
 * number. With the axes before, of and behind the reduced ones merged, a tensor is {@code [outer, length, inner]}.
 * That is also an image of {@code length} rows and {@code inner} channels: its mean and its maximum are poolings, and
 * its sum is a product with a row of ones.
 */
final class Reductions {
    /** A longer row of ones is not made, whatever shape a model says: the axis becomes the last one. */
    private static final long LONGEST_ROW = 1 << 20;

    private final GraphBuilder builder;
    private final CloseStack owner;
    private final GlobalPooling pooling;

    /** The owner closes the rows of ones. */
    Reductions(GraphBuilder builder, CloseStack owner, GlobalPooling pooling) {
        this.builder = builder;
        this.owner = owner;
        this.pooling = pooling;
    }

    /**
     * Whether the reduction becomes other layers. A matrix of which each row becomes one number is left as it is:
     * oneDNN has fast code for it. Reductions along the last axes become such a matrix.
     */
    static boolean fits(ReductionProblem problem) {
        return problem.inputShape().rank() != 2
                || !problem.axes().equals(List.of(1))
                || problem.inputShape().dim(1) == 1;
    }

    /** The last axis that is longer than 1 and reduced, or -1. */
    private static int lastReduced(Shape shape, ReductionProblem problem) {
        int axis = shape.rank() - 1;
        while (axis >= 0 && (shape.dim(axis) == 1 || !problem.axes().contains(axis))) {
            axis--;
        }
        return axis;
    }

    /** Reduces neighbouring axes together, the last ones first. The input itself if all of them have length 1. */
    Node reduce(String name, ReductionProblem problem, Node input) {
        Node result = input;
        for (int last = lastReduced(input.shape(), problem); last >= 0; last = lastReduced(result.shape(), problem)) {
            int first = last;
            while (first > 0
                    && (result.shape().dim(first - 1) == 1 || problem.axes().contains(first - 1))) {
                first--;
            }
            long[] dims = result.shape().dims();
            Arrays.fill(dims, first, last + 1, 1);
            Node reduced = reduce(name, problem.kind(), result, first, last);
            result = builder.reshape(name, reduced, Shape.of(dims));
        }
        return result;
    }

    private Node reduce(String name, ReductionProblem.Kind kind, Node input, int first, int last) {
        Shape shape = input.shape();
        long outer = product(shape, 0, first);
        long length = product(shape, first, last + 1);
        long inner = product(shape, last + 1, shape.rank());
        if (inner == 1) {
            Node rows = builder.reshape(name, input, Shape.of(outer, length));
            return builder.layer(name, new ReductionProblem(kind, rows.shape(), List.of(1)), List.of(rows));
        }
        return switch (kind) {
            case MEAN -> pool(name, PoolingProblem.Kind.AVERAGE, input, first, last);
            case MAXIMUM -> pool(name, PoolingProblem.Kind.MAXIMUM, input, first, last);
            case MINIMUM -> {
                // min(x) is -max(-x).
                Node negative = TensorLayers.function(builder, name, FunctionProblem.Kind.NEGATIVE, input);
                Node largest = pool(name, PoolingProblem.Kind.MAXIMUM, negative, first, last);
                yield TensorLayers.function(builder, name, FunctionProblem.Kind.NEGATIVE, largest);
            }
            case SUM -> {
                Node matrices = builder.reshape(name, input, Shape.of(outer, length, inner));
                if (length > LONGEST_ROW) {
                    Node columns = TensorLayers.transpose(builder, name, matrices, List.of(0, 2, 1));
                    Node rows = builder.reshape(name, columns, Shape.of(outer * inner, length));
                    yield builder.layer(name, new ReductionProblem(kind, rows.shape(), List.of(1)), List.of(rows));
                }
                float[] ones = new float[Math.toIntExact(length)];
                Arrays.fill(ones, 1);
                Tensor row = Tensor.of(ones, 1, length);
                Node weights = builder.constant(name, owner.add(row, row::close));
                MatMulProblem sum = new MatMulProblem(weights.shape(), matrices.shape(), false, false);
                yield builder.layer(name, sum, List.of(weights, matrices));
            }
        };
    }

    /** Two neighbouring axes stay rows and columns, so that threads can divide the rows. */
    private Node pool(String name, PoolingProblem.Kind kind, Node input, int first, int last) {
        Shape shape = input.shape();
        long rows = shape.dim(first);
        long columns = product(shape, first + 1, last + 1);
        Shape image = Shape.of(product(shape, 0, first), rows, columns, product(shape, last + 1, shape.rank()));
        Node reshaped = builder.reshape(name, input, image);
        return pooling.pool(name, PoolingProblem.global(kind, image), reshaped);
    }

    private static long product(Shape shape, int from, int to) {
        long product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= shape.dim(axis);
        }
        return product;
    }
}
