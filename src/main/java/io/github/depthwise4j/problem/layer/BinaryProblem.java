package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Objects;

/**
 * Arithmetic on two tensors, number by number, as {@code tf.add}, with NumPy's broadcasting: shapes are aligned at
 * their last axes, and an axis of length 1, or a missing one, is repeated.
 *
 * <p>One of the two operands must have the shape of the result. For {@link Kind#SUBTRACT} and {@link Kind#DIVIDE} it
 * must be the first.
 *
 * @param kind which arithmetic
 * @param first the shape of the first operand
 * @param second the shape of the second operand
 * @param activation what is applied to each result; {@link Activation#NONE} for nothing
 */
public record BinaryProblem(Kind kind, Shape first, Shape second, Activation activation) implements LayerProblem {
    /** The arithmetic. */
    public enum Kind {
        /** {@code tf.add}. */
        ADD("add", true),
        /** {@code tf.subtract}: the first less the second. */
        SUBTRACT("subtract", false),
        /** {@code tf.multiply}. */
        MULTIPLY("multiply", true),
        /** {@code tf.divide}: the first by the second. */
        DIVIDE("divide", false),
        /** {@code tf.maximum}. */
        MAXIMUM("maximum", true),
        /** {@code tf.minimum}. */
        MINIMUM("minimum", true);

        private final String text;
        private final boolean commutative;

        Kind(String text, boolean commutative) {
            this.text = text;
            this.commutative = commutative;
        }

        /** {@return whether the operands can be exchanged} */
        public boolean isCommutative() {
            return commutative;
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
     * @param kind which arithmetic
     * @param first the shape of the first operand
     * @param second the shape of the second operand
     * @param activation what is applied to each result; {@link Activation#NONE} for nothing
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public BinaryProblem {
        Objects.requireNonNull(activation, "activation");
        String operation = kind.toString();
        LayerRules.tensor(operation, "first shape", first);
        LayerRules.tensor(operation, "second shape", second);
        Shape result = broadcast(kind, first, second);
        boolean fits = result.equals(first) || kind.isCommutative() && result.equals(second);
        if (!fits) {
            throw LayerRules.refusal(
                    "shape",
                    operation,
                    "shapes",
                    first + " and " + second,
                    (kind.isCommutative() ? "one operand" : "the first operand")
                            + " must have the shape of the result, " + result,
                    "repeat the operand along the missing axes");
        }
    }

    private static Shape broadcast(Kind kind, Shape first, Shape second) {
        long[] dims = new long[Math.max(first.rank(), second.rank())];
        for (int fromEnd = 1; fromEnd <= dims.length; fromEnd++) {
            long one = fromEnd <= first.rank() ? first.dim(first.rank() - fromEnd) : 1;
            long other = fromEnd <= second.rank() ? second.dim(second.rank() - fromEnd) : 1;
            if (one != other && one != 1 && other != 1) {
                throw LayerRules.refusal(
                        "shape",
                        kind.toString(),
                        "shapes",
                        first + " and " + second,
                        "an axis has length " + one + " in the one and " + other + " in the other",
                        "make the lengths equal, or one of them 1");
            }
            dims[dims.length - fromEnd] = Math.max(one, other);
        }
        return LayerRules.result(kind.toString(), dims);
    }

    @Override
    public String operation() {
        return kind.toString();
    }

    @Override
    public List<Shape> inputShapes() {
        return List.of(first, second);
    }

    @Override
    public Shape outputShape() {
        return broadcast(kind, first, second);
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return kind + " " + first + " and " + second
                + (activation.kind() == Activation.Kind.NONE ? "" : " " + activation);
    }
}
