package io.github.depthwise4j.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.Arrays;

/**
 * One case that names sizes only, in the order NHWC.
 *
 * @param list where the case comes from
 * @param padding in the form {@code Padding.parse} takes
 * @param namedPadding SAME or VALID where that means the same as {@code padding}, else null
 * @param large whether the source marks the case as too slow for every run
 */
public record ShapeCase(
        String id,
        String operation,
        String list,
        long[] input,
        long[] filter,
        int[] strides,
        String padding,
        String namedPadding,
        int[] dilations,
        long[] output,
        boolean large) {

    static ShapeCase read(JsonNode node) {
        return new ShapeCase(
                node.required("id").textValue(),
                node.required("op").textValue(),
                node.required("source").textValue(),
                Json.longs(node.required("input_shape")),
                Json.longs(node.required("filter_shape")),
                Json.ints(node.required("strides")),
                Json.padding(node.required("padding")),
                node.path("tf_padding").textValue(),
                Json.ints(node.required("dilations")),
                Json.longs(node.required("output_shape")),
                node.path("large").booleanValue());
    }

    /** Whether the library refuses the case, because TensorFlow defines no result for it. */
    public boolean hasStrideAndDilation() {
        return Arrays.stream(strides).anyMatch(stride -> stride > 1)
                && Arrays.stream(dilations).anyMatch(dilation -> dilation > 1);
    }

    /** Products of two numbers in all sums together. */
    public long products() {
        return Shape.of(output).elementCount() * filter[0] * filter[1];
    }

    /** The same case with at most this number of images. */
    public ShapeCase withImagesUpTo(long most) {
        long images = Math.min(most, input[0]);
        return with(replaced(input, 0, images), filter, padding, replaced(output, 0, images));
    }

    /** The same case with another height; for stride 1 and SAME, where input and output are equally high. */
    public ShapeCase withHeight(long height) {
        if (!padding.equals("SAME") || strides[1] != 1) {
            throw new IllegalStateException(id + " has another height after the convolution");
        }
        return with(replaced(input, 1, height), filter, padding, replaced(output, 1, height));
    }

    /** The same case with another channel multiplier. */
    public ShapeCase withMultiplier(long multiplier) {
        return with(input, replaced(filter, 3, multiplier), padding, replaced(output, 3, filter[2] * multiplier));
    }

    /** The same case with the padding spelt SAME or VALID. */
    public ShapeCase withNamedPadding() {
        return with(input, filter, namedPadding, output);
    }

    private ShapeCase with(long[] newInput, long[] newFilter, String newPadding, long[] newOutput) {
        return new ShapeCase(
                id,
                operation,
                list,
                newInput,
                newFilter,
                strides,
                newPadding,
                namedPadding,
                dilations,
                newOutput,
                large);
    }

    private static long[] replaced(long[] dims, int axis, long dim) {
        long[] copy = dims.clone();
        copy[axis] = dim;
        return copy;
    }

    /** The case as a problem; everything in the order NHWC is brought into the order of the format. */
    public ConvolutionProblem problem(DataFormat format) {
        int[] ordered = strides;
        Padding orderedPadding = Padding.parse(padding);
        if (format == DataFormat.NCHW) {
            ordered = new int[] {strides[0], strides[3], strides[1], strides[2]};
            if (orderedPadding.isExplicit()) {
                int[][] pairs = orderedPadding.pairs();
                orderedPadding = Padding.explicit(new int[][] {pairs[0], pairs[3], pairs[1], pairs[2]});
            }
        }
        return new ConvolutionProblem(
                ConvolutionParameters.depthwiseConv2d(ordered, orderedPadding, format, dilations, id),
                DataType.FLOAT32,
                shape(input, format),
                Shape.of(filter),
                false);
    }

    /** The output the file states, in the order of the format. */
    public Shape outputShape(DataFormat format) {
        return shape(output, format);
    }

    private static Shape shape(long[] nhwc, DataFormat format) {
        return format == DataFormat.NHWC ? Shape.of(nhwc) : Shape.of(nhwc[0], nhwc[3], nhwc[1], nhwc[2]);
    }

    @Override
    public String toString() {
        return id;
    }
}
