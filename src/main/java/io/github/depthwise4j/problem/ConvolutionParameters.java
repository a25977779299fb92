package io.github.depthwise4j.problem;

import io.github.depthwise4j.tensor.DataFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an operation that do not depend on its tensors, in canonical form and checked.
 *
 * @param operation the operation
 * @param strideHeight rows from one window to the next, 1 or more
 * @param strideWidth columns from one window to the next, 1 or more
 * @param padding the zeros around the image
 * @param dataFormat the order of the axes
 * @param dilationHeight rows from one tap to the next, 1 or more
 * @param dilationWidth columns from one tap to the next, 1 or more
 * @param name a name for messages and logs, empty if there is none; it never changes a number
 */
public record ConvolutionParameters(
        Operation operation,
        int strideHeight,
        int strideWidth,
        Padding padding,
        DataFormat dataFormat,
        int dilationHeight,
        int dilationWidth,
        String name) {

    private static final int AXES = 4;

    /**
     * Checks every rule that needs no tensor.
     *
     * @param operation the operation
     * @param strideHeight rows from one window to the next, 1 or more
     * @param strideWidth columns from one window to the next, 1 or more
     * @param padding the zeros around the image
     * @param dataFormat the order of the axes
     * @param dilationHeight rows from one tap to the next, 1 or more
     * @param dilationWidth columns from one tap to the next, 1 or more
     * @param name a name for messages and logs, empty if there is none; it never changes a number
     * @throws InvalidProblemException if one is broken
     */
    public ConvolutionParameters {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(dataFormat, "dataFormat");
        Objects.requireNonNull(name, "name");
        check(
                new Refusal(operation, name),
                operation,
                strideHeight,
                strideWidth,
                padding,
                dataFormat,
                dilationHeight,
                dilationWidth);
    }

    private static void check(
            Refusal refusal,
            Operation operation,
            int strideHeight,
            int strideWidth,
            Padding padding,
            DataFormat dataFormat,
            int dilationHeight,
            int dilationWidth) {
        if (dilationHeight < 1 || dilationWidth < 1) {
            throw refusal.because(
                    "dilations",
                    "dilations",
                    List.of(dilationHeight, dilationWidth),
                    "a dilation is the distance from one tap to the next and must be 1 or more",
                    "pass [1, 1] for a dense filter");
        }
        if (strideHeight < 1 || strideWidth < 1) {
            throw refusal.because(
                    "strides",
                    "strides",
                    List.of(strideHeight, strideWidth),
                    "the window must advance by 1 or more",
                    "pass for example [1, 1, 1, 1]");
        }
        if (padding == null) {
            throw refusal.because(
                    "padding",
                    "padding",
                    null,
                    "it has no default",
                    "pass Padding.SAME, Padding.VALID or Padding.explicit(...)");
        }
        checkExplicit(padding, dataFormat, refusal);
        if (operation == Operation.DEPTHWISE_CONV2D
                && Math.max(strideHeight, strideWidth) > 1
                && Math.max(dilationHeight, dilationWidth) > 1) {
            throw refusal.because(
                    "stride_and_dilation",
                    "strides [height, width] = " + List.of(strideHeight, strideWidth) + " with dilations",
                    List.of(dilationHeight, dilationWidth),
                    "TensorFlow defines no result of this operation where both are above 1",
                    "set the strides or the dilations to 1");
        }
    }

    /**
     * {@return the parameters of {@code tf.nn.depthwise_conv2d}, in TensorFlow's forms}
     *
     * @param strides 4 numbers in the order of the data format, of which those of batch and channels are 1; or 2
     *     numbers, {@code [height, width]}. Height and width may differ (TensorFlow's own CPU code refuses that)
     * @param padding SAME, VALID or explicit
     * @param dataFormat NHWC if null
     * @param dilations 2 numbers, {@code [height, width]}; 1 and 1 if null. If one is above 1, the strides must be 1
     * @param name a name for messages and logs, or null
     * @throws InvalidProblemException if a rule is broken
     */
    public static ConvolutionParameters depthwiseConv2d(
            int[] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        return depthwise(new Refusal(Operation.DEPTHWISE_CONV2D, name), strides, padding, dataFormat, dilations, name);
    }

    /**
     * {@return the parameters of the depthwise part of {@code tf.nn.separable_conv2d}, in TensorFlow's forms} They are
     * those of {@link #depthwiseConv2d}, but messages name {@code separable_conv2d}.
     *
     * @param strides as in {@link #depthwiseConv2d}
     * @param padding SAME, VALID or explicit
     * @param dataFormat NHWC if null
     * @param dilations as in {@link #depthwiseConv2d}
     * @param name a name for messages and logs, or null
     * @throws InvalidProblemException if a rule is broken
     */
    public static ConvolutionParameters separableConv2d(
            int[] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        return depthwise(new Refusal(SeparableProblem.OPERATION, name), strides, padding, dataFormat, dilations, name);
    }

    private static ConvolutionParameters depthwise(
            Refusal refusal,
            int[] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        DataFormat format = orNhwc(dataFormat);
        int[] spatialDilations = dilations == null ? new int[] {1, 1} : dilations.clone();
        if (spatialDilations.length != 2) {
            throw refusal.because(
                    "dilations",
                    "dilations",
                    Arrays.toString(dilations),
                    "it has 2 numbers, [height, width]",
                    "pass for example [1, 1]");
        }
        if (strides == null || strides.length == 1) {
            throw refusal.because(
                    "strides", "strides", Arrays.toString(strides), fourOrTwo(format), "pass for example [1, 1, 1, 1]");
        }
        int[] spatialStrides = spatial("strides", strides, format, fourOrTwo(format), refusal);
        // The constructor has the same rules, but its messages name depthwise_conv2d.
        check(
                refusal,
                Operation.DEPTHWISE_CONV2D,
                spatialStrides[0],
                spatialStrides[1],
                padding,
                format,
                spatialDilations[0],
                spatialDilations[1]);
        return new ConvolutionParameters(
                Operation.DEPTHWISE_CONV2D,
                spatialStrides[0],
                spatialStrides[1],
                padding,
                format,
                spatialDilations[0],
                spatialDilations[1],
                orEmpty(name));
    }

    private static DataFormat orNhwc(@Nullable DataFormat dataFormat) {
        return dataFormat == null ? DataFormat.NHWC : dataFormat;
    }

    private static String orEmpty(@Nullable String name) {
        return name == null ? "" : name;
    }

    private static String fourOrTwo(DataFormat format) {
        return "it has 4 numbers in " + format + " order, or 2, [height, width]";
    }

    /**
     * {@return the parameters of {@code tf.nn.conv2d}, in TensorFlow's forms}
     *
     * @param strides 1 number (rows and columns alike), 2, {@code [height, width]}, or 4 in the order of the data
     *     format, of which those of batch and channels are 1; 1 everywhere if null
     * @param padding SAME, VALID or explicit
     * @param dataFormat NHWC if null
     * @param dilations in the forms of {@code strides}; may be above 1 together with them
     * @param name a name for messages and logs, or null
     * @throws InvalidProblemException if a rule is broken
     */
    public static ConvolutionParameters conv2d(
            int @Nullable [] strides,
            Padding padding,
            @Nullable DataFormat dataFormat,
            int @Nullable [] dilations,
            @Nullable String name) {
        Refusal refusal = new Refusal(Operation.CONV2D, name);
        DataFormat format = orNhwc(dataFormat);
        String counts = fourOrTwo(format) + ", or 1 for both";
        int[] spatialStrides = spatial("strides", strides, format, counts, refusal);
        int[] spatialDilations = spatial("dilations", dilations, format, counts, refusal);
        return new ConvolutionParameters(
                Operation.CONV2D,
                spatialStrides[0],
                spatialStrides[1],
                padding,
                format,
                spatialDilations[0],
                spatialDilations[1],
                orEmpty(name));
    }

    /** Height and width of a list of 1, 2 or 4 numbers; 1 and 1 if it is null. */
    private static int[] spatial(
            String parameter, int @Nullable [] numbers, DataFormat format, String counts, Refusal refusal) {
        if (numbers == null) {
            return new int[] {1, 1};
        }
        switch (numbers.length) {
            case 1:
                return new int[] {numbers[0], numbers[0]};
            case 2:
                return numbers.clone();
            case AXES:
                if (numbers[0] != 1 || numbers[format.channelAxis()] != 1) {
                    throw refusal.because(
                            parameter,
                            parameter,
                            Arrays.toString(numbers),
                            "the numbers of batch and channels, 0 and " + format.channelAxis() + " in " + format
                                    + ", must be 1",
                            "change those of rows and columns only");
                }
                return new int[] {numbers[format.heightAxis()], numbers[format.widthAxis()]};
            default:
                throw refusal.because(
                        parameter, parameter, Arrays.toString(numbers), counts, "pass for example [1, 1, 1, 1]");
        }
    }

    private static void checkExplicit(Padding padding, DataFormat format, Refusal refusal) {
        if (!padding.isExplicit()) {
            return;
        }
        int[][] pairs = padding.pairs();
        int[] batch = pairs[0];
        int[] channels = pairs[format.channelAxis()];
        if ((batch[0] | batch[1] | channels[0] | channels[1]) != 0) {
            throw refusal.because(
                    "padding",
                    "padding",
                    padding,
                    "the pairs of batch and channels, 0 and " + format.channelAxis() + " in " + format
                            + ", must be [0,0]",
                    "pad rows and columns only");
        }
    }

    /** The data format of a name. */
    static DataFormat parseDataFormat(String text) {
        for (DataFormat format : DataFormat.values()) {
            if (format.name().equals(text)) {
                return format;
            }
        }
        throw new InvalidProblemException(
                "data_format",
                "data_format = \"" + text + "\", but only NHWC and NCHW are known; pass one of the two.");
    }

    /** The same parameters without a name. */
    ConvolutionParameters unnamed() {
        return new ConvolutionParameters(
                operation, strideHeight, strideWidth, padding, dataFormat, dilationHeight, dilationWidth, "");
    }

    /** {@code [top, bottom]} and {@code [left, right]} of an explicit padding. */
    int[][] explicitPairs() {
        int[][] pairs = padding.pairs();
        return new int[][] {pairs[dataFormat.heightAxis()], pairs[dataFormat.widthAxis()]};
    }

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof ConvolutionParameters that
                && operation == that.operation
                && strideHeight == that.strideHeight
                && strideWidth == that.strideWidth
                && padding.equals(that.padding)
                && dataFormat == that.dataFormat
                && dilationHeight == that.dilationHeight
                && dilationWidth == that.dilationWidth
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        int hash = operation.hashCode();
        hash = 31 * hash + strideHeight;
        hash = 31 * hash + strideWidth;
        hash = 31 * hash + padding.hashCode();
        hash = 31 * hash + dataFormat.hashCode();
        hash = 31 * hash + dilationHeight;
        hash = 31 * hash + dilationWidth;
        hash = 31 * hash + name.hashCode();
        return hash;
    }
}
