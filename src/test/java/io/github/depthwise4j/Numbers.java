package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.util.Random;

/** Data for a problem, and where an element stands in them. */
final class Numbers {
    private Numbers() {}

    /** From -8 to 8, without 0: sums of products of these are exact in float. */
    static float[] integers(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (1 + random.nextInt(8)) * (random.nextBoolean() ? 1 : -1);
        }
        return values;
    }

    /** Null if the problem has no bias. */
    static float[] bias(ConvolutionProblem problem, long seed) {
        return problem.hasBias() ? integers(problem.biasShape(), seed) : null;
    }

    /** From -1 to 1. */
    static float[] randoms(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    static float[] sum(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    static float[] times(float factor, float[] a) {
        float[] product = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = factor * a[i];
        }
        return product;
    }

    /** Equal as numbers: 0 and -0 are. */
    static void assertEqual(String what, float[] actual, float[] expected) {
        if (actual.length != expected.length) {
            throw new AssertionError(what + ": " + actual.length + " elements, expected " + expected.length);
        }
        for (int i = 0; i < expected.length; i++) {
            if (actual[i] != expected[i]) {
                throw new AssertionError(what + ": element " + i + " is " + actual[i] + ", expected " + expected[i]);
            }
        }
    }

    static int inputIndex(ConvolutionProblem problem, int image, int channel, int row, int column) {
        ConvolutionGeometry sizes = problem.geometry();
        return index(problem.dataFormat(), sizes.ic(), sizes.ih(), sizes.iw(), image, channel, row, column);
    }

    static int outputIndex(ConvolutionProblem problem, int image, int channel, int row, int column) {
        ConvolutionGeometry sizes = problem.geometry();
        return index(problem.dataFormat(), sizes.oc(), sizes.oh(), sizes.ow(), image, channel, row, column);
    }

    private static int index(
            DataFormat format, int channels, int height, int width, int image, int channel, int row, int column) {
        return format == DataFormat.NHWC
                ? ((image * height + row) * width + column) * channels + channel
                : ((image * channels + channel) * height + row) * width + column;
    }
}
