package io.github.depthwise4j.examples;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.reference.ErrorBound;
import io.github.depthwise4j.reference.ReferenceConvolution;
import io.github.depthwise4j.reference.ReferenceResult;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Layers in plain Java: the oracle's sums in {@code double}, and behind them batch norm, residual and activation as
 * separate steps; nothing is folded or fused. It knows an architecture and weights, and nothing of {@link Network}.
 *
 * <p>With each number comes the error that a computation in {@code float} may make. What a layer adds to it is a
 * theorem, {@link ErrorBound}, with one term more each for the bias, the residual, and the rounding of the folded
 * filter. How the errors of its inputs go through a layer is either taken at its worst, {@code sum of |w| * e}, which
 * is a theorem too but grows without measure from layer to layer; or, as independent errors do, {@code sqrt(sum of w^2
 * * e^2)} (the way of N. J. Higham and T. Mary, A new approach to probabilistic rounding error analysis, SIAM J. Sci.
 * Comput. 41, 2019).
 */
final class OracleNetwork {
    private static final double ROUNDOFF = 0x1p-24;

    private final Weights weights;
    private final boolean independentErrors;

    private OracleNetwork(Weights weights, boolean independentErrors) {
        this.weights = weights;
        this.independentErrors = independentErrors;
    }

    /** For one layer at a time: a larger error is a mistake. */
    static OracleNetwork withWorstErrors(Weights weights) {
        return new OracleNetwork(weights, false);
    }

    /** For many layers. */
    static OracleNetwork withIndependentErrors(Weights weights) {
        return new OracleNetwork(weights, true);
    }

    /** All layers; the first result is the input. */
    Estimate[] run(Architecture architecture, float[] input) {
        Estimate[] results = new Estimate[architecture.layers().size()];
        results[0] = Estimate.exact(architecture.inputShape(), input);
        for (int i = 1; i < results.length; i++) {
            Layer layer = architecture.layers().get(i);
            results[i] = layer(layer, results[i - 1], layer.residual == null ? null : results[layer.residual.index]);
        }
        return results;
    }

    Estimate layer(Layer layer, Estimate input, Estimate residual) {
        int channels = Math.toIntExact(input.shape().dim(3));
        int size = layer.filterSize;
        return switch (layer.kind) {
            case CONV2D -> {
                float[] kernel = array(layer.name + "/kernel", size, size, channels, layer.channels);
                Sums sums = conv2d(layer, input, kernel);
                yield finish(layer, sums, residual);
            }
            case DENSE ->
                finish(layer, conv2d(layer, input, array(layer.name + "/kernel", channels, layer.channels)), residual);
            case DEPTHWISE_CONV2D ->
                finish(
                        layer,
                        depthwise(layer, input, array(layer.name + "/kernel", size, size, channels, 1)),
                        residual);
            case SEPARABLE_CONV2D -> {
                float[] first = array(layer.name + "/depthwise_kernel", size, size, channels, 1);
                Estimate between = depthwise(layer, input, first).plain();
                yield finish(
                        layer,
                        conv2d(
                                pointwise(layer),
                                between,
                                array(layer.name + "/pointwise_kernel", 1, 1, channels, layer.channels)),
                        residual);
            }
            case ACTIVATION -> activated(layer.activation, input);
            case GLOBAL_AVERAGE_POOLING -> pooled(input);
            case SOFTMAX -> softmax(input);
            case INPUT -> throw new AssertionError("the input is given");
        };
    }

    /** Sums of products, without anything behind them. */
    private record Sums(ReferenceResult sums, double[] carried, int terms, boolean independent) {
        double error(int index, double scale, double absoluteSum) {
            // Of n roundings of both signs, some 4 * sqrt(n) add up at most.
            int roundings = independent ? (int) Math.min(terms, 4 * Math.sqrt(terms)) : terms;
            double own = ErrorBound.ofTerms(roundings).of(absoluteSum) + ROUNDOFF * absoluteSum;
            double before = Math.abs(scale) * carried[index];
            return independent ? Math.hypot(before, own) : before + own;
        }

        Estimate plain() {
            double[] errors = new double[carried.length];
            Arrays.setAll(errors, i -> error(i, 1, sums.absoluteSum(i)));
            return new Estimate(sums.shape(), sums.toFloatArray(), errors);
        }
    }

    private Sums conv2d(Layer layer, Estimate input, float[] kernel) {
        int channels = Math.toIntExact(input.shape().dim(3));
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(
                new int[] {layer.stride, layer.stride}, layer.padding, null, null, layer.name);
        return sums(parameters, input, kernel, Shape.of(layer.filterSize, layer.filterSize, channels, layer.channels));
    }

    private static Layer pointwise(Layer separable) {
        return new Layer(0, Layer.Kind.CONV2D, separable.name, 1, separable.channels).padding(Padding.VALID);
    }

    private Sums depthwise(Layer layer, Estimate input, float[] kernel) {
        int channels = Math.toIntExact(input.shape().dim(3));
        ConvolutionParameters parameters = ConvolutionParameters.depthwiseConv2d(
                new int[] {layer.stride, layer.stride}, layer.padding, null, null, layer.name);
        return sums(parameters, input, kernel, Shape.of(layer.filterSize, layer.filterSize, channels, 1));
    }

    private Sums sums(ConvolutionParameters parameters, Estimate input, float[] kernel, Shape kernelShape) {
        ConvolutionProblem problem =
                new ConvolutionProblem(parameters, DataType.FLOAT32, input.shape(), kernelShape, false);
        ReferenceResult result = ReferenceConvolution.compute(problem, input.values(), kernel, null);
        DoubleUnaryOperator into = independentErrors ? e -> e * e : e -> e;
        float[] spread = new float[kernel.length];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = (float) into.applyAsDouble(Math.abs(kernel[i]));
        }
        double[] carried = new double[result.elementCount()];
        if (Arrays.stream(input.errors()).anyMatch(error -> error != 0)) {
            ReferenceResult errors = ReferenceConvolution.compute(problem, input.errorsAsFloats(into), spread, null);
            Arrays.setAll(carried, i -> independentErrors ? Math.sqrt(errors.value(i)) : errors.value(i));
        }
        int terms = problem.geometry().kh()
                * problem.geometry().kw()
                * problem.geometry().icPerGroup();
        return new Sums(result, carried, terms + 3, independentErrors);
    }

    /** Bias or batch norm, residual and activation. */
    private Estimate finish(Layer layer, Sums sums, Estimate residual) {
        int channels = Math.toIntExact(sums.sums().shape().dim(3));
        double[] scale = new double[channels];
        double[] offset = new double[channels];
        Arrays.fill(scale, 1);
        if (layer.batchNorm != null) {
            float[] gamma = array(layer.batchNorm + "/gamma", channels);
            float[] beta = array(layer.batchNorm + "/beta", channels);
            float[] mean = array(layer.batchNorm + "/moving_mean", channels);
            float[] variance = array(layer.batchNorm + "/moving_variance", channels);
            Arrays.setAll(scale, c -> gamma[c] / Math.sqrt((double) variance[c] + 1e-3f));
            Arrays.setAll(offset, c -> beta[c] - mean[c] * scale[c]);
        } else if (layer.bias) {
            float[] bias = array(layer.name + "/bias", channels);
            Arrays.setAll(offset, c -> bias[c]);
        }
        float[] values = new float[sums.carried().length];
        double[] errors = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int c = i % channels;
            double before = residual == null ? 0 : residual.values()[i];
            values[i] = (float) (sums.sums().value(i) * scale[c] + offset[c] + before);
            double absoluteSum =
                    sums.sums().absoluteSum(i) * Math.abs(scale[c]) + Math.abs(offset[c]) + Math.abs(before);
            errors[i] = sums.error(i, scale[c], absoluteSum);
            if (residual != null) {
                errors[i] = independentErrors
                        ? Math.hypot(errors[i], residual.errors()[i])
                        : errors[i] + residual.errors()[i];
            }
        }
        return activated(layer.activation, new Estimate(sums.sums().shape(), values, errors));
    }

    /** These functions bring no two numbers further apart; where they are constant, far around, no error is left. */
    private static Estimate activated(Activation activation, Estimate input) {
        if (activation.equals(Activation.NONE)) {
            return input;
        }
        float high = activation.equals(Activation.RELU6) ? 6 : Float.POSITIVE_INFINITY;
        if (!activation.equals(Activation.RELU6) && !activation.equals(Activation.RELU)) {
            throw new AssertionError("unknown here: " + activation);
        }
        float[] values = new float[input.values().length];
        double[] errors = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            float x = input.values()[i];
            double around = 8 * input.errors()[i];
            values[i] = Math.min(Math.max(x, 0), high);
            errors[i] = x + around < 0 || x - around > high ? 0 : input.errors()[i];
        }
        return new Estimate(input.shape(), values, errors);
    }

    /** Errors of one channel's pixels come from the same filters and are not taken to be independent. */
    private static Estimate pooled(Estimate input) {
        int channels = Math.toIntExact(input.shape().dim(3));
        int pixels = input.values().length / channels;
        float[] values = new float[channels];
        double[] errors = new double[channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double absoluteSum = 0;
            for (int i = c; i < input.values().length; i += channels) {
                sum += input.values()[i];
                absoluteSum += Math.abs(input.values()[i]);
                errors[c] += input.errors()[i] / pixels;
            }
            values[c] = (float) (sum / pixels);
            errors[c] += ErrorBound.ofTerms(pixels + 2).of(absoluteSum / pixels);
        }
        return new Estimate(Shape.of(1, 1, 1, channels), values, errors);
    }

    /** {@code |dp| <= p * (e + largest e)} of errors in the input; and roundings of differences, powers, quotients. */
    private static Estimate softmax(Estimate input) {
        int channels = input.values().length;
        double largest = Double.NEGATIVE_INFINITY;
        double smallest = Double.POSITIVE_INFINITY;
        for (float x : input.values()) {
            largest = Math.max(largest, x);
            smallest = Math.min(smallest, x);
        }
        double largestError = Arrays.stream(input.errors()).max().orElse(0);
        double sum = 0;
        for (float x : input.values()) {
            sum += Math.exp(x - largest);
        }
        float[] values = new float[channels];
        double[] errors = new double[channels];
        for (int i = 0; i < channels; i++) {
            double p = Math.exp(input.values()[i] - largest) / sum;
            values[i] = (float) p;
            double roundings = ROUNDOFF * (5 + 2 * (largest - smallest));
            errors[i] = p * (input.errors()[i] + largestError + roundings) + Float.MIN_NORMAL;
        }
        return new Estimate(input.shape(), values, errors);
    }

    private float[] array(String name, long... shape) {
        try (Tensor tensor = weights.get(name, shape)) {
            return tensor.toFloatArray();
        }
    }
}
