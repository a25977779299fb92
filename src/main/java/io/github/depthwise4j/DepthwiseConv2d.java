package io.github.depthwise4j;

import io.github.depthwise4j.operation.BuiltConvolution;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.Tensor;

/**
 * {@code tf.nn.depthwise_conv2d} with a filter that stays: built once, run many times. {@link ConvolutionOperation} has
 * the rules for plans, threads and ownership, which are the same for all operations.
 *
 * <p>No argument may be null.
 */
public final class DepthwiseConv2d extends ConvolutionOperation {
    private DepthwiseConv2d(BuiltConvolution built, RuntimeVerification verification) {
        super(built, verification);
    }

    /**
     * {@return a builder of operations with this filter}
     *
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]}, the same in both data
     *     formats; the tensor must stay open until {@link Builder#build()}
     */
    public static Builder builder(Tensor filter) {
        return new Builder(filter);
    }

    /** Collects the parameters of a {@link DepthwiseConv2d}. */
    public static final class Builder extends ConvolutionBuilder<DepthwiseConv2d, Builder> {
        private Builder(Tensor filter) {
            super(filter);
        }

        @Override
        Builder self() {
            return this;
        }

        private ConvolutionParameters parameters() {
            return ConvolutionParameters.depthwiseConv2d(strides, padding(), dataFormat, dilations, name);
        }

        @Override
        public DepthwiseConv2d build() {
            RuntimeVerification verification = verification();
            return new DepthwiseConv2d(
                    BuiltConvolution.of(parameters(), filter, bias, fusion(), planning(), verification), verification);
        }

        @Override
        public OperationSpec spec() {
            return OperationSpec.of(parameters(), filter, bias, fusion(), effort(), parallelism());
        }
    }
}
