package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations in pure Java. The code follows the formula and sums in {@code double}. It is slow, and its results are
 * the ones that all others are compared with.
 *
 * <p>A tap on the padding is skipped, not multiplied by zero. So an infinity or a NaN in the filter reaches only the
 * outputs for which its tap is inside the image. Code that multiplies it by a zero of the padding gives NaN at the
 * border.
 *
 * <p>Stateless: any number of threads may call it.
 */
public final class ReferenceConvolution {
    private ReferenceConvolution() {}

    /**
     * {@code tf.nn.depthwise_conv2d}, with its parameters in TensorFlow's order. Each sum is rounded to {@code float}
     * once, at the end.
     *
     * @param input {@code [N, H, W, C]} or {@code [N, C, H, W]}, where N may be several batch axes
     * @param filter {@code [filter_height, filter_width, C, channel_multiplier]} in both data formats
     * @param strides 4 numbers in the order of the data format, of which those of batch and channels are 1, or 2
     *     numbers, {@code [height, width]}
     * @param padding SAME, VALID or explicit
     * @param dataFormat NHWC if null
     * @param dilations 2 numbers, {@code [height, width]}; 1 and 1 if null. If one is above 1, the strides must be 1
     * @param name a name for messages, or null
     * @return a new tensor {@code [N, out_height, out_width, C * channel_multiplier]}, or its NCHW permutation, which
     *     the caller closes
     * @throws InvalidProblemException if a rule of the operation is broken
     * @throws IllegalStateException if a tensor is closed
     */
    public static Tensor depthwiseConv2d(
            Tensor input,
            Tensor filter,
            int[] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        ConvolutionParameters parameters =
                ConvolutionParameters.depthwiseConv2d(strides, padding, dataFormat, dilations, name);
        return unfused(parameters, Objects.requireNonNull(input, "input"), Objects.requireNonNull(filter, "filter"));
    }

    /**
     * {@code tf.nn.conv2d}, with its parameters in TensorFlow's order. Each sum is rounded to {@code float} once, at
     * the end.
     *
     * @param input {@code [N, H, W, C]} or {@code [N, C, H, W]}, where N may be several batch axes
     * @param filters {@code [filter_height, filter_width, C / groups, out_channels]} in both data formats
     * @param strides 1 number, 2, {@code [height, width]}, or 4 in the order of the data format, of which those of
     *     batch and channels are 1; 1 everywhere if null
     * @param padding SAME, VALID or explicit
     * @param dataFormat NHWC if null
     * @param dilations in the forms of {@code strides}
     * @param name a name for messages, or null
     * @return a new tensor {@code [N, out_height, out_width, out_channels]}, or its NCHW permutation, which the caller
     *     closes
     * @throws InvalidProblemException if a rule of the operation is broken
     * @throws IllegalStateException if a tensor is closed
     */
    public static Tensor conv2d(
            Tensor input,
            Tensor filters,
            int @Nullable [] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        ConvolutionParameters parameters = ConvolutionParameters.conv2d(strides, padding, dataFormat, dilations, name);
        return unfused(parameters, Objects.requireNonNull(input, "input"), Objects.requireNonNull(filters, "filters"));
    }

    private static Tensor unfused(ConvolutionParameters parameters, Tensor input, Tensor filter) {
        ConvolutionProblem problem =
                new ConvolutionProblem(parameters, input.dataType(), input.shape(), filter.shape(), Fusion.NONE);
        return tensor(compute(problem, input.toFloatArray(), filter.toFloatArray(), null));
    }

    private static Tensor tensor(ReferenceResult result) {
        return Tensor.of(result.toFloatArray(), result.shape().dims());
    }

    /**
     * {@code tf.nn.separable_conv2d}, with its parameters in TensorFlow's order. The numbers between the
     * two convolutions stay in {@code double}. Each result is rounded to {@code float} once, at the end.
     *
     * @param input {@code [N, H, W, C]} or {@code [N, C, H, W]}, where N may be several batch axes
     * @param depthwiseFilter {@code [filter_height, filter_width, C, channel_multiplier]} in both data formats
     * @param pointwiseFilter {@code [1, 1, C * channel_multiplier, out_channels]} in both data formats
     * @param strides those of the depthwise part: 4 numbers in the order of the data format, of which those of batch
     *     and channels are 1, or 2 numbers, {@code [height, width]}
     * @param padding that of the depthwise part: SAME, VALID or explicit
     * @param dataFormat NHWC if null
     * @param dilations those of the depthwise part: 2 numbers, {@code [height, width]}; 1 and 1 if null. If one is
     *     above 1, the strides must be 1
     * @param name a name for messages, or null
     * @return a new tensor {@code [N, out_height, out_width, out_channels]}, or its NCHW permutation, which the caller
     *     closes
     * @throws InvalidProblemException if a rule of the operation is broken
     * @throws IllegalStateException if a tensor is closed
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
        SeparableProblem problem = SeparableProblem.of(
                ConvolutionParameters.separableConv2d(strides, padding, dataFormat, dilations, name),
                input.dataType(),
                input.shape(),
                depthwiseFilter.shape(),
                pointwiseFilter.shape(),
                Fusion.NONE,
                Fusion.NONE);
        return tensor(compute(
                problem,
                input.toFloatArray(),
                depthwiseFilter.toFloatArray(),
                null,
                pointwiseFilter.toFloatArray(),
                null,
                null));
    }

    /**
     * Computes any problem without a residual.
     *
     * @param problem what to compute
     * @param input the elements of the input in row-major order, as many as the problem's input shape has
     * @param filter the elements of the filter in row-major order, as many as the problem's filter shape has
     * @param bias one number per output channel, added to each of its sums; null exactly if the problem has no bias
     * @return the outputs in {@code double}, and what an {@link ErrorBound} needs
     * @throws IllegalArgumentException if an array has not the length that the problem needs, or if the problem has a
     *     residual
     */
    public static ReferenceResult compute(
            ConvolutionProblem problem, float[] input, float[] filter, float @Nullable [] bias) {
        return compute(problem, input, filter, bias, null);
    }

    /**
     * Computes any problem: {@code activation(sum + bias + residual)}.
     *
     * @param problem what to compute
     * @param input the elements of the input in row-major order, as many as the problem's input shape has
     * @param filter the elements of the filter in row-major order, as many as the problem's filter shape has
     * @param bias one number per output channel, added to each of its sums; null exactly if the problem has no bias
     * @param residual one number per output, in row-major order; null exactly if the problem has no residual
     * @return the outputs in {@code double}, and what an {@link ErrorBound} needs
     * @throws IllegalArgumentException if an array has not the length that the problem needs
     */
    public static ReferenceResult compute(
            ConvolutionProblem problem,
            float[] input,
            float[] filter,
            float @Nullable [] bias,
            float @Nullable [] residual) {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(filter, "filter");
        checkLength(problem, "input", input.length, problem.inputShape().elementCount());
        checkArguments(problem, filter, bias, residual);
        return new ConvolutionLoops(
                        problem,
                        ConvolutionLoops.Source.exact(Elements.of(input)),
                        Elements.of(filter),
                        elementsOrNull(bias),
                        elementsOrNull(residual))
                .all();
    }

    /**
     * Computes any separable problem. The numbers between the two convolutions stay in {@code double}. The result
     * tells how far they can be from numbers computed in {@code float}: {@link ReferenceResult#inheritedError}.
     *
     * @param problem what to compute
     * @param input the elements of the input in row-major order
     * @param depthwiseFilter the elements of the first filter in row-major order
     * @param depthwiseBias one number per output channel of the first part; null exactly if that has no bias
     * @param pointwiseFilter the elements of the second filter in row-major order
     * @param pointwiseBias one number per output channel of the second part; null exactly if that has no bias
     * @param residual one number per output, in row-major order; null exactly if the second part has no residual
     * @return the outputs in {@code double}, and what an {@link ErrorBound} needs
     * @throws IllegalArgumentException if an array has not the length that the problem needs
     */
    public static ReferenceResult compute(
            SeparableProblem problem,
            float[] input,
            float[] depthwiseFilter,
            float @Nullable [] depthwiseBias,
            float[] pointwiseFilter,
            float @Nullable [] pointwiseBias,
            float @Nullable [] residual) {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(depthwiseFilter, "depthwiseFilter");
        Objects.requireNonNull(pointwiseFilter, "pointwiseFilter");
        checkArguments(problem.pointwise(), pointwiseFilter, pointwiseBias, residual);
        ReferenceResult between = compute(problem.depthwise(), input, depthwiseFilter, depthwiseBias);
        ErrorBound bound = ErrorBound.of(problem.depthwise());
        double[] errors = new double[between.elementCount()];
        Arrays.setAll(errors, i -> bound.of(between, i));
        ConvolutionLoops.Source source = new ConvolutionLoops.Source() {
            @Override
            public double value(int index) {
                return between.value(index);
            }

            @Override
            public double error(int index) {
                return errors[index];
            }
        };
        return new ConvolutionLoops(
                        problem.pointwise(),
                        source,
                        Elements.of(pointwiseFilter),
                        elementsOrNull(pointwiseBias),
                        elementsOrNull(residual))
                .all();
    }

    private static @Nullable Elements elementsOrNull(float @Nullable [] values) {
        return values == null ? null : Elements.of(values);
    }

    private static void checkArguments(
            ConvolutionProblem problem, float[] filter, float @Nullable [] bias, float @Nullable [] residual) {
        checkLength(problem, "filter", filter.length, problem.filterShape().elementCount());
        checkOptional(problem, "bias", bias, problem.hasBias(), problem.biasShape());
        checkOptional(problem, "residual", residual, problem.fusion().residual(), problem.outputShape());
    }

    private static void checkOptional(
            ConvolutionProblem problem, String array, float @Nullable [] values, boolean stated, Shape shape) {
        if ((values != null) != stated) {
            throw new IllegalArgumentException(array + " = " + (values == null ? "null" : values.length + " elements")
                    + ", but the problem has " + (stated ? "one" : "none") + "; pass what it says: " + problem);
        }
        if (values != null) {
            checkLength(problem, array, values.length, shape.elementCount());
        }
    }

    private static void checkLength(ConvolutionProblem problem, String array, long actual, long expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    array + ".length = " + actual + ", but must be " + expected + " for: " + problem);
        }
    }
}
