package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/**
 * Products of matrices, {@code tf.linalg.matmul}: the last two axes are rows and columns, and the axes before them
 * count matrices. A missing axis of those, or one of length 1, is repeated.
 *
 * @param first {@code [..., rows, inner]}, or {@code [..., inner, rows]} if it is transposed
 * @param second {@code [..., inner, columns]}, or {@code [..., columns, inner]} if it is transposed
 * @param transposeFirst whether rows and columns of the first are exchanged
 * @param transposeSecond whether rows and columns of the second are exchanged
 */
public record MatMulProblem(Shape first, Shape second, boolean transposeFirst, boolean transposeSecond)
        implements LayerProblem {
    private static final String OPERATION = "matmul";

    /**
     * Checks the rules.
     *
     * @param first the shape of the first operand
     * @param second the shape of the second operand
     * @param transposeFirst whether rows and columns of the first are exchanged
     * @param transposeSecond whether rows and columns of the second are exchanged
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public MatMulProblem {
        matrix("first shape", first);
        matrix("second shape", second);
        if (inner(first, !transposeFirst) != inner(second, transposeSecond)) {
            throw LayerRules.refusal(
                    "shape",
                    OPERATION,
                    "shapes",
                    first + (transposeFirst ? " transposed" : "") + " and " + second
                            + (transposeSecond ? " transposed" : ""),
                    "the columns of the first must be as many as the rows of the second",
                    "exchange rows and columns of one of them");
        }
        LayerRules.result(OPERATION, output(first, second, transposeFirst, transposeSecond));
    }

    private static void matrix(String parameter, Shape shape) {
        LayerRules.tensor(OPERATION, parameter, shape);
        if (shape.rank() < 2) {
            throw LayerRules.refusal(
                    "rank", OPERATION, parameter, shape, "a matrix has rows and columns", "pass 2 axes or more");
        }
    }

    private static long inner(Shape shape, boolean last) {
        return shape.dim(shape.rank() - (last ? 1 : 2));
    }

    private static long[] output(Shape first, Shape second, boolean transposeFirst, boolean transposeSecond) {
        long[] dims = new long[Math.max(first.rank(), second.rank())];
        for (int fromEnd = 3; fromEnd <= dims.length; fromEnd++) {
            long one = fromEnd <= first.rank() ? first.dim(first.rank() - fromEnd) : 1;
            long other = fromEnd <= second.rank() ? second.dim(second.rank() - fromEnd) : 1;
            if (one != other && one != 1 && other != 1) {
                throw LayerRules.refusal(
                        "shape",
                        OPERATION,
                        "shapes",
                        first + " and " + second,
                        "there are " + one + " matrices in the one and " + other + " in the other",
                        "make the numbers equal, or one of them 1");
            }
            dims[dims.length - fromEnd] = Math.max(one, other);
        }
        dims[dims.length - 2] = inner(first, transposeFirst);
        dims[dims.length - 1] = inner(second, !transposeSecond);
        return dims;
    }

    /** {@return the number of products in each sum} */
    public long inner() {
        return inner(first, !transposeFirst);
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(first, second);
    }

    @Override
    public Shape outputShape() {
        return Shape.of(output(first, second, transposeFirst, transposeSecond));
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + first + (transposeFirst ? " transposed" : "") + " and " + second
                + (transposeSecond ? " transposed" : "");
    }
}
