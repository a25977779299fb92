package io.github.depthwise4j.reference;

import io.github.depthwise4j.tensor.Shape;

/**
 * The results of the oracle: the value of every output, and the facts about its sum that an {@link ErrorBound} needs.
 * The outputs are numbered in the row-major order of their shape.
 *
 * <p>Immutable for users; any number of threads may read it.
 */
public final class ReferenceResult {
    private final Shape shape;
    private final double[] values;
    private final double[] sums;
    private final double[] absoluteSums;
    private final double[] inheritedErrors;

    /** {@link #set} fills it. */
    ReferenceResult(Shape shape, int elementCount) {
        this.shape = shape;
        this.values = new double[elementCount];
        this.sums = new double[elementCount];
        this.absoluteSums = new double[elementCount];
        this.inheritedErrors = new double[elementCount];
    }

    void set(int index, double value, double sum, double absoluteSum, double inheritedError) {
        values[index] = value;
        sums[index] = sum;
        absoluteSums[index] = absoluteSum;
        inheritedErrors[index] = inheritedError;
    }

    /** {@return the shape of the output} */
    public Shape shape() {
        return shape;
    }

    /** {@return the number of outputs} */
    public int elementCount() {
        return values.length;
    }

    /**
     * {@return one output: the activation of its sum}
     *
     * @param index the index of the output in row-major order
     * @throws IndexOutOfBoundsException if there is no such output
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * {@return the sum of products of one output, with its bias and its residual, before the activation}
     *
     * @param index the index of the output in row-major order
     * @throws IndexOutOfBoundsException if there is no such output
     */
    public double sum(int index) {
        return sums[index];
    }

    /**
     * {@return the sum of {@code |x| * |w|} over the taps of one output that lie inside the image, and the absolute
     * values of its bias and of its residual}
     *
     * @param index the index of the output in row-major order
     * @throws IndexOutOfBoundsException if there is no such output
     */
    public double absoluteSum(int index) {
        return absoluteSums[index];
    }

    /**
     * {@return how far the exact sum of one output may move because its input was itself computed in {@code float}: the
     * sum of {@code bound(x) * |w|} over its taps in the second part of a separable convolution, and 0 otherwise}
     *
     * @param index the index of the output in row-major order
     * @throws IndexOutOfBoundsException if there is no such output
     */
    public double inheritedError(int index) {
        return inheritedErrors[index];
    }

    /** {@return a new array with all outputs, each rounded to the nearest {@code float}} */
    public float[] toFloatArray() {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
