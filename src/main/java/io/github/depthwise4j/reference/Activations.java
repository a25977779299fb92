package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.Activation;

/**
 * The functions of {@link Activation.Kind} in {@code double}, directly from their formulas. If a formula would lose
 * digits to cancellation, an equal formula without that loss is used: {@code expm1}, {@code erfc}.
 *
 * <p>The result for a NaN is a NaN. The result for an infinity follows the formula. It is a NaN if the formula contains
 * {@code infinity * 0} or {@code infinity / infinity}: for swish, hard_swish and both gelu of minus infinity, as in
 * TensorFlow. The sign of a zero is not specified: relu, relu6 and clip turn -0 into a zero of either sign, and the
 * oracle's comparisons treat both zeros as equal.
 */
final class Activations {
    private static final double SIX = 6;
    private static final double CUBIC = 0.044715;

    private Activations() {}

    static double apply(Activation activation, double x) {
        return switch (activation.kind()) {
            case NONE -> x;
            case RELU -> Math.max(x, 0);
            case RELU6 -> clip(x, 0, SIX);
            case LEAKY_RELU -> x > 0 ? x : activation.alpha() * x;
            case CLIP -> clip(x, activation.alpha(), activation.beta());
            case ELU -> x > 0 ? x : Math.expm1(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SWISH -> x / (1 + Math.exp(-x));
            case HARD_SWISH -> x * clip(x + 3, 0, SIX) / SIX;
            case HARD_SIGMOID -> clip(x + 3, 0, SIX) / SIX;
            case TANH -> Math.tanh(x);
            case GELU_TANH -> geluTanh(x);
            case GELU_ERF -> x / 2 * ErrorFunction.erfc(-x / Math.sqrt(2));
        };
    }

    private static double clip(double x, double low, double high) {
        return Math.min(Math.max(x, low), high);
    }

    /** Uses {@code (1 + tanh(y)) / 2 = 1 / (1 + exp(-2y))}. */
    private static double geluTanh(double x) {
        return x / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (x + CUBIC * x * x * x)));
    }

    /** The steepest slope: if two arguments differ by {@code d}, the results differ by at most this times {@code d}. */
    static double steepestSlope(Activation activation) {
        return switch (activation.kind()) {
            case NONE, RELU, RELU6, CLIP, ELU, TANH -> 1;
            case LEAKY_RELU -> Math.max(1, Math.abs(activation.alpha()));
            case SIGMOID -> 1.0 / 4;
            case HARD_SIGMOID -> 1.0 / 6;
            // At 2.3994, a little less.
            case SWISH -> 1.09985;
            // Just below 3.
            case HARD_SWISH -> 1.5;
            // Near 1.4, both a little less.
            case GELU_ERF -> 1.12891;
            case GELU_TANH -> 1.12907;
        };
    }

    /** Whether the results for integers are exact integers, or exact integer multiples of {@link #grain}. */
    static boolean keepsIntegers(Activation activation) {
        return switch (activation.kind()) {
            case NONE, RELU, RELU6 -> true;
            case CLIP -> isInteger(activation.alpha()) && isInteger(activation.beta());
            case LEAKY_RELU -> activation.alpha() == 0 || isPowerOfTwo(activation.alpha());
            default -> false;
        };
    }

    /** If {@link #keepsIntegers}, the results for integers are multiples of this number. */
    static double grain(Activation activation) {
        boolean divides = activation.kind() == Activation.Kind.LEAKY_RELU && activation.alpha() != 0;
        return divides ? Math.min(1, Math.abs(activation.alpha())) : 1;
    }

    private static boolean isInteger(float x) {
        return Float.isInfinite(x) || x == Math.rint(x) && Math.abs(x) <= Verifier.LARGEST_INTEGER;
    }

    static boolean isPowerOfTwo(float x) {
        return x != 0 && Math.abs(x) == Math.scalb(1.0, Math.getExponent(x));
    }
}
