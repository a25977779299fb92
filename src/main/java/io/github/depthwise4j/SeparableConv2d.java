package io.github.depthwise4j;

import io.github.depthwise4j.operation.BuiltSeparable;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code tf.nn.separable_conv2d} with filters that stay: built once, run many times. A depthwise convolution, followed
 * by a {@code conv2d} with a filter of one row and one column. {@link ConvolutionOperation} has the rules for plans,
 * threads and ownership, which are the same for all operations.
 *
 * <p>Strides, padding and dilations are those of the depthwise part. Bias, residual and activation are those of the
 * pointwise part, unless their name says otherwise.
 *
 * <p>No argument may be null unless a method says so.
 */
public final class SeparableConv2d extends ConvolutionOperation {
    private static final int DEPTHWISE_BIAS = 1;
    private static final int POINTWISE_FILTER = 2;
    private static final int POINTWISE_BIAS = 3;

    private final BuiltSeparable built;

    private SeparableConv2d(BuiltSeparable built, RuntimeVerification verification) {
        super(built, verification);
        this.built = built;
    }

    /**
     * {@return a builder of operations with these filters}
     *
     * @param depthwiseFilter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data
     *     formats
     * @param pointwiseFilter {@code [1, 1, in_channels * channel_multiplier, out_channels]} in both data formats; both
     *     tensors must stay open until {@link Builder#build()}
     */
    public static Builder builder(Tensor depthwiseFilter, Tensor pointwiseFilter) {
        return new Builder(depthwiseFilter, pointwiseFilter);
    }

    /** {@return the shape of the pointwise filter, {@code [1, 1, in_channels * channel_multiplier, out_channels]}} */
    public Shape pointwiseFilterShape() {
        return built.parameterShape(POINTWISE_FILTER);
    }

    @Override
    public Optional<Shape> biasShape() {
        return Optional.ofNullable(built.parameterShape(POINTWISE_BIAS));
    }

    /**
     * {@return the shape of the bias between the two parts, {@code [in_channels * channel_multiplier]}; empty if there
     * is none}
     */
    public Optional<Shape> depthwiseBiasShape() {
        return Optional.ofNullable(built.parameterShape(DEPTHWISE_BIAS));
    }

    /** {@return the activation between the two parts, {@link Activation#NONE} if there is none} */
    public Activation depthwiseActivation() {
        return built.depthwiseFusion().activation();
    }

    @Override
    String moreFilters() {
        return ", depthwiseBias="
                + (depthwiseBiasShape().isPresent() ? depthwiseBiasShape().get() : "none") + ", depthwiseActivation="
                + depthwiseActivation() + ", pointwiseFilter=" + pointwiseFilterShape();
    }

    /**
     * Collects the parameters of a {@link SeparableConv2d}. Strides, padding and dilations are those of the depthwise
     * part. Bias, residual and activation are those of the pointwise part, unless their name says otherwise.
     */
    public static final class Builder extends ConvolutionBuilder<SeparableConv2d, Builder> {
        private final Tensor pointwiseFilter;
        private @Nullable Tensor depthwiseBias;
        private Activation depthwiseActivation = Activation.NONE;

        private Builder(Tensor depthwiseFilter, Tensor pointwiseFilter) {
            super(depthwiseFilter, "depthwiseFilter");
            this.pointwiseFilter = Objects.requireNonNull(pointwiseFilter, "pointwiseFilter");
        }

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the bias between the two parts. The default is none.
         *
         * @param bias {@code [in_channels * channel_multiplier]}, or null for none; the tensor must stay open until
         *     {@link #build()}
         * @return this builder
         */
        public Builder depthwiseBias(@Nullable Tensor bias) {
            this.depthwiseBias = bias;
            return this;
        }

        /**
         * Sets the activation between the two parts, after the depthwise bias. The default is {@link Activation#NONE}.
         *
         * @param activation the function
         * @return this builder
         */
        public Builder depthwiseActivation(Activation activation) {
            this.depthwiseActivation = Objects.requireNonNull(activation, "activation");
            return this;
        }

        private ConvolutionParameters parameters() {
            return ConvolutionParameters.separableConv2d(strides, padding(), dataFormat, dilations, name);
        }

        private Fusion depthwiseFusion() {
            return new Fusion(depthwiseBias != null, false, depthwiseActivation);
        }

        @Override
        public SeparableConv2d build() {
            RuntimeVerification verification = verification();
            BuiltSeparable built = BuiltSeparable.of(
                    parameters(),
                    new BuiltSeparable.Part(filter, depthwiseBias, depthwiseFusion()),
                    new BuiltSeparable.Part(pointwiseFilter, bias, fusion()),
                    planning(),
                    verification);
            return new SeparableConv2d(built, verification);
        }

        @Override
        public OperationSpec spec() {
            return OperationSpec.separable(
                    parameters(),
                    filter,
                    depthwiseBias,
                    depthwiseFusion(),
                    pointwiseFilter,
                    bias,
                    fusion(),
                    effort(),
                    parallelism());
        }
    }
}
