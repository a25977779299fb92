package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Shape;
import java.util.function.DoubleUnaryOperator;

/**
 * What the oracle expects of a layer, and how far a result in {@code float} may be from it.
 *
 * @param values the numbers, rounded to {@code float} once
 * @param errors the distances that are no mistake
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier; never compared
record Estimate(Shape shape, float[] values, double[] errors) {

    /** Numbers that are exactly what they are. */
    static Estimate exact(Shape shape, float[] values) {
        return new Estimate(shape, values, new double[values.length]);
    }

    /** The largest multiple of its allowed error by which a number is off; infinite for a NaN. */
    double worstRatio(float[] actual) {
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            double error = Math.abs((double) actual[i] - values[i]);
            double ratio = error == 0 ? 0 : error / errors[i];
            worst = Math.max(worst, Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio);
        }
        return worst;
    }

    /** The error that is allowed, as a part of the largest number: how sharp a comparison is. */
    double sharpness() {
        double largest = 0;
        double error = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
            error = Math.max(error, errors[i]);
        }
        return error / largest;
    }

    float[] errorsAsFloats(DoubleUnaryOperator function) {
        float[] result = new float[errors.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) function.applyAsDouble(errors[i]);
        }
        return result;
    }
}
