package io.github.depthwise4j;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.FloatView;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch norm that follows a convolution into the filter and the bias of the convolution. The folded convolution
 * computes the same result with one pass less over the data:
 *
 * <pre>{@code
 * try (BatchNorm.Folded folded = BatchNorm.builder()
 *         .gamma(gamma).beta(beta).mean(mean).variance(variance).epsilon(1e-3f)
 *         .fold(Operation.DEPTHWISE_CONV2D, filter, null)) {
 *     operation = DepthwiseConv2d.builder(folded.filter()).bias(folded.bias()).build();
 * }
 * }</pre>
 *
 * <p>For each output channel {@code o} with its {@code gamma}, {@code beta}, {@code mean} and {@code variance}:
 *
 * <pre>{@code
 * scale      = gamma[o] / sqrt(variance[o] + epsilon)
 * filter'[o] = filter[o] * scale
 * bias'[o]   = beta[o] + (bias[o] - mean[o]) * scale
 * }</pre>
 *
 * <p>These are computed in {@code double} and rounded to {@code float} once. The result differs from a convolution
 * followed by batch norm by rounding only: by {@code 2^-24} times {@code sum of |in * filter'| + |bias'|}, and the
 * error of {@code double}, beside the rounding of the convolution itself. A number beyond {@link Float#MAX_VALUE}
 * becomes an infinity.
 *
 * <p>In a separable convolution, fold a batch norm between the two parts into the depthwise filter and bias. Fold a
 * batch norm after the second part into the pointwise filter and bias, with {@link Operation#CONV2D}.
 */
public final class BatchNorm {
    private static final float KERAS_EPSILON = 1e-3f;

    private BatchNorm() {}

    /** {@return a builder without parameters; mean and variance must be set} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A filter and a bias. Closing this closes both tensors.
     *
     * @param filter of the shape of the filter that was folded
     * @param bias one number per output channel
     */
    public record Folded(Tensor filter, Tensor bias) implements AutoCloseable {
        /**
         * Takes over both tensors.
         *
         * @param filter of the shape of the filter that was folded
         * @param bias one number per output channel
         */
        public Folded {
            Objects.requireNonNull(filter, "filter");
            Objects.requireNonNull(bias, "bias");
        }

        /** Closes both tensors. Operations that were built with them are not affected. */
        @Override
        public void close() {
            filter.close();
            bias.close();
        }
    }

    /** Collects the parameters of a batch norm. The tensors must stay open until {@link #fold}. Not thread-safe. */
    public static final class Builder {
        private @Nullable Tensor gamma;
        private @Nullable Tensor beta;
        private @Nullable Tensor mean;
        private @Nullable Tensor variance;
        private float epsilon = KERAS_EPSILON;

        private Builder() {}

        /**
         * Sets the scale. The default is 1.
         *
         * @param scale one number per output channel, or null for 1
         * @return this builder
         */
        public Builder gamma(@Nullable Tensor scale) {
            this.gamma = scale;
            return this;
        }

        /**
         * Sets the offset. The default is 0.
         *
         * @param offset one number per output channel, or null for 0
         * @return this builder
         */
        public Builder beta(@Nullable Tensor offset) {
            this.beta = offset;
            return this;
        }

        /**
         * Sets the mean. It has no default.
         *
         * @param mean one number per output channel, not null
         * @return this builder
         */
        public Builder mean(Tensor mean) {
            this.mean = Objects.requireNonNull(mean, "mean");
            return this;
        }

        /**
         * Sets the variance. It has no default.
         *
         * @param variance one number per output channel, 0 or more each, not null
         * @return this builder
         */
        public Builder variance(Tensor variance) {
            this.variance = Objects.requireNonNull(variance, "variance");
            return this;
        }

        /**
         * Sets the number that is added to each variance. The default is 0.001, as in Keras.
         *
         * @param epsilon 0 or more, and above 0 if a variance is 0
         * @return this builder
         */
        public Builder epsilon(float epsilon) {
            this.epsilon = epsilon;
            return this;
        }

        /**
         * {@return a new filter and a new bias, which the caller closes} With them, the operation computes what it
         * computed before, followed by this batch norm. The arguments are not changed.
         *
         * @param operation the operation of the filter, which says what the axes of the filter mean
         * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]}, with
         *     {@code in_channels * channel_multiplier} output channels; or for {@code conv2d}
         *     {@code [filter_height, filter_width, in_channels / groups, out_channels]}
         * @param bias of the convolution, one number per output channel; null for none
         * @throws InvalidProblemException of kind {@code batch_norm} if a shape, a variance or epsilon breaks a rule,
         *     or of another kind if filter or bias are not those of any convolution
         * @throws IllegalStateException if mean or variance is not set, or if a tensor is closed
         * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the new tensors
         */
        public Folded fold(Operation operation, Tensor filter, @Nullable Tensor bias) {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(filter, "filter");
            checkFilter(operation, filter, bias);
            requireSet("mean", mean);
            requireSet("variance", variance);
            int channels = Math.toIntExact(outputChannels(operation, filter.shape()));
            double[] biases = numbers("bias", bias, channels, 0);
            double[] gammas = numbers("gamma", gamma, channels, 1);
            double[] betas = numbers("beta", beta, channels, 0);
            double[] means = numbers("mean", mean, channels, 0);
            double[] variances = numbers("variance", variance, channels, 0);
            double[] scale = scale(gammas, variances, checked(epsilon));
            float[] offset = offset(biases, means, betas, scale);
            open("filter", filter);
            Tensor folded =
                    Tensor.uninitialized(filter.dataType(), filter.shape().dims());
            try {
                filter.read(weights -> {
                    folded.write(target -> scaleRows(weights, scale, target));
                    return null;
                });
                return new Folded(folded, Tensor.of(offset, channels));
            } catch (RuntimeException | Error e) {
                folded.close();
                throw e;
            }
        }
    }

    private static void requireSet(String parameter, @Nullable Tensor tensor) {
        if (tensor == null) {
            throw new IllegalStateException("BatchNorm.fold: " + parameter + " is not set, and it has no default; call "
                    + parameter + "(tensor) on the builder");
        }
    }

    private static void checkFilter(Operation operation, Tensor filter, @Nullable Tensor bias) {
        ConvolutionProblem.checkFilter(
                new ConvolutionParameters(operation, 1, 1, Padding.VALID, DataFormat.NHWC, 1, 1, ""),
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
                        "check epsilon, and that mean and variance are not exchanged");
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

    /** In both shapes of a filter, the index of the output channel varies fastest. */
    private static void scaleRows(FloatView weights, double[] scale, FloatView target) {
        float[] row = new float[scale.length];
        for (long first = 0; first < weights.size(); first += row.length) {
            weights.copyTo(first, row, 0, row.length);
            for (int channel = 0; channel < row.length; channel++) {
                row[channel] = (float) (row[channel] * scale[channel]);
            }
            target.copyFrom(first, row, 0, row.length);
        }
    }

    /** One number per channel; the default for all of them if there is no tensor. */
    private static double[] numbers(String parameter, @Nullable Tensor tensor, int channels, double otherwise) {
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
