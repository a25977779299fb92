package io.github.depthwise4j;

import io.github.depthwise4j.operation.BuiltSeparable;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * {@code tf.nn.separable_conv2d} with filters that stay: built once, run many times.
 *
 * <p>For each input shape a plan is made, when the shape is first met or when {@link #plan} asks for it, and the filters are packed
 * for it once. The plans of the most recently used shapes are kept (see
 * the settings {@code plansPerOperation} and {@code planBytesPerOperation}, and {@link #stats()}); those that want the filter in
 * the same form share it.
 *
 * <p><b>Threads.</b> Any number of threads may run an operation at the same time, each call with an output of its own. A call
 * computes on the thread that makes it; where it is long enough, idle helpers join, as {@link io.github.depthwise4j.problem.Parallelism} says. The same input gives
 * the same bits, whatever else is running.
 *
 * <p><b>Ownership.</b> {@link Builder#build()} copies filters and biases: their tensors may be closed afterwards. Who builds an
 * operation closes it. {@link #close()} does not wait: calls that have begun end well, and the memory is freed when the last of
 * them has; later calls are refused with {@link IllegalStateException}. A forgotten operation is freed after it has become
 * unreachable.
 *
 * <p>No argument may be null unless a method says so.
 */
public final class SeparableConv2d extends ConvolutionOperation {
    private final BuiltSeparable separable;

    private SeparableConv2d(BuiltSeparable separable, RuntimeVerification verification) {
        super(separable, verification);
        this.separable = separable;
    }

    /**
     * {@return the beginning of an operation}
     *
     * @param depthwiseFilter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data formats
     * @param pointwiseFilter {@code [1, 1, in_channels * channel_multiplier, out_channels]} in both data formats; both tensors must
     *     stay open until {@link Builder#build()}
     */
    public static Builder builder(Tensor depthwiseFilter, Tensor pointwiseFilter) {
        return new Builder(depthwiseFilter, pointwiseFilter);
    }

    @Override
    public Shape outputShape(Shape input) {
        return separable.problem(input).outputShape();
    }

    /**
     * Makes the plan for an input shape, unless it is there, so that the first call with that shape need not; and says how it
     * computes.
     *
     * @param input the shape of an input
     * @return how such an input is computed
     * @throws InvalidProblemException if such an input cannot be computed
     * @throws IllegalStateException if the operation is closed
     */
    public SeparablePlanSummary plan(Shape input) {
        try {
            return separable.summary(input);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Collects the parameters of a {@link SeparableConv2d}. Strides and dilations are those of the depthwise part; bias, residual and
     * activation are those of the pointwise part, unless they say otherwise.
     */
    public static final class Builder extends ConvolutionBuilder<Builder> {
        private final Tensor pointwiseFilter;
        private Tensor depthwiseBias;
        private Activation depthwiseActivation = Activation.NONE;

        private Builder(Tensor depthwiseFilter, Tensor pointwiseFilter) {
            super(depthwiseFilter);
            this.pointwiseFilter = Objects.requireNonNull(pointwiseFilter, "pointwiseFilter");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets what is added to each channel between the two parts; nothing if not called.
         *
         * @param bias {@code [in_channels * channel_multiplier]}, or null for none; the tensor must stay open until
         *     {@link #build()}
         * @return this builder
         */
        public Builder depthwiseBias(Tensor bias) {
            this.depthwiseBias = bias;
            return this;
        }

        /**
         * Sets what is done to each number between the two parts, after the depthwise bias; nothing if not called.
         *
         * @param activation the function; {@link Activation#NONE} for none, not null
         * @return this builder
         */
        public Builder depthwiseActivation(Activation activation) {
            this.depthwiseActivation = Objects.requireNonNull(activation, "activation");
            return this;
        }

        @Override
        public SeparableConv2d build() {
            ConvolutionParameters parameters =
                    ConvolutionParameters.depthwiseConv2d(strides, padding, dataFormat, dilations, name);
            Fusion depthwise = new Fusion(depthwiseBias != null, false, depthwiseActivation);
            RuntimeVerification verification = verification();
            BuiltSeparable built = BuiltSeparable.of(
                    parameters,
                    new BuiltSeparable.Part(filter, depthwiseBias, depthwise),
                    new BuiltSeparable.Part(pointwiseFilter, bias, fusion()),
                    planning(),
                    verification);
            return new SeparableConv2d(built, verification);
        }
    }
}
