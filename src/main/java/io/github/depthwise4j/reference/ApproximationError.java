package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;

/** The largest error of oneDNN's approximation of an activation. {@link ErrorBound} contains the table. */
final class ApproximationError {
    private static final double U = 0x1p-24;
    private static final double SUBNORMAL = 0x1p-149;

    /** The smallest result of oneDNN's {@code exp}; smaller results become 0. */
    private static final double FLUSHED = 0x1p-118;

    /** For arguments below minus this, oneDNN's {@code exp} returns 0. */
    private static final double EXP_RANGE = 90;

    /** For arguments from here on, oneDNN's gelu_erf may overflow and return an infinity. */
    private static final double GELU_ERF_RANGE = 0x1p127;

    private ApproximationError() {}

    /** The error for the result {@code value} of the activation at {@code x}; 0 if the result is not finite. */
    static double of(Activation activation, double x, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return 0;
        }
        double size = Math.abs(value);
        return switch (activation.kind()) {
            case NONE, RELU, RELU6, CLIP -> 0;
            case LEAKY_RELU -> leakyRelu(activation.alpha(), x, size);
            case ELU -> 4 * U;
            case SIGMOID, SWISH -> (5 + 1.5 * Math.min(Math.max(0, -x), EXP_RANGE)) * U * size + FLUSHED;
            case HARD_SWISH -> 3 * U * size + U * Math.min(Math.abs(x), 3) + SUBNORMAL;
            case HARD_SIGMOID -> 1.5 * U;
            case TANH -> 5 * U * size + SUBNORMAL;
            case GELU_TANH -> 3 * U * size + 2 * U * Math.min(Math.abs(x), 5) + FLUSHED;
            case GELU_ERF ->
                x >= GELU_ERF_RANGE
                        ? Double.POSITIVE_INFINITY
                        : 2 * U * size + 7 * U * Math.min(Math.abs(x), 4) + FLUSHED;
        };
    }

    /** One rounding, or none if {@code x} is unchanged or only its exponent changes. */
    private static double leakyRelu(float alpha, double x, double size) {
        if (x >= 0 || alpha == 0 || alpha == 1) {
            return 0;
        }
        double relative = Activations.isPowerOfTwo(alpha) ? 0 : U * size;
        return size < Float.MIN_NORMAL ? relative + SUBNORMAL : relative;
    }
}
