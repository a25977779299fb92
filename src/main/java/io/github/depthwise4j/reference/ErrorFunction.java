package io.github.depthwise4j.reference;

/** The error function and its complement, from their own definitions: a series and a continued fraction. */
final class ErrorFunction {
    /** For larger arguments, the complement uses its continued fraction, which needs few steps there. */
    private static final double SERIES_BELOW = 2;

    private static final int FRACTION_STEPS = 150;

    private ErrorFunction() {}

    /** {@code 2 / sqrt(pi)} times the integral of {@code exp(-t^2)} from 0 to {@code z}. */
    static double erf(double z) {
        return Math.abs(z) < SERIES_BELOW ? series(z) : Math.signum(z) * (1 - fraction(Math.abs(z)));
    }

    /** {@code 1 - erf(z)}, without loss of digits if {@code erf(z)} is almost 1. */
    static double erfc(double z) {
        return z < SERIES_BELOW ? 1 - erf(z) : fraction(z);
    }

    /** {@code 2 / sqrt(pi) * exp(-z^2) * sum of 2^n z^(2n+1) / (1 * 3 * ... * (2n+1))}: all terms have one sign. */
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int n = 1; sum + term != sum; n++) {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-z * z) * sum;
    }

    /** {@code exp(-z^2) / sqrt(pi) / (z + (1/2) / (z + (2/2) / (z + (3/2) / ...)))}. */
    private static double fraction(double z) {
        double denominator = z;
        for (int step = FRACTION_STEPS; step > 0; step--) {
            denominator = z + step / 2.0 / denominator;
        }
        return Math.exp(-z * z) / Math.sqrt(Math.PI) / denominator;
    }
}
