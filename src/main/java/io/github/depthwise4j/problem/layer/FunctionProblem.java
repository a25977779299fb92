package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Objects;

/**
 * A function of each number that is no activation, as {@code tf.sqrt}.
 *
 * @param kind the function
 * @param inputShape any shape, which is that of the result, too
 * @param exponent the exponent of {@link Kind#POWER}, finite; 0 for the other functions
 */
public record FunctionProblem(Kind kind, Shape inputShape, float exponent) implements LayerProblem {
    /** The functions. */
    public enum Kind {
        /** {@code tf.abs}. */
        ABSOLUTE("abs"),
        /** {@code tf.negative}. */
        NEGATIVE("negative"),
        /** {@code tf.square}. */
        SQUARE("square"),
        /** {@code tf.sqrt}; NaN for numbers below 0. */
        ROOT("sqrt"),
        /** {@code tf.exp}. Results below {@code 2^-118} may be 0. */
        EXPONENTIAL("exp"),
        /** {@code tf.math.log}; NaN for numbers below 0. */
        LOGARITHM("log"),
        /** {@code tf.pow} with a constant exponent; {@code tf.math.rsqrt} has the exponent -0.5. */
        POWER("pow");

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
     * @param kind the function
     * @param inputShape any shape
     * @param exponent the exponent of {@link Kind#POWER}; 0 for the other functions
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public FunctionProblem {
        Objects.requireNonNull(kind, "kind");
        LayerRules.tensor(kind.toString(), "input shape", inputShape);
        boolean fits = kind == Kind.POWER ? Float.isFinite(exponent) : exponent == 0;
        if (!fits) {
            throw LayerRules.refusal(
                    "exponent",
                    kind.toString(),
                    "exponent",
                    exponent,
                    "pow has a finite one, and nothing else has one",
                    "pass a finite number");
        }
    }

    /**
     * A function without an exponent.
     *
     * @param kind the function
     * @param inputShape any shape
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public FunctionProblem(Kind kind, Shape inputShape) {
        this(kind, inputShape, 0);
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
        return inputShape;
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return kind + " " + inputShape + (kind == Kind.POWER ? " exponent " + exponent : "");
    }
}
