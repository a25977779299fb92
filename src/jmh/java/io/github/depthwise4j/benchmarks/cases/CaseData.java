package io.github.depthwise4j.benchmarks.cases;

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
public final class CaseData implements AutoCloseable {
    private final ConvolutionProblem problem;
    private final float[] image;
    private final float[] filter;
    private final double[] expected;
    private final double[] allowed;
    private float[] input;
    private AlignedFloats src;
    private AlignedFloats dst;

    private CaseData(ConvolutionProblem problem, float[] image, float[] filter, double[] expected, double[] allowed) {
        this.problem = problem;
        this.image = image;
        this.filter = filter;
        this.expected = expected;
        this.allowed = allowed;
    }

    /** Computes what the oracle expects of a layer, and writes everything into a file that is smaller than a batch. */
    public static void write(Layer layer, Path file) throws IOException {
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
    public static CaseData unchecked(ConvolutionProblem problem) {
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
    public static CaseData read(ConvolutionProblem problem, Path file) throws IOException {
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

    /** {@return the input in the problem's data format, the same array with every call} */
    public float[] input() {
        if (input == null) {
            float[] one = new float[image.length];
            int[] places = places(problem.geometry().ic(), image.length);
            for (int i = 0; i < one.length; i++) {
                one[i] = image[places[i]];
            }
            input = new float[Math.toIntExact(problem.inputShape().elementCount())];
            for (int i = 0; i < input.length; i += one.length) {
                float scale = scale(i / one.length);
                for (int j = 0; j < one.length; j++) {
                    input[i + j] = scale * one[j];
                }
            }
        }
        return input;
    }

    /**
     * The input in native memory. Engines of one process share it, and {@link #dst}: so the
     * addresses, and what is in a cache, are the same for all of them.
     */
    public AlignedFloats src() {
        if (src == null) {
            src = AlignedFloats.of(input());
        }
        return src;
    }

    /** Native memory for the output. */
    public AlignedFloats dst() {
        if (dst == null) {
            dst = AlignedFloats.arbitrary(problem.outputShape().elementCount());
        }
        return dst;
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        if (src != null) {
            src.free();
            src = null;
        }
        if (dst != null) {
            dst.free();
            dst = null;
        }
    }

    private static float scale(int image) {
        return Math.scalb(1f, -image);
    }

    /** Where the elements of one image of a tensor in the problem's format are in the NHWC image. */
    private int[] places(int channels, int size) {
        int[] places = new int[size];
        int pixels = size / channels;
        boolean last = problem.dataFormat() == DataFormat.NHWC;
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int channel = 0; channel < channels; channel++) {
                int place = pixel * channels + channel;
                places[last ? place : channel * pixels + pixel] = place;
            }
        }
        return places;
    }

    /**
     * Compares an output with the oracle.
     *
     * @param actual the output in the problem's data format
     * @throws IllegalStateException if it has another length, or if an element is outside its bound
     */
    public void check(float[] actual) {
        int size = expected.length;
        if (actual.length != size * problem.geometry().mb()) {
            throw new IllegalStateException("WRONG: " + actual.length + " outputs in place of "
                    + size * problem.geometry().mb());
        }
        int[] places = places(problem.geometry().oc(), size);
        for (int i = 0; i < actual.length; i += size) {
            double scale = scale(i / size);
            for (int j = 0; j < size; j++) {
                int place = places[j];
                double exact = scale * expected[place];
                if (!(ErrorBound.error(actual[i + j], exact) <= scale * allowed[place])) {
                    throw new IllegalStateException(
                            "WRONG: output " + (i + j) + " is " + actual[i + j] + " in place of " + exact);
                }
            }
        }
    }
}
