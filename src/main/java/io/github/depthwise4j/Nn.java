package io.github.depthwise4j;

import io.github.depthwise4j.operation.OneShotCalls;
import io.github.depthwise4j.operation.Transposition;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one-shot functions of {@code tf.nn}: TensorFlow's names, TensorFlow's order of arguments, TensorFlow's defaults.
 *
 * <p>The plans of the most recently used problems are kept from call to call (see the setting
 * {@code planCacheCapacity}), but each call packs its filter. For many calls with the same filter, build a
 * {@link ConvolutionOperation}.
 *
 * <p>Any number of threads may call the functions. The caller closes the result. The arguments are not changed, and
 * nobody may write them during a call.
 *
 * <p>No argument may be null unless a method says so. Strides and padding without a default are refused with
 * {@link InvalidProblemException} if they are null, as TensorFlow does.
 */
public final class Nn {
    private Nn() {}

    /**
     * {@code tf.nn.depthwise_conv2d(input, filter, strides, padding)} in the data format NHWC, without dilation and
     * name.
     *
     * @param input {@code [batch, height, width, in_channels]}; several batch axes may lead
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data formats
     * @param strides 4 numbers in the order of the data format, those of batch and channels 1; or 2,
     *     {@code [height, width]}. The two may differ, which TensorFlow refuses on CPUs
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of
     *     the data format
     * @return {@code [batch, out_height, out_width, in_channels * channel_multiplier]} (or channels first), which the
     *     caller closes; output channel {@code k * channel_multiplier + q} is the q-th filter of input channel k;
     *     without elements if an axis is 0
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     * @see #depthwiseConv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor depthwiseConv2d(Tensor input, Tensor filter, int[] strides, Padding padding) {
        return depthwiseConv2d(input, filter, strides, padding, null, null, null);
    }

    /**
     * {@code tf.nn.depthwise_conv2d(input, filter, strides, padding, data_format)}, without dilation and name.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} if
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data formats
     * @param strides 4 numbers in the order of the data format, those of batch and channels 1; or 2,
     *     {@code [height, width]}. The two may differ, which TensorFlow refuses on CPUs
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of
     *     the data format
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @return {@code [batch, out_height, out_width, in_channels * channel_multiplier]} (or channels first), which the
     *     caller closes; output channel {@code k * channel_multiplier + q} is the q-th filter of input channel k;
     *     without elements if an axis is 0
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     * @see #depthwiseConv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor depthwiseConv2d(
            Tensor input, Tensor filter, int[] strides, Padding padding, @Nullable DataFormat dataFormat) {
        return depthwiseConv2d(input, filter, strides, padding, dataFormat, null, null);
    }

    /**
     * {@code tf.nn.depthwise_conv2d(input, filter, strides, padding, data_format, dilations, name)}: each input channel
     * is convolved with its own {@code channel_multiplier} filters. {@link ConvolutionProblem} has the formula.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} if
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param filter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data formats
     * @param strides 4 numbers in the order of the data format, those of batch and channels 1; or 2,
     *     {@code [height, width]}. The two may differ, which TensorFlow refuses on CPUs
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of
     *     the data format
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @param dilations 2 numbers, {@code [height, width]}; 1 and 1 if null. If one is above 1, the strides must be 1
     * @param name for messages and logs; may be null
     * @return {@code [batch, out_height, out_width, in_channels * channel_multiplier]} (or channels first), which the
     *     caller closes; output channel {@code k * channel_multiplier + q} is the q-th filter of input channel k;
     *     without elements if an axis is 0
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     */
    public static Tensor depthwiseConv2d(
            Tensor input,
            Tensor filter,
            int[] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(filter, "filter");
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(strides, padding, dataFormat, dilations, name);
        ConvolutionProblem problem =
                new ConvolutionProblem(parameters, input.dataType(), input.shape(), filter.shape(), Fusion.NONE);
        return OneShotCalls.run(problem, input, filter);
    }

    /**
     * {@code tf.nn.conv2d(input, filters, strides, padding)} in the data format NHWC, without dilation and name.
     *
     * @param input {@code [batch, height, width, in_channels]}; several batch axes may lead
     * @param filters {@code [filter_height, filter_width, in_channels / groups, out_channels]} in both data formats;
     *     the number of groups follows from the channels
     * @param strides 1 number for rows and columns, 2, {@code [height, width]}, or 4 in the order of the data format,
     *     those of batch and channels 1; 1 everywhere if null
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of
     *     the data format
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     * @see #conv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor conv2d(Tensor input, Tensor filters, int @Nullable [] strides, Padding padding) {
        return conv2d(input, filters, strides, padding, null, null, null);
    }

    /**
     * {@code tf.nn.conv2d(input, filters, strides, padding, data_format)}, without dilation and name.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} if
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param filters {@code [filter_height, filter_width, in_channels / groups, out_channels]} in both data formats;
     *     the number of groups follows from the channels
     * @param strides 1 number for rows and columns, 2, {@code [height, width]}, or 4 in the order of the data format,
     *     those of batch and channels 1; 1 everywhere if null
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of
     *     the data format
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     * @see #conv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor conv2d(
            Tensor input, Tensor filters, int @Nullable [] strides, Padding padding, @Nullable DataFormat dataFormat) {
        return conv2d(input, filters, strides, padding, dataFormat, null, null);
    }

    /**
     * {@code tf.nn.conv2d(input, filters, strides, padding, data_format, dilations, name)}: each output channel sees
     * all input channels of its group. {@link ConvolutionProblem} has the formula.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} if
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param filters {@code [filter_height, filter_width, in_channels / groups, out_channels]} in both data formats;
     *     the number of groups follows from the channels
     * @param strides 1 number for rows and columns, 2, {@code [height, width]}, or 4 in the order of the data format,
     *     those of batch and channels 1; 1 everywhere if null
     * @param padding {@code Padding.SAME}, {@code Padding.VALID}, or {@code Padding.explicit(pairs)} in the order of
     *     the data format
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @param dilations in the forms of {@code strides}; 1 everywhere if null. They may be above 1 together with the
     *     strides
     * @param name for messages and logs; may be null
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     */
    public static Tensor conv2d(
            Tensor input,
            Tensor filters,
            int @Nullable [] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(filters, "filters");
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(strides, padding, dataFormat, dilations, name);
        ConvolutionProblem problem =
                new ConvolutionProblem(parameters, input.dataType(), input.shape(), filters.shape(), Fusion.NONE);
        return OneShotCalls.run(problem, input, filters);
    }

    /**
     * {@code tf.nn.separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding)} in the data format
     * NHWC, without dilation and name.
     *
     * @param input {@code [batch, height, width, in_channels]}; several batch axes may lead
     * @param depthwiseFilter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data
     *     formats
     * @param pointwiseFilter {@code [1, 1, in_channels * channel_multiplier, out_channels]} in both data formats
     * @param strides of the depthwise part, as in
     *     {@link #depthwiseConv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)}
     * @param padding of the depthwise part
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     * @see #separableConv2d(Tensor, Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor separableConv2d(
            Tensor input, Tensor depthwiseFilter, Tensor pointwiseFilter, int[] strides, Padding padding) {
        return separableConv2d(input, depthwiseFilter, pointwiseFilter, strides, padding, null, null, null);
    }

    /**
     * {@code tf.nn.separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format)}, without
     * dilation and name.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} if
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param depthwiseFilter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data
     *     formats
     * @param pointwiseFilter {@code [1, 1, in_channels * channel_multiplier, out_channels]} in both data formats
     * @param strides of the depthwise part, as in
     *     {@link #depthwiseConv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)}
     * @param padding of the depthwise part
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     * @see #separableConv2d(Tensor, Tensor, Tensor, int[], Padding, DataFormat, int[], String)
     */
    public static Tensor separableConv2d(
            Tensor input,
            Tensor depthwiseFilter,
            Tensor pointwiseFilter,
            int[] strides,
            Padding padding,
            @Nullable DataFormat dataFormat) {
        return separableConv2d(input, depthwiseFilter, pointwiseFilter, strides, padding, dataFormat, null, null);
    }

    /**
     * {@code tf.nn.separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format,
     * dilations, name)}: a depthwise convolution, followed by a {@code conv2d} of its result with a filter of one row
     * and one column. The intermediate result is rounded to the type of the tensors.
     *
     * @param input {@code [batch, height, width, in_channels]}, or {@code [batch, in_channels, height, width]} if
     *     {@code dataFormat} is NCHW; several batch axes may lead
     * @param depthwiseFilter {@code [filter_height, filter_width, in_channels, channel_multiplier]} in both data
     *     formats
     * @param pointwiseFilter {@code [1, 1, in_channels * channel_multiplier, out_channels]} in both data formats
     * @param strides of the depthwise part, as in
     *     {@link #depthwiseConv2d(Tensor, Tensor, int[], Padding, DataFormat, int[], String)}
     * @param padding of the depthwise part
     * @param dataFormat the order of the input's and the output's axes; NHWC if null
     * @param dilations of the depthwise part: 2 numbers, {@code [height, width]}; 1 and 1 if null. If one is above 1,
     *     the strides must be 1
     * @param name for messages and logs; may be null
     * @return {@code [batch, out_height, out_width, out_channels]} (or channels first), which the caller closes
     * @throws InvalidProblemException if a parameter breaks a rule; its {@code kind()} names the rule
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result or a plan
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     * @throws io.github.depthwise4j.errors.ComputationMismatchException if the settings verify calls, a wrong result is
     *     to be thrown, and this one is wrong
     */
    public static Tensor separableConv2d(
            Tensor input,
            Tensor depthwiseFilter,
            Tensor pointwiseFilter,
            int[] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(depthwiseFilter, "depthwiseFilter");
        Objects.requireNonNull(pointwiseFilter, "pointwiseFilter");
        ConvolutionParameters parameters =
                ConvolutionParameters.separableConv2d(strides, padding, dataFormat, dilations, name);
        SeparableProblem problem = SeparableProblem.of(
                parameters,
                input.dataType(),
                input.shape(),
                depthwiseFilter.shape(),
                pointwiseFilter.shape(),
                Fusion.NONE,
                Fusion.NONE);
        return OneShotCalls.run(problem, input, depthwiseFilter, pointwiseFilter);
    }

    /**
     * {@code tf.transpose} between the two data formats, by a reorder of oneDNN: the same numbers with their axes in
     * another order. No bit of a number changes.
     *
     * @param input {@code [batch, height, width, channels]} if {@code from} is NHWC, or
     *     {@code [batch, channels, height, width]} if it is NCHW; several batch axes may lead
     * @param from the order of the input's axes
     * @param to the order of the result's axes; if it is the order of the input, the result is a copy
     * @return the numbers of the input in a new tensor, which the caller closes; without elements if an axis is 0
     * @throws InvalidProblemException of kind {@code rank} if the input has less than 4 axes
     * @throws IllegalStateException if the input is closed
     * @throws IllegalArgumentException if a setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no memory for the result
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public static Tensor transpose(Tensor input, DataFormat from, DataFormat to) {
        Transposition transposition =
                Transposition.of(Objects.requireNonNull(input, "input").shape(), from, to);
        Tensor output = Tensor.uninitialized(
                input.dataType(), transposition.outputShape().dims());
        try {
            transposition.execute(input, output);
            return output;
        } catch (RuntimeException | Error e) {
            output.close();
            throw e;
        }
    }

    /**
     * {@link #transpose(Tensor, DataFormat, DataFormat)} into an existing tensor.
     *
     * @param input {@code [batch, height, width, channels]} if {@code from} is NHWC, or
     *     {@code [batch, channels, height, width]} if it is NCHW; several batch axes may lead
     * @param from the order of the input's axes
     * @param to the order of the output's axes; if it is the order of the input, the numbers are copied
     * @param output of the input's shape in the order {@code to}, in memory apart from the input; every element is
     *     written
     * @throws InvalidProblemException of kind {@code rank} if the input has less than 4 axes
     * @throws IllegalStateException if a tensor is closed
     * @throws IllegalArgumentException if the output has another shape, is read-only, or overlaps the input, or if a
     *     setting of the library is not allowed
     * @throws io.github.depthwise4j.errors.NativeMemoryException if there is no working memory
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public static void transpose(Tensor input, DataFormat from, DataFormat to, Tensor output) {
        Transposition.of(Objects.requireNonNull(input, "input").shape(), from, to)
                .execute(input, Objects.requireNonNull(output, "output"));
    }
}
