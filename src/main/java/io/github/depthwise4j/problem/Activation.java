package io.github.depthwise4j.problem;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done to each number of a result before it is stored. The formulas are those of TensorFlow's and Keras's
 * functions of the same names; {@code x} is the sum of products, plus the bias, plus the residual.
 *
 * <p>Computed by oneDNN, they differ from TensorFlow's separate operations, which keep a NaN, in these points. A NaN
 * stays NaN in leaky relu, elu, tanh, swish, hard-swish and both gelu. It becomes the lower limit in relu6 and clip. In
 * relu, leaky relu with a slope of 0, sigmoid and hard-sigmoid it depends on the implementation that was chosen: it
 * stays NaN, or becomes 0, 0, 0 and 1; where it stays NaN in relu, minus infinity becomes NaN there, too. Infinity
 * stays infinity in gelu_erf only where the CPU has no AVX-512; with it, the result is NaN. A sum of zeros is +0 and
 * not -0, so that no function is given -0.
 *
 * @param kind which function
 * @param alpha the first parameter of functions that have one, else 0
 * @param beta the second parameter of functions that have two, else 0
 */
public record Activation(Kind kind, float alpha, float beta) {

    /** The functions. */
    public enum Kind {
        /** {@code x}. */
        NONE("none", 0),
        /** {@code max(x, 0)}. */
        RELU("relu", 0),
        /** {@code min(max(x, 0), 6)}. */
        RELU6("relu6", 0),
        /** {@code x > 0 ? x : alpha * x}. */
        LEAKY_RELU("leaky_relu", 1),
        /** {@code min(max(x, alpha), beta)}. */
        CLIP("clip", 2),
        /** {@code x > 0 ? x : exp(x) - 1}. */
        ELU("elu", 0),
        /** {@code 1 / (1 + exp(-x))}. */
        SIGMOID("sigmoid", 0),
        /** {@code x / (1 + exp(-x))}, also called SiLU. */
        SWISH("swish", 0),
        /** {@code x * min(max(x + 3, 0), 6) / 6}. */
        HARD_SWISH("hard_swish", 0),
        /** {@code min(max(x + 3, 0), 6) / 6}. */
        HARD_SIGMOID("hard_sigmoid", 0),
        /** {@code tanh(x)}. */
        TANH("tanh", 0),
        /** {@code x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))}. */
        GELU_TANH("gelu_tanh", 0),
        /** {@code x / 2 * (1 + erf(x / sqrt(2)))}. */
        GELU_ERF("gelu_erf", 0);

        private final String text;
        private final int parameterCount;

        Kind(String text, int parameterCount) {
            this.text = text;
            this.parameterCount = parameterCount;
        }

        /** {@return the name in problem lines} */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Leaves every number as it is. */
    public static final Activation NONE = of(Kind.NONE);

    /** {@code max(x, 0)}. */
    public static final Activation RELU = of(Kind.RELU);

    /** {@code min(max(x, 0), 6)}. */
    public static final Activation RELU6 = of(Kind.RELU6);

    /** {@code x > 0 ? x : exp(x) - 1}. */
    public static final Activation ELU = of(Kind.ELU);

    /** {@code 1 / (1 + exp(-x))}. */
    public static final Activation SIGMOID = of(Kind.SIGMOID);

    /** {@code x / (1 + exp(-x))}, also called SiLU. */
    public static final Activation SWISH = of(Kind.SWISH);

    /** {@code x * min(max(x + 3, 0), 6) / 6}. */
    public static final Activation HARD_SWISH = of(Kind.HARD_SWISH);

    /** {@code min(max(x + 3, 0), 6) / 6}, as in Keras 3. */
    public static final Activation HARD_SIGMOID = of(Kind.HARD_SIGMOID);

    /** {@code tanh(x)}. */
    public static final Activation TANH = of(Kind.TANH);

    /** {@code tf.nn.gelu(x, approximate=True)}. */
    public static final Activation GELU_TANH = of(Kind.GELU_TANH);

    /** {@code tf.nn.gelu(x)}. */
    public static final Activation GELU_ERF = of(Kind.GELU_ERF);

    /**
     * Checks the parameters.
     *
     * @param kind which function
     * @param alpha the first parameter
     * @param beta the second parameter
     * @throws InvalidProblemException of kind {@code activation} if a parameter is not allowed
     */
    public Activation {
        Objects.requireNonNull(kind, "kind");
        boolean unused = kind.parameterCount < 1 && alpha != 0 || kind.parameterCount < 2 && beta != 0;
        if (unused || Float.isNaN(alpha) || Float.isNaN(beta)) {
            throw refuse(kind + "(" + alpha + ", " + beta + ")", "it takes " + kind.parameterCount + " numbers");
        }
        if (kind == Kind.CLIP && alpha > beta) {
            throw refuse("clip(" + alpha + ", " + beta + ")", "the lower limit must not exceed the upper one");
        }
        if (kind == Kind.LEAKY_RELU && Float.isInfinite(alpha)) {
            throw refuse("leaky_relu(" + alpha + ")", "alpha must be finite");
        }
    }

    /** Made when a text is parsed: a process that parses none need not wait for it. */
    private static final class Form {
        private static final String NUMBER = "-?(?:\\d[\\d.eE+-]*|Infinity)";
        static final Pattern TEXT = Pattern.compile("([a-z_0-9]+)(?:\\((" + NUMBER + ")(?:,(" + NUMBER + "))?\\))?");

        private Form() {}
    }

    private static Activation of(Kind kind) {
        return new Activation(kind, 0, 0);
    }

    /**
     * {@return {@code x > 0 ? x : alpha * x}}
     *
     * @param alpha the slope below 0, finite; TensorFlow's default is 0.2
     */
    public static Activation leakyRelu(float alpha) {
        return new Activation(Kind.LEAKY_RELU, alpha, 0);
    }

    /**
     * {@return {@code min(max(x, low), high)}}
     *
     * @param low the lower limit, at most {@code high}
     * @param high the upper limit
     */
    public static Activation clip(float low, float high) {
        return new Activation(Kind.CLIP, low, high);
    }

    /**
     * {@return the activation a text names, in the form of {@link #toString()}}
     *
     * @param text as {@code relu6} or {@code clip(-1.0,1.0)}
     * @throws InvalidProblemException of kind {@code activation} if it names none
     */
    public static Activation parse(String text) {
        Matcher matcher = Form.TEXT.matcher(text == null ? "" : text);
        if (matcher.matches()) {
            for (Kind kind : Kind.values()) {
                if (kind.text.equals(matcher.group(1)) && kind.parameterCount == parameters(matcher)) {
                    return parse(kind, matcher);
                }
            }
        }
        throw refuse(text, "it is not known");
    }

    private static int parameters(Matcher matcher) {
        return (matcher.group(2) == null ? 0 : 1) + (matcher.group(3) == null ? 0 : 1);
    }

    private static Activation parse(Kind kind, Matcher matcher) {
        try {
            return new Activation(
                    kind,
                    matcher.group(2) == null ? 0 : Float.parseFloat(matcher.group(2)),
                    matcher.group(3) == null ? 0 : Float.parseFloat(matcher.group(3)));
        } catch (NumberFormatException e) {
            throw refuse(matcher.group(), "its parameters are not numbers");
        }
    }

    private static InvalidProblemException refuse(String value, String rule) {
        return new InvalidProblemException(
                "activation",
                "activation = " + value + ", but " + rule
                        + "; pass one of none, relu, relu6, leaky_relu(alpha), clip(low,high), "
                        + "elu, sigmoid, swish, hard_swish, hard_sigmoid, tanh, gelu_tanh, gelu_erf.");
    }

    /** {@return the form {@link #parse} takes} */
    @Override
    public String toString() {
        return switch (kind.parameterCount) {
            case 0 -> kind.text;
            case 1 -> kind.text + "(" + alpha + ")";
            default -> kind.text + "(" + alpha + "," + beta + ")";
        };
    }

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof Activation that
                && kind == that.kind
                && Float.compare(alpha, that.alpha) == 0
                && Float.compare(beta, that.beta) == 0;
    }

    @Override
    public int hashCode() {
        int hash = kind.hashCode();
        hash = 31 * hash + Float.hashCode(alpha);
        hash = 31 * hash + Float.hashCode(beta);
        return hash;
    }
}
