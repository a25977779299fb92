package io.github.depthwise4j;

import io.github.depthwise4j.operation.BuiltConvolution;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.reference.RuntimeVerification;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.lang.ref.Reference;

/**
 * {@code tf.nn.conv2d} with a filter that stays: built once, run many times.
 *
 * <p>For each input shape a plan is made, when the shape is first met or when {@link #plan} asks for it, and the filter is packed
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
public final class Conv2d extends ConvolutionOperation {
    private final BuiltConvolution convolution;

    private Conv2d(BuiltConvolution convolution, RuntimeVerification verification) {
        super(convolution, verification);
        this.convolution = convolution;
    }

    /**
     * {@return the beginning of an operation}
     *
     * @param filter {@code [filter_height, filter_width, in_channels / groups, out_channels]}, the same in both data
     *     formats; the tensor must stay open until {@link Builder#build()}
     */
    public static Builder builder(Tensor filter) {
        return new Builder(filter);
    }

    @Override
    public Shape outputShape(Shape input) {
        return convolution.problem(input).outputShape();
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
    public PlanSummary plan(Shape input) {
        try {
            return convolution.summary(input);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Collects the parameters of a {@link Conv2d}. */
    public static final class Builder extends ConvolutionBuilder<Builder> {
        private Builder(Tensor filter) {
            super(filter);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        public Conv2d build() {
            ConvolutionParameters parameters =
                    ConvolutionParameters.conv2d(strides, padding, dataFormat, dilations, name);
            RuntimeVerification verification = verification();
            return new Conv2d(
                    BuiltConvolution.of(parameters, filter, bias, fusion(), planning(), verification), verification);
        }
    }
}
