package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One convolution, stated completely: what the caller asked for, checked. A problem that exists can be computed.
 *
 * <p>For {@code depthwise_conv2d}, with out-of-range positions of the input read as 0, {@code pt} and {@code pl} the
 * zeros at the top and left, and {@code m} the channel multiplier:
 *
 * <pre>{@code
 * out[b, y, x, k*m + q] = sum over i, j of in[b, y*sy + i*dy - pt, x*sx + j*dx - pl, k] * filter[i, j, k, q]
 * }</pre>
 *
 * <p>For {@code conv2d}, with {@code I} the filter's input channels, {@code g} groups of as many, and {@code O} output
 * channels, output channel {@code o} belonging to group {@code o / (O / g)}:
 *
 * <pre>{@code
 * out[b, y, x, o] = sum over i, j, c of in[b, y*sy + i*dy - pt, x*sx + j*dx - pl, group * I + c] * filter[i, j, c, o]
 * }</pre>
 *
 * <p>Output positions per axis, with {@code extent = (filter - 1) * dilation + 1}: {@code ceil(in / stride)} for SAME,
 * and {@code floor((in + before + after - extent) / stride) + 1} otherwise; SAME pads by
 * {@code max(0, (out - 1) * stride + extent - in)}, the smaller half before. These are TensorFlow's formulas
 * ({@code tensorflow/core/framework/kernel_shape_util.cc}).
 *
 * <p>Immutable, for any number of threads.
 */
public final class ConvolutionProblem implements Problem {
    private final ConvolutionParameters parameters;
    private final DataType dataType;
    private final Shape inputShape;
    private final Shape filterShape;
    private final Fusion fusion;
    // Kept, because planning asks for the sizes of a problem several hundred times, and the rules take long.
    private final ConvolutionGeometry geometry;
    private final Shape outputShape;
    /** Made by the first call of {@link #toString}. If two threads make it, both make the same. */
    private @Nullable String line;

    /**
     * Checks every rule.
     *
     * @param parameters strides, padding, data format, dilations and name
     * @param dataType the type of all tensors
     * @param inputShape {@code [N, H, W, C]} or {@code [N, C, H, W]}, where several batch axes may stand in place of N
     * @param filterShape {@code [filter_height, filter_width, in_channels, channel_multiplier]}, or for {@code conv2d}
     *     {@code [filter_height, filter_width, in_channels / groups, out_channels]}, in both data formats
     * @param fusion what is done to each sum before it is stored
     * @throws InvalidProblemException if one is broken
     */
    public ConvolutionProblem(
            ConvolutionParameters parameters, DataType dataType, Shape inputShape, Shape filterShape, Fusion fusion) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        this.dataType = Objects.requireNonNull(dataType, "dataType");
        this.inputShape = Objects.requireNonNull(inputShape, "inputShape");
        this.filterShape = Objects.requireNonNull(filterShape, "filterShape");
        this.fusion = Objects.requireNonNull(fusion, "fusion");
        SizeRules rules = new SizeRules(parameters);
        this.geometry = rules.resolve(inputShape, filterShape);
        this.outputShape = rules.outputShape(geometry, inputShape);
    }

    /**
     * A problem with a bias or without, and nothing else beside the sums.
     *
     * @param parameters strides, padding, data format, dilations and name
     * @param dataType the type of all tensors
     * @param inputShape the shape of the input
     * @param filterShape the shape of the filter
     * @param hasBias whether one number per output channel is added
     * @throws InvalidProblemException if a rule is broken
     */
    public ConvolutionProblem(
            ConvolutionParameters parameters, DataType dataType, Shape inputShape, Shape filterShape, boolean hasBias) {
        this(parameters, dataType, inputShape, filterShape, hasBias ? Fusion.BIAS : Fusion.NONE);
    }

    /**
     * Checks what can be known of a filter and a bias before there is an input.
     *
     * @param parameters what the caller asks for, apart from the tensors
     * @param filterShape the shape of the filter
     * @param biasShape null if there is no bias
     * @throws InvalidProblemException if they cannot be those of any problem with these parameters
     */
    public static void checkFilter(ConvolutionParameters parameters, Shape filterShape, @Nullable Shape biasShape) {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(filterShape, "filterShape");
        new SizeRules(parameters).checkFilter(filterShape, biasShape);
    }

    /**
     * {@return the problem a text states, in the form of {@link #toString()}}
     *
     * @param line one line, as {@code toString()} writes it
     * @throws InvalidProblemException of kind {@code text} if the line cannot be read, or of another kind if the
     *     problem it states is refused
     */
    public static ConvolutionProblem parse(String line) {
        return new ProblemParser(line).parse();
    }

    /** {@return strides, padding, data format, dilations and name} */
    public ConvolutionParameters parameters() {
        return parameters;
    }

    /** {@return the type of all tensors} */
    public DataType dataType() {
        return dataType;
    }

    /** {@return the shape of the input, in the data format} */
    @Override
    public Shape inputShape() {
        return inputShape;
    }

    /**
     * {@return the shape of the filter, {@code [filter_height, filter_width, in_channels, channel_multiplier]}, or for
     * {@code conv2d} {@code [filter_height, filter_width, in_channels / groups, out_channels]}}
     */
    public Shape filterShape() {
        return filterShape;
    }

    /** {@return what is done to each sum before it is stored} */
    public Fusion fusion() {
        return fusion;
    }

    /** {@return the sizes under oneDNN's names} */
    public ConvolutionGeometry geometry() {
        return geometry;
    }

    /** {@return the shape of the result, in the data format and with the batch axes of the input} */
    @Override
    public Shape outputShape() {
        return outputShape;
    }

    /** {@return the shape of a bias: one number per output channel} */
    public Shape biasShape() {
        return Shape.of(new SizeRules(parameters).outputChannels(filterShape));
    }

    /** {@return what computing it takes, counted from the sizes} */
    @Override
    public Cost cost() {
        return Cost.of(this);
    }

    /** {@return the operation} */
    public Operation operation() {
        return parameters.operation();
    }

    /** {@return whether one number per output channel is added} */
    public boolean hasBias() {
        return fusion.bias();
    }

    /** {@return the data format of input and output} */
    public DataFormat dataFormat() {
        return parameters.dataFormat();
    }

    /** {@return the same problem without its name: two problems of which these are equal have the same plan} */
    @Override
    public ConvolutionProblem unnamed() {
        return parameters.name().isEmpty()
                ? this
                : new ConvolutionProblem(parameters.unnamed(), dataType, inputShape, filterShape, fusion);
    }

    /**
     * The problem on one line: TensorFlow's words, then the sizes in the notation of oneDNN's benchdnn (where a
     * dilation of 0 is TensorFlow's 1), which can be pasted there. {@link #parse} reads it back.
     *
     * <pre>depthwise_conv2d float32 NHWC SAME g32mb1ic32ih112iw112oc32oh112ow112kh3kw3sh1sw1ph1pw1dh0dw0 n"name"</pre>
     *
     * <p>The words {@code batch=2x3} (several batch axes), {@code bias}, {@code residual} and the name of an
     * activation, as {@code relu6} or {@code leaky_relu(0.1)}, follow the sizes where they apply.
     */
    @Override
    public String toString() {
        String known = line;
        if (known == null) {
            known = ProblemFormatter.format(this);
            line = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConvolutionProblem that
                && parameters.equals(that.parameters)
                && dataType == that.dataType
                && inputShape.equals(that.inputShape)
                && filterShape.equals(that.filterShape)
                && fusion.equals(that.fusion);
    }

    @Override
    public int hashCode() {
        int hash = parameters.hashCode();
        hash = 31 * hash + dataType.hashCode();
        hash = 31 * hash + inputShape.hashCode();
        hash = 31 * hash + filterShape.hashCode();
        hash = 31 * hash + fusion.hashCode();
        return hash;
    }
}
