package io.github.depthwise4j.cli.options;

import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import picocli.CommandLine.Option;

/** The parameters of a convolution, without tensors and shapes, under TensorFlow's names. */
public final class ConvolutionOptions {
    @Option(
            names = "--strides",
            paramLabel = "<n,h,w,c>",
            converter = IntegerList.Converter.class,
            description = {
                "The steps of the window: 4 numbers in the order of the data format, with 1 for batch and channels, "
                        + "or 2 numbers, height and width. Default: 1,1,1,1."
            })
    private IntegerList strides = new IntegerList(1, 1, 1, 1);

    @Option(
            names = "--padding",
            paramLabel = "<padding>",
            converter = PaddingText.class,
            description = {
                "The zeros around the image: SAME (the output has ceil(input / stride) rows and columns), VALID "
                        + "(none), or one pair per axis, as '[[0,0],[1,1],[1,1],[0,0]]'. Default: VALID."
            })
    private Padding padding = Padding.VALID;

    @Option(
            names = "--data-format",
            paramLabel = "<format>",
            converter = DataFormatText.class,
            description = {
                "The order of the axes: NHWC (batch, height, width, channels) or NCHW. The filter is always [height, "
                        + "width, channels, multiplier]. Default: NHWC."
            })
    private DataFormat dataFormat = DataFormat.NHWC;

    @Option(
            names = "--dilations",
            paramLabel = "<h,w>",
            converter = IntegerList.Converter.class,
            description = {
                "The distance between neighbouring taps of the filter, height and width; above 1 only with strides "
                        + "of 1. Default: 1,1."
            })
    private IntegerList dilations = new IntegerList(1, 1);

    public DataFormat dataFormat() {
        return dataFormat;
    }

    /** The problem that these options state for tensors with the given shapes. */
    public ConvolutionProblem problem(Shape input, Shape filter, boolean hasBias) {
        return new ConvolutionProblem(depthwiseParameters(), DataType.FLOAT32, input, filter, hasBias);
    }

    /** The same for an ordinary convolution, without a bias. */
    public ConvolutionProblem conv2dProblem(Shape input, Shape filter) {
        ConvolutionParameters parameters =
                ConvolutionParameters.conv2d(strides.numbers(), padding, dataFormat, dilations.numbers(), null);
        return new ConvolutionProblem(parameters, DataType.FLOAT32, input, filter, false);
    }

    /** The same for a separable convolution, without biases. */
    public SeparableProblem separableProblem(Shape input, Shape depthwiseFilter, Shape pointwiseFilter) {
        ConvolutionParameters parameters = ConvolutionParameters.separableConv2d(
                strides.numbers(), padding, dataFormat, dilations.numbers(), null);
        return SeparableProblem.of(
                parameters, DataType.FLOAT32, input, depthwiseFilter, pointwiseFilter, Fusion.NONE, Fusion.NONE);
    }

    private ConvolutionParameters depthwiseParameters() {
        return ConvolutionParameters.depthwiseConv2d(strides.numbers(), padding, dataFormat, dilations.numbers(), null);
    }

    /** The options as text: the padding, and each other option that differs from its default. */
    public String describe() {
        ConvolutionParameters parameters = depthwiseParameters();
        String stride = parameters.strideHeight() + "x" + parameters.strideWidth();
        String dilation = parameters.dilationHeight() + "x" + parameters.dilationWidth();
        return "padding " + padding
                + (stride.equals("1x1") ? "" : ", strides " + stride)
                + (dilation.equals("1x1") ? "" : ", dilations " + dilation)
                + (dataFormat == DataFormat.NHWC ? "" : ", " + dataFormat);
    }
}
