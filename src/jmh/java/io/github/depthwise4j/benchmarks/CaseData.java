package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The numbers of a case: an input, a filter, and what the oracle expects. The oracle computes one NHWC image; the
 * images of a batch are that image divided by 2, 4, 8 and so on, which changes nothing but exponents, in the sums and
 * in their bounds.
 */
public final class CaseData {
    private final ConvolutionProblem problem;
    private final float[] image;
    private final float[] filter;
    private final double[] expected;
    private final double[] allowed;

    private CaseData(ConvolutionProblem problem, float[] image, float[] filter, double[] expected, double[] allowed) {
        this.problem = problem;
        this.image = image;
        this.filter = filter;
        this.expected = expected;
        this.allowed = allowed;
    }

    /** Computes what the oracle expects of a layer, and writes everything into a file that is smaller than a batch. */
    static void write(Layer layer, Path file) throws IOException {
        ConvolutionProblem one = layer.oneImage();
        Random random = new Random(layer.name().hashCode());
        float[] image = random(random, one.inputShape());
        float[] filter = random(random, one.filterShape());
        ReferenceResult result = ReferenceConvolution.compute(one, image, filter, null);
        ErrorBound bound = ErrorBound.of(one);
        ByteBuffer bytes = ByteBuffer.allocate(
                Float.BYTES * (image.length + filter.length) + 2 * Double.BYTES * result.elementCount());
        for (float[] values : List.of(image, filter)) {
            bytes.asFloatBuffer().put(values);
            bytes.position(bytes.position() + Float.BYTES * values.length);
        }
        for (int i = 0; i < result.elementCount(); i++) {
            bytes.putDouble(result.value(i)).putDouble(bound.of(result, i));
        }
        Files.write(file, bytes.array());
    }

    /** Numbers for a case that the oracle is not asked about. */
    static CaseData unchecked(ConvolutionProblem problem) {
        Random random = new Random(1);
        float[] filter = random(random, problem.filterShape());
        return new CaseData(problem, random(random, problem.inputShape()), filter, new double[0], new double[0]);
    }

    private static float[] random(Random random, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** Reads the file of the layer a problem was made of. */
    static CaseData read(ConvolutionProblem problem, Path file) throws IOException {
        int batch = problem.geometry().mb();
        float[] image = new float[Math.toIntExact(problem.inputShape().elementCount()) / batch];
        float[] filter = new float[Math.toIntExact(problem.filterShape().elementCount())];
        double[] expected = new double[Math.toIntExact(problem.outputShape().elementCount()) / batch];
        double[] allowed = new double[expected.length];
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        for (float[] values : List.of(image, filter)) {
            bytes.asFloatBuffer().get(values);
            bytes.position(bytes.position() + Float.BYTES * values.length);
        }
        for (int i = 0; i < expected.length; i++) {
            expected[i] = bytes.getDouble();
            allowed[i] = bytes.getDouble();
        }
        return new CaseData(problem, image, filter, expected, allowed);
    }

    /** {@return the filter, {@code [height, width, channels, multiplier]}} */
    public float[] filter() {
        return filter.clone();
    }

    /** {@return the input in the problem's data format} */
    public float[] input() {
        float[] values = new float[Math.toIntExact(problem.inputShape().elementCount())];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.scalb(image[inImage(i, problem.geometry().ic(), image.length)], -(i / image.length));
        }
        return values;
    }

    /** Where an element of a tensor in the problem's format is in the one NHWC image. */
    private int inImage(int index, int channels, int size) {
        int within = index % size;
        if (problem.dataFormat() == DataFormat.NHWC) {
            return within;
        }
        int pixels = size / channels;
        return within % pixels * channels + within / pixels;
    }

    /**
     * Compares an output with the oracle.
     *
     * @param actual the output in the problem's data format
     * @throws IllegalStateException if it has another length, or if an element is outside its bound
     */
    public void check(float[] actual) {
        int images = problem.geometry().mb();
        if (actual.length != expected.length * images) {
            throw new IllegalStateException(
                    "WRONG: " + actual.length + " outputs in place of " + expected.length * images);
        }
        for (int i = 0; i < actual.length; i++) {
            int index = inImage(i, problem.geometry().oc(), expected.length);
            int exponent = -(i / expected.length);
            double error = ErrorBound.error(actual[i], Math.scalb(expected[index], exponent));
            if (!(error <= Math.scalb(allowed[index], exponent))) {
                throw new IllegalStateException("WRONG: output " + i + " is " + actual[i] + " in place of "
                        + Math.scalb(expected[index], exponent));
            }
        }
    }
}
