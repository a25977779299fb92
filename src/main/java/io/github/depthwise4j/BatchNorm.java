package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Objects;

/**
 * Batch norm behind a convolution, taken into the convolution's own filter and bias: what is then computed for a
 * trained network is the same, and one pass over the data less.
 *
 * <p>For each output channel {@code o} with its {@code gamma}, {@code beta}, {@code mean} and {@code variance},
 *
 * <pre>{@code
 * scale      = gamma[o] / sqrt(variance[o] + epsilon)
 * filter'[o] = filter[o] * scale
 * bias'[o]   = beta[o] + (bias[o] - mean[o]) * scale
 * }</pre>
 *
 * <p>These are computed in {@code double} and rounded to {@code float} once. The result differs from a convolution
 * followed by batch norm by rounding only: by {@code 2^-24} times {@code sum of |in * filter'| + |bias'|}, and what
 * {@code double} adds, beside the roundings of the convolution itself. A number beyond {@link Float#MAX_VALUE} becomes
 * an infinity.
 *
 * <p>In a separable convolution, fold a batch norm between the two parts into the depthwise filter and bias, and one
 * behind the second into the pointwise filter and bias, as those of a {@code conv2d}.
 */
public final class BatchNorm {
    private BatchNorm() {}

    /**
     * A filter and a bias, which the holder closes.
     *
     * @param filter of the shape of the filter that was folded
     * @param bias one number per output channel
     */
    public record Folded(Tensor filter, Tensor bias) implements AutoCloseable {
        /**
         * Takes both over.
         *
         * @param filter of the shape of the filter that was folded
         * @param bias one number per output channel
         */
        public Folded {
            Objects.requireNonNull(filter, "filter");
            Objects.requireNonNull(bias, "bias");
        }

        /** Closes both tensors; operations that were built with them stay as they are. */
        @Override
        public void close() {
            filter.close();
            bias.close();
        }
    }

    /**
     * {@return a new filter and a new bias with which the operation computes what it computed before, followed by batch
     * norm; the caller closes them} The arguments stay the caller's and are not changed.
     *
     * @param operation whose filter it is, which says what its axes mean
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]}, the output channels being
     *     {@code in_channels * channel_multiplier}; or for {@code conv2d}
     *     {@code [filter_height, filter_width, in_channels / groups, out_channels]}
     * @param bias of the convolution, one number per output channel; null for none
     * @param gamma the scale, one number per output channel; null for 1
     * @param beta the offset, one number per output channel; null for 0
     * @param mean one number per output channel
     * @param variance one number per output channel, 0 or more each
     * @param epsilon what is added to each variance, 0 or more, and above 0 where a variance is 0 (Keras adds 0.001 by
     *     default)
     * @throws InvalidProblemException of kind {@code batch_norm} if a shape, a variance or epsilon is not as it must
     *     be, or of another kind if filter or bias are not those of any convolution
     * @throws IllegalStateException if a tensor is closed
     */
    public static Folded fold(
            Operation operation,
            Tensor filter,
            Tensor bias,
            Tensor gamma,
            Tensor beta,
            Tensor mean,
            Tensor variance,
            float epsilon) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(mean, "mean");
        Objects.requireNonNull(variance, "variance");
        checkFilter(operation, filter, bias);
        int channels = Math.toIntExact(outputChannels(operation, filter.shape()));
        double[] biases = numbers("bias", bias, channels, 0);
        double[] gammas = numbers("gamma", gamma, channels, 1);
        double[] betas = numbers("beta", beta, channels, 0);
        double[] means = numbers("mean", mean, channels, 0);
        double[] variances = numbers("variance", variance, channels, 0);
        double[] scale = scale(gammas, variances, checked(epsilon));
        float[] offset = offset(biases, means, betas, scale);
        float[] weights = open("filter", filter).toFloatArray();
        // In both layouts the output channels are the last of the numbers an index is made of.
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] * scale[i % channels]);
        }
        Tensor folded = Tensor.of(weights, filter.shape().dims());
        try {
            return new Folded(folded, Tensor.of(offset, channels));
        } catch (RuntimeException | Error e) {
            folded.close();
            throw e;
        }
    }

    private static void checkFilter(Operation operation, Tensor filter, Tensor bias) {
        ConvolutionProblem.checkFilter(
                new ConvolutionParameters(operation, 1, 1, Padding.VALID, null, 1, 1, null),
                filter.shape(),
                bias == null ? null : bias.shape());
    }

    private static long outputChannels(Operation operation, Shape filter) {
        return operation == Operation.CONV2D ? filter.dim(3) : filter.dim(2) * filter.dim(3);
    }

    private static double checked(float epsilon) {
        if (epsilon >= 0 && epsilon < Float.POSITIVE_INFINITY) {
            return epsilon;
        }
        throw refuse(
                "epsilon = " + epsilon,
                "it must be a number of 0 or more",
                "pass the one the network was trained with");
    }

    private static double[] scale(double[] gamma, double[] variance, double epsilon) {
        double[] scale = new double[gamma.length];
        for (int channel = 0; channel < scale.length; channel++) {
            double sum = variance[channel] + epsilon;
            if (!(variance[channel] >= 0) || sum == 0) {
                throw refuse(
                        "variance[" + channel + "] = " + (float) variance[channel] + " with epsilon = "
                                + (float) epsilon,
                        "a variance must be 0 or more, and more than 0 together with epsilon",
                        "check that mean and variance are not exchanged, and epsilon");
            }
            scale[channel] = gamma[channel] / Math.sqrt(sum);
        }
        return scale;
    }

    private static float[] offset(double[] bias, double[] mean, double[] beta, double[] scale) {
        float[] offset = new float[scale.length];
        for (int channel = 0; channel < offset.length; channel++) {
            offset[channel] = (float) (beta[channel] + (bias[channel] - mean[channel]) * scale[channel]);
        }
        return offset;
    }

    /** One number per channel, each the default where there is no tensor. */
    private static double[] numbers(String parameter, Tensor tensor, int channels, double otherwise) {
        double[] numbers = new double[channels];
        float[] given = tensor == null ? null : perChannel(parameter, tensor, channels);
        for (int channel = 0; channel < channels; channel++) {
            numbers[channel] = given == null ? otherwise : given[channel];
        }
        return numbers;
    }

    private static float[] perChannel(String parameter, Tensor tensor, int channels) {
        if (!tensor.shape().equals(Shape.of(channels))) {
            throw refuse(
                    parameter + " shape = " + tensor.shape(),
                    "batch norm has one number per output channel",
                    "pass a tensor of shape [" + channels + "]");
        }
        return open(parameter, tensor).toFloatArray();
    }

    private static Tensor open(String parameter, Tensor tensor) {
        if (tensor.isClosed()) {
            throw new IllegalStateException("BatchNorm.fold: " + parameter + " of shape " + tensor.shape()
                    + " is closed; close it after it was folded");
        }
        return tensor;
    }

    private static InvalidProblemException refuse(String what, String rule, String remedy) {
        return new InvalidProblemException(
                "batch_norm", "BatchNorm.fold: " + what + ", but " + rule + "; " + remedy + ".");
    }
}
