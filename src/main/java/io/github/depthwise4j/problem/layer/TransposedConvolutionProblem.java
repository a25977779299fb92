package io.github.depthwise4j.problem.layer;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code tf.nn.conv2d_transpose}: every input pixel adds its multiple of the filter to the output. The convolution with
 * these strides and this padding makes an image of the input's size from one of the output's size:
 *
 * <pre>{@code
 * out[b, y*sy + i - pt, x*sx + j - pl, o] += in[b, y, x, c] * filter[i, j, o, c]    for all y, x, i, j, c
 * }</pre>
 *
 * @param inputShape {@code [batch, height, width, in_channels]}
 * @param filterShape {@code [filter_height, filter_width, out_channels, in_channels]}
 * @param strideHeight output rows from one input row to the next
 * @param strideWidth output columns from one input column to the next
 * @param padding SAME, VALID or explicit: what the convolution would put around the output
 * @param outputHeight rows of the output
 * @param outputWidth columns of the output
 * @param bias whether one number per output channel is added
 * @param activation what is applied to each result; {@link Activation#NONE} for nothing
 */
public record TransposedConvolutionProblem(
        Shape inputShape,
        Shape filterShape,
        int strideHeight,
        int strideWidth,
        Padding padding,
        int outputHeight,
        int outputWidth,
        boolean bias,
        Activation activation)
        implements LayerProblem {
    private static final String OPERATION = "conv2d_transpose";
    /** oneDNN 3.11 generates code for every position between two windows, and the time grows with their square. */
    private static final int LONGEST_STRIDE = 1024;

    /**
     * Checks the rules.
     *
     * @param inputShape {@code [batch, height, width, in_channels]}
     * @param filterShape {@code [filter_height, filter_width, out_channels, in_channels]}
     * @param strideHeight output rows from one input row to the next
     * @param strideWidth output columns from one input column to the next
     * @param padding SAME, VALID or explicit
     * @param outputHeight rows of the output
     * @param outputWidth columns of the output
     * @param bias whether one number per output channel is added
     * @param activation what is applied to each result
     * @throws io.github.depthwise4j.problem.InvalidProblemException if a rule is broken
     */
    public TransposedConvolutionProblem {
        Objects.requireNonNull(padding, "padding");
        Objects.requireNonNull(activation, "activation");
        LayerRules.image(OPERATION, "input shape", inputShape);
        LayerRules.image(OPERATION, "filter shape", filterShape);
        if (inputShape.dim(LayerRules.CHANNELS) != filterShape.dim(LayerRules.CHANNELS)) {
            throw LayerRules.refusal(
                    "depth_mismatch",
                    OPERATION,
                    "filter shape",
                    filterShape,
                    "its last axis must have the " + inputShape.dim(LayerRules.CHANNELS) + " channels of input "
                            + inputShape,
                    "pass [height, width, out_channels, in_channels]");
        }
        LayerRules.positive(OPERATION, "output height", outputHeight);
        LayerRules.positive(OPERATION, "output width", outputWidth);
        Shape output = LayerRules.result(OPERATION, inputShape.dim(0), outputHeight, outputWidth, filterShape.dim(2));
        check(output, "height", LayerRules.HEIGHT, inputShape, filterShape, strideHeight, padding);
        check(output, "width", LayerRules.WIDTH, inputShape, filterShape, strideWidth, padding);
    }

    private static InvalidProblemException tooLong(String name, int stride, int shorter) {
        return LayerRules.refusal(
                "strides",
                OPERATION,
                "stride of the " + name,
                stride,
                (stride == shorter ? "" : "which counts as " + shorter + ", and ") + "at most " + LONGEST_STRIDE
                        + " is supported: nearly all of the output would be zeros",
                "compute with shorter strides, and pad the result");
    }

    private static void check(
            Shape output, String name, int axis, Shape input, Shape filter, int stride, Padding padding) {
        SpatialAxis windows =
                LayerRules.windows(OPERATION, name, output, axis, (int) filter.dim(axis - 1), stride, padding);
        if (windows.output() != input.dim(axis)) {
            throw LayerRules.refusal(
                    "shape",
                    OPERATION,
                    "output " + name,
                    output.dim(axis),
                    "the convolution of such an output has a " + name + " of " + windows.output()
                            + ", and the input has " + input.dim(axis),
                    "pass for example " + input.dim(axis) * stride + " with SAME");
        }
        int shorter =
                withoutNeedlessStride(name, axis, output, windows, padding).stride();
        if (shorter > LONGEST_STRIDE) {
            throw tooLong(name, stride, shorter);
        }
    }

    /**
     * {@return the size of an output, as Keras chooses it}
     *
     * @param input rows or columns of the input
     * @param filter rows or columns of the filter
     * @param stride the stride
     * @param padding SAME or VALID
     */
    public static long outputSize(long input, long filter, int stride, Padding padding) {
        return input * stride + (padding.equals(Padding.SAME) ? 0 : Math.max(filter - stride, 0));
    }

    /** {@return what the convolution does along the rows of the output} */
    public SpatialAxis height() {
        return windows("height", LayerRules.HEIGHT, strideHeight);
    }

    /** {@return what the convolution does along the columns of the output} */
    public SpatialAxis width() {
        return windows("width", LayerRules.WIDTH, strideWidth);
    }

    /** The windows along an axis. */
    private SpatialAxis windows(String name, int axis, int stride) {
        int filter = (int) filterShape.dim(axis - 1);
        SpatialAxis windows = LayerRules.windows(OPERATION, name, outputShape(), axis, filter, stride, padding);
        return withoutNeedlessStride(name, axis, outputShape(), windows, padding);
    }

    /**
     * There may be only one window: then the stride has no meaning, and a shorter one stands for it. oneDNN 3.11
     * crashes with strides near 2^31.
     */
    private static SpatialAxis withoutNeedlessStride(
            String name, int axis, Shape output, SpatialAxis windows, Padding padding) {
        int filter = windows.filter();
        long longest = output.dim(axis) + filter + windows.padBefore() + windows.padAfter();
        return windows.output() > 1 || windows.stride() <= longest
                ? windows
                : LayerRules.windows(OPERATION, name, output, axis, filter, (int) longest, padding);
    }

    @Override
    public String operation() {
        return OPERATION;
    }

    @Override
    public List<Shape> inputShapes() {
        List<Shape> shapes = new ArrayList<>(List.of(inputShape, filterShape));
        if (bias) {
            shapes.add(Shape.of(filterShape.dim(2)));
        }
        return List.copyOf(shapes);
    }

    @Override
    public Shape outputShape() {
        return Shape.of(inputShape.dim(0), outputHeight, outputWidth, filterShape.dim(2));
    }

    /** The operation and its sizes. */
    @Override
    public String toString() {
        return OPERATION + " " + inputShape + " " + padding + " filter " + filterShape + " strides " + strideHeight
                + "x" + strideWidth + " to " + outputHeight + "x" + outputWidth + (bias ? " bias" : "")
                + (activation.kind() == Activation.Kind.NONE ? "" : " " + activation);
    }
}
