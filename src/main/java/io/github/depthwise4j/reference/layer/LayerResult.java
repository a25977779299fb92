package io.github.depthwise4j.reference.layer;

import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the oracle computed for a layer: every value, and the largest error that a result computed in {@code float} may
 * have. Elements are numbered in the row-major order of the shape. Immutable once it is handed out.
 */
public final class LayerResult {
    private final Shape shape;
    private final double[] values;
    private final double[] bounds;

    /** To be filled by {@link #set}. */
    LayerResult(Shape shape) {
        this.shape = shape;
        this.values = new double[Math.toIntExact(shape.elementCount())];
        this.bounds = new double[values.length];
    }

    /** Sets a value without any rounding. */
    void set(int index, double value) {
        set(index, value, 0);
    }

    void set(int index, double value, double bound) {
        values[index] = value;
        bounds[index] = Double.isNaN(bound) ? Double.POSITIVE_INFINITY : bound;
    }

    /** {@return the shape of the result} */
    public Shape shape() {
        return shape;
    }

    /**
     * {@return one value}
     *
     * @param index its index in row-major order
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * {@return the largest error of one value that is not a mistake; infinity if there is no bound}
     *
     * @param index its index in row-major order
     */
    public double bound(int index) {
        return bounds[index];
    }

    /**
     * {@return the largest ratio of error to bound; above 1 if a value is wrong, infinite if it has an error and must
     * not have one}
     *
     * @param actual the values that were computed
     * @throws IllegalArgumentException if it has another number of values
     */
    public double worstRatio(float[] actual) {
        if (actual.length != values.length) {
            throw new IllegalArgumentException(
                    "actual.length = " + actual.length + ", but the result has " + values.length + " elements");
        }
        return IntStream.range(0, actual.length)
                .mapToDouble(i -> ratio(ErrorBound.error(actual[i], values[i]), bounds[i]))
                .max()
                .orElse(0);
    }

    private static double ratio(double error, double bound) {
        return error == 0 || bound == Double.POSITIVE_INFINITY ? 0 : error / bound;
    }

    /** {@return the values, each rounded to the nearest {@code float}} */
    public float[] toFloatArray() {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /** The lengths of the axes as ints. */
    static int[] lengths(Shape shape) {
        return Arrays.stream(shape.dims()).mapToInt(Math::toIntExact).toArray();
    }
}
