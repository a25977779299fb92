package io.github.depthwise4j.benchmarks.cases;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A depthwise layer of one image, in a short notation: {@code 112x112x64 5x5 s2 d1 m1 p2} has an input of 112 rows, 112
 * columns and 64 channels, a filter of 5 by 5, stride 2, dilation 1, multiplier 1 and 2 pixels of padding on every
 * side. What is left out is 3x3, 1, 1, 1 and SAME. A fourth number in front, {@code 8x28x28x256}, is a batch of its
 * own; else the batch is what is asked for.
 */
public record Layer(
        String name,
        int ownBatch,
        int height,
        int width,
        int channels,
        int filter,
        int stride,
        int dilation,
        int multiplier,
        int pad) {
    private static final int SAME = -1;
    private static final Pattern NOTATION = Pattern.compile(
            "(?:(?<batch>\\d+)x)?(?<height>\\d+)x(?<width>\\d+)x(?<channels>\\d+)(?: (?<filter>\\d+)x\\d+)?"
                    + "(?: s(?<stride>\\d+))?(?: d(?<dilation>\\d+))?(?: m(?<multiplier>\\d+))?(?: p(?<pad>\\d+))?");

    public static Layer parse(String notation) {
        Matcher matcher = NOTATION.matcher(notation);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "layer = \"" + notation + "\", but the notation is \"112x112x64 5x5 s2 d1 m1 p2\"; correct it");
        }
        return new Layer(
                notation,
                number(matcher, "batch", 0),
                number(matcher, "height", 0),
                number(matcher, "width", 0),
                number(matcher, "channels", 0),
                number(matcher, "filter", 3),
                number(matcher, "stride", 1),
                number(matcher, "dilation", 1),
                number(matcher, "multiplier", 1),
                number(matcher, "pad", SAME));
    }

    private static int number(Matcher matcher, String group, int otherwise) {
        return matcher.group(group) == null ? otherwise : Integer.parseInt(matcher.group(group));
    }

    public ConvolutionProblem problem(DataFormat format, int batchAskedFor) {
        int batch = ownBatch == 0 ? batchAskedFor : ownBatch;
        boolean last = format == DataFormat.NHWC;
        int[] none = {0, 0};
        int[] side = {pad, pad};
        Padding padding = pad == SAME
                ? Padding.SAME
                : Padding.explicit(last ? new int[][] {none, side, side, none} : new int[][] {none, none, side, side});
        return new ConvolutionProblem(
                ConvolutionParameters.depthwiseConv2d(
                        new int[] {stride, stride}, padding, format, new int[] {dilation, dilation}, name),
                DataType.FLOAT32,
                last ? Shape.of(batch, height, width, channels) : Shape.of(batch, channels, height, width),
                Shape.of(filter, filter, channels, multiplier),
                Fusion.NONE);
    }

    /** One image of it, in NHWC. */
    ConvolutionProblem oneImage() {
        return new Layer(name, 1, height, width, channels, filter, stride, dilation, multiplier, pad)
                .problem(DataFormat.NHWC, 1);
    }

    /** A name for its file. */
    public String fileName() {
        return name.replace(' ', '_');
    }
}
