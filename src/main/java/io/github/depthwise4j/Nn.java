package io.github.depthwise4j;

import io.github.depthwise4j.operation.OneShotPlan;
import io.github.depthwise4j.operation.OneShotPlans;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;

/**
 * The one-shot functions of {@code tf.nn}: TensorFlow's names, TensorFlow's order of arguments.
 *
 * <p>Plans are kept from call to call, the most recently used ones first (see the setting {@code planCacheCapacity}), but the
 * filter is packed in every call. Who calls again and again with the same filter builds a {@link DepthwiseConv2d}.
 *
 * <p>The functions may be called by any number of threads. The caller owns the result and closes it. Arguments stay the caller's
 * and must not be written while a call runs.
 */
public final class Nn {
    private Nn() {}

    /**
     * {@code tf.nn.depthwise_conv2d(input, filter, strides, padding)}, with TensorFlow's defaults: NHWC, no dilation, no name.
     *
     * @param input {@code [batch, in_height, in_width, in_channels]}, or in the order of the data format
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]}
     * @param strides 4 numbers in the order of the data format
     * @param padding SAME, VALID or explicit
     * @return the result, which the caller closes
     * @see #depthwiseConv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor depthwiseConv2d(Tensor input, Tensor filter, int[] strides, Padding padding) {
        return depthwiseConv2d(input, filter, strides, padding, null, null, null);
    }

    /**
     * {@code tf.nn.depthwise_conv2d(input, filter, strides, padding, data_format)}, without dilation and name.
     *
     * @param input {@code [batch, in_height, in_width, in_channels]}, or in the order of the data format
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]}
     * @param strides 4 numbers in the order of the data format
     * @param padding SAME, VALID or explicit
     * @param dataFormat NHWC if null
     * @return the result, which the caller closes
     * @see #depthwiseConv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor depthwiseConv2d(
            Tensor input, Tensor filter, int[] strides, Padding padding, DataFormat dataFormat) {
        return depthwiseConv2d(input, filter, strides, padding, dataFormat, null, null);
    }

    /**
     * {@code tf.nn.depthwise_conv2d(input, filter, strides, padding, data_format, dilations, name)}: each input channel is
     * convolved with its own {@code channel_multiplier} filters. The formula stands in
     * {@link io.github.depthwise4j.problem.ConvolutionProblem}.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} where
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data formats
     * @param strides 4 numbers in the order of the data format, those of batch and channels 1; or 2, {@code [height, width]}. The
     *     two may differ, which TensorFlow refuses on CPUs
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of the data format
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @param dilations 2 numbers, {@code [height, width]}; 1 and 1 if null. Where one is above 1, the strides must be 1
     * @param name for messages and logs; may be null
     * @return {@code [batch, out_height, out_width, in_channels * channel_multiplier]} (or channels first), output channel
     *     {@code k * channel_multiplier + q} being the q-th filter of input channel k; without elements where an axis is 0. The
     *     caller closes it
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a parameter breaks a rule; its {@code kind()} says which
     * @throws IllegalStateException if a tensor is closed
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static Tensor depthwiseConv2d(
            Tensor input,
            Tensor filter,
            int[] strides,
            Padding padding,
            DataFormat dataFormat,
            int[] dilations,
            String name) {
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(strides, padding, dataFormat, dilations, name);
        return run(
                new ConvolutionProblem(parameters, input.dataType(), input.shape(), filter.shape(), false),
                input,
                filter);
    }

    /**
     * {@code tf.nn.conv2d(input, filters, strides, padding, data_format, dilations, name)}: each output channel sees all input
     * channels of its group. The formula stands in {@link ConvolutionProblem}.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} where
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param filters {@code [filter_height, filter_width, in_channels / groups, out_channels]} in both data formats; the number of
     *     groups follows from the channels
     * @param strides 1 number for rows and columns, 2, {@code [height, width]}, or 4 in the order of the data format, those of batch
     *     and channels 1; 1 everywhere if null
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of the data format
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @param dilations in the forms of {@code strides}; may be above 1 together with them
     * @param name for messages and logs; may be null
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a parameter breaks a rule; its {@code kind()} says which
     * @throws IllegalStateException if a tensor is closed
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static Tensor conv2d(
            Tensor input,
            Tensor filters,
            int[] strides,
            Padding padding,
            DataFormat dataFormat,
            int[] dilations,
            String name) {
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(strides, padding, dataFormat, dilations, name);
        return run(
                new ConvolutionProblem(parameters, input.dataType(), input.shape(), filters.shape(), false),
                input,
                filters);
    }

    /**
     * {@code tf.nn.conv2d(input, filters, strides, padding)}, with TensorFlow's defaults: NHWC, no dilation, no name.
     *
     * @param input {@code [batch, height, width, in_channels]}
     * @param filters {@code [filter_height, filter_width, in_channels / groups, out_channels]}
     * @param strides as in the full form
     * @param padding as in the full form
     * @return as in the full form
     * @see #conv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor conv2d(Tensor input, Tensor filters, int[] strides, Padding padding) {
        return conv2d(input, filters, strides, padding, null, null, null);
    }

    /**
     * {@code tf.nn.separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format, dilations, name)}: a
     * depthwise convolution, and a {@code conv2d} of its result with a filter of one row and one column. What lies between the two is
     * rounded to the tensors' type.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} where
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param depthwiseFilter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data formats
     * @param pointwiseFilter {@code [1, 1, in_channels * channel_multiplier, out_channels]} in both data formats
     * @param strides those of the depthwise part, as in {@link #depthwiseConv2d}
     * @param padding that of the depthwise part
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @param dilations those of the depthwise part; where one is above 1, the strides must be 1
     * @param name for messages and logs; may be null
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a parameter breaks a rule; its {@code kind()} says which
     * @throws IllegalStateException if a tensor is closed
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static Tensor separableConv2d(
            Tensor input,
            Tensor depthwiseFilter,
            Tensor pointwiseFilter,
            int[] strides,
            Padding padding,
            DataFormat dataFormat,
            int[] dilations,
            String name) {
        SeparableProblem problem = SeparableProblem.of(
                ConvolutionParameters.depthwiseConv2d(strides, padding, dataFormat, dilations, name),
                input.dataType(),
                input.shape(),
                depthwiseFilter.shape(),
                pointwiseFilter.shape(),
                Fusion.NONE,
                Fusion.NONE);
        OneShotPlan<SeparablePlan> plan = OneShotPlans.acquire(problem);
        try (PackedFilter packed = plan.plan().pack(depthwiseFilter, null, pointwiseFilter, null)) {
            return plan.execute(packed, input, depthwiseFilter, null, pointwiseFilter, null);
        } finally {
            plan.release();
        }
    }

    private static Tensor run(ConvolutionProblem problem, Tensor input, Tensor filter) {
        OneShotPlan<ConvolutionPlan> plan = OneShotPlans.acquire(problem);
        try (PackedFilter packed = plan.plan().pack(filter, null)) {
            return plan.execute(packed, input, filter, null);
        } finally {
            plan.release();
        }
    }
}
