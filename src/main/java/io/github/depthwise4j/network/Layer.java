package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.DenseLayers;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.PreluProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.problem.layer.TransposedConvolutionProblem;
import io.github.depthwise4j.problem.layer.ZeroPaddingProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a network that is being made, and its result. Each method adds a layer that reads this one, and returns
 * it;
 * this layer stays usable. Every method throws {@link InvalidProblemException} if a rule of TensorFlow's operation is
 * broken. Padding and strides are those of TensorFlow. No argument may be null unless a method says so.
 */
public final class Layer {
    private static final int IMAGE_RANK = 4;

    private final NetworkBuilder builder;
    private final Node node;

    Layer(NetworkBuilder builder, Node node) {
        this.builder = builder;
        this.node = node;
    }

    NetworkBuilder builder() {
        return builder;
    }

    Node node() {
        return node;
    }

    /** {@return the shape of the result} */
    public Shape shape() {
        return node.shape();
    }

    private Layer layer(LayerProblem problem, Tensor... weights) {
        return new Layer(builder, builder.graph().layer("", problem, List.of(node), weights));
    }

    /**
     * {@return {@code tf.nn.conv2d}}
     *
     * @param filter {@code [height, width, in_channels / groups, out_channels]}
     * @param bias {@code [out_channels]}, or null for none
     * @param stride rows and columns from one window to the next
     * @param padding SAME, VALID or explicit
     */
    public Layer conv2d(Tensor filter, @Nullable Tensor bias, int stride, Padding padding) {
        return conv2d(filter, bias, new int[] {stride, stride}, padding, null);
    }

    /**
     * {@return {@code tf.nn.conv2d}}
     *
     * @param filter {@code [height, width, in_channels / groups, out_channels]}
     * @param bias {@code [out_channels]}, or null for none
     * @param strides {@code [height, width]}, or in the other forms of {@code tf.nn.conv2d}
     * @param padding SAME, VALID or explicit
     * @param dilations {@code [height, width]}, or null for 1 and 1
     */
    public Layer conv2d(
            Tensor filter, @Nullable Tensor bias, int[] strides, Padding padding, int @Nullable [] dilations) {
        Objects.requireNonNull(strides, "strides");
        return convolution(
                ConvolutionParameters.conv2d(strides, padding, DataFormat.NHWC, dilations, null), filter, bias);
    }

    /**
     * {@return {@code tf.nn.depthwise_conv2d}}
     *
     * @param filter {@code [height, width, in_channels, channel_multiplier]}
     * @param bias {@code [in_channels * channel_multiplier]}, or null for none
     * @param stride rows and columns from one window to the next
     * @param padding SAME, VALID or explicit
     */
    public Layer depthwiseConv2d(Tensor filter, @Nullable Tensor bias, int stride, Padding padding) {
        return depthwiseConv2d(filter, bias, new int[] {stride, stride}, padding, null);
    }

    /**
     * {@return {@code tf.nn.depthwise_conv2d}}
     *
     * @param filter {@code [height, width, in_channels, channel_multiplier]}
     * @param bias {@code [in_channels * channel_multiplier]}, or null for none
     * @param strides {@code [height, width]}
     * @param padding SAME, VALID or explicit
     * @param dilations {@code [height, width]}, or null for 1 and 1; if one is above 1, the strides must be 1
     */
    public Layer depthwiseConv2d(
            Tensor filter, @Nullable Tensor bias, int[] strides, Padding padding, int @Nullable [] dilations) {
        Objects.requireNonNull(strides, "strides");
        return convolution(
                ConvolutionParameters.depthwiseConv2d(strides, padding, DataFormat.NHWC, dilations, null),
                filter,
                bias);
    }

    /**
     * {@return {@code tf.nn.separable_conv2d}: a depthwise convolution, and a pointwise one of its result}
     *
     * @param depthwiseFilter {@code [height, width, in_channels, channel_multiplier]}
     * @param pointwiseFilter {@code [1, 1, in_channels * channel_multiplier, out_channels]}
     * @param bias {@code [out_channels]}, or null for none
     * @param stride rows and columns from one window of the depthwise convolution to the next
     * @param padding that of the depthwise convolution
     */
    public Layer separableConv2d(
            Tensor depthwiseFilter, Tensor pointwiseFilter, @Nullable Tensor bias, int stride, Padding padding) {
        Objects.requireNonNull(depthwiseFilter, "depthwiseFilter");
        Objects.requireNonNull(pointwiseFilter, "pointwiseFilter");
        return depthwiseConv2d(depthwiseFilter, null, stride, padding).conv2d(pointwiseFilter, bias, 1, Padding.VALID);
    }

    private Layer convolution(ConvolutionParameters parameters, Tensor filter, @Nullable Tensor bias) {
        Objects.requireNonNull(filter, "filter");
        if (shape().rank() != IMAGE_RANK) {
            throw new InvalidProblemException(
                    "rank",
                    parameters.operation() + ": input shape = " + shape()
                            + ", but a layer of a network reads images of 4 axes; "
                            + "pass [batch, height, width, channels].");
        }
        return new Layer(builder, builder.graph().convolution("", node, parameters, filter, bias));
    }

    /**
     * {@return {@code tf.nn.conv2d_transpose}, with an output of the size that Keras chooses: {@code input * stride}
     * for SAME}
     *
     * @param transposedFilter {@code [height, width, out_channels, in_channels]}
     * @param bias {@code [out_channels]}, or null for none
     * @param stride output rows and columns from one input pixel to the next
     * @param padding SAME or VALID
     */
    public Layer conv2dTranspose(Tensor transposedFilter, @Nullable Tensor bias, int stride, Padding padding) {
        Objects.requireNonNull(transposedFilter, "transposedFilter");
        Objects.requireNonNull(padding, "padding");
        requireImage("conv2d_transpose");
        requireRank("conv2d_transpose: filter", transposedFilter.shape(), IMAGE_RANK);
        long rows = TransposedConvolutionProblem.outputSize(
                shape().dim(1), transposedFilter.shape().dim(0), stride, padding);
        long columns = TransposedConvolutionProblem.outputSize(
                shape().dim(2), transposedFilter.shape().dim(1), stride, padding);
        TransposedConvolutionProblem problem = new TransposedConvolutionProblem(
                shape(),
                transposedFilter.shape(),
                stride,
                stride,
                padding,
                (int) Math.min(rows, Integer.MAX_VALUE),
                (int) Math.min(columns, Integer.MAX_VALUE),
                bias != null,
                Activation.NONE);
        if (bias == null) {
            return layer(problem, transposedFilter);
        }
        if (!bias.shape().equals(problem.inputShapes().get(2))) {
            throw new InvalidProblemException(
                    "bias",
                    "conv2d_transpose: bias shape = " + bias.shape() + ", but there is one number for each output "
                            + "channel; pass " + problem.inputShapes().get(2) + ".");
        }
        return layer(problem, transposedFilter, bias);
    }

    /**
     * {@return a dense layer: every output from every input of the last axis}
     *
     * @param kernel {@code [inputs, outputs]}
     * @param bias {@code [outputs]}, or null for none
     */
    public Layer dense(Tensor kernel, @Nullable Tensor bias) {
        Objects.requireNonNull(kernel, "kernel");
        return new Layer(builder, DenseLayers.add(builder.graph(), "", node, kernel, bias));
    }

    /**
     * {@return a function of each number}
     *
     * @param activation the function; this layer itself if it is {@link Activation#NONE}
     */
    public Layer activation(Activation activation) {
        return new Layer(
                builder, builder.graph().activation("", node, Objects.requireNonNull(activation, "activation")));
    }

    /**
     * {@return Keras's {@code PReLU} with shared rows and columns}
     *
     * @param slopes {@code [channels]}, one slope below 0 for each channel
     */
    public Layer prelu(Tensor slopes) {
        Objects.requireNonNull(slopes, "slopes");
        return layer(new PreluProblem(shape(), slopes.shape()), slopes);
    }

    /** {@return {@code tf.nn.softmax} along the last axis} */
    public Layer softmax() {
        return layer(new SoftmaxProblem(shape()));
    }

    /**
     * {@return {@code tf.nn.max_pool2d}}
     *
     * @param window rows and columns of a window
     * @param stride rows and columns from one window to the next
     * @param padding SAME, VALID or explicit
     */
    public Layer maxPooling(int window, int stride, Padding padding) {
        return pooling(PoolingProblem.Kind.MAXIMUM, window, stride, padding);
    }

    /**
     * {@return {@code tf.nn.avg_pool2d}; positions on the padding do not count}
     *
     * @param window rows and columns of a window
     * @param stride rows and columns from one window to the next
     * @param padding SAME, VALID or explicit
     */
    public Layer averagePooling(int window, int stride, Padding padding) {
        return pooling(PoolingProblem.Kind.AVERAGE, window, stride, padding);
    }

    private Layer pooling(PoolingProblem.Kind kind, int window, int stride, Padding padding) {
        return layer(new PoolingProblem(kind, shape(), window, window, stride, stride, padding));
    }

    /** {@return the mean over all rows and columns, {@code [batch, 1, 1, channels]}} */
    public Layer globalAveragePooling() {
        return layer(PoolingProblem.global(PoolingProblem.Kind.AVERAGE, shape()));
    }

    /** {@return the largest number over all rows and columns, {@code [batch, 1, 1, channels]}} */
    public Layer globalMaxPooling() {
        return layer(PoolingProblem.global(PoolingProblem.Kind.MAXIMUM, shape()));
    }

    /**
     * {@return {@code tf.add}, with NumPy's broadcasting}
     *
     * @param other the other operand
     */
    public Layer add(Layer other) {
        Objects.requireNonNull(other, "other");
        return builder.binary(BinaryProblem.Kind.ADD, this, other);
    }

    /**
     * {@return {@code tf.subtract}: this less the other, which may be broadcast}
     *
     * @param other the other operand
     */
    public Layer subtract(Layer other) {
        Objects.requireNonNull(other, "other");
        return builder.binary(BinaryProblem.Kind.SUBTRACT, this, other);
    }

    /**
     * {@return {@code tf.multiply}, with NumPy's broadcasting: for example with one number for each channel,
     * {@code [batch, 1, 1, channels]}}
     *
     * @param other the other operand
     */
    public Layer multiply(Layer other) {
        Objects.requireNonNull(other, "other");
        return builder.binary(BinaryProblem.Kind.MULTIPLY, this, other);
    }

    /**
     * {@return {@code tf.pad} of the rows and columns of an image, with zeros}
     *
     * @param top rows above the image
     * @param bottom rows below it
     * @param left columns at its left
     * @param right columns at its right
     */
    public Layer pad(int top, int bottom, int left, int right) {
        requireImage("pad");
        return layer(new ZeroPaddingProblem(shape(), List.of(0, top, left, 0), List.of(0, bottom, right, 0)));
    }

    /**
     * {@return {@code tf.pad} of the channels of an image, with zeros behind them}
     *
     * @param channels the new channels
     */
    public Layer padChannels(int channels) {
        requireImage("pad");
        return layer(new ZeroPaddingProblem(shape(), List.of(0, 0, 0, 0), List.of(0, 0, 0, channels)));
    }

    /**
     * {@return {@code tf.image.resize}, bilinear, with half pixel centers}
     *
     * @param height the new rows
     * @param width the new columns
     */
    public Layer resizeBilinear(int height, int width) {
        return layer(new ResizeProblem(ResizeProblem.Kind.BILINEAR, shape(), height, width));
    }

    /**
     * {@return {@code tf.image.resize}, the nearest pixel}
     *
     * @param height the new rows, a multiple of the old
     * @param width the new columns, a multiple of the old
     */
    public Layer resizeNearest(int height, int width) {
        return layer(new ResizeProblem(ResizeProblem.Kind.NEAREST, shape(), height, width));
    }

    /**
     * {@return the same numbers in another shape}
     *
     * @param dims the shape, of as many elements
     */
    public Layer reshape(long... dims) {
        return new Layer(builder, builder.graph().reshape("", node, Shape.of(dims)));
    }

    /** {@return {@code [batch, everything else]}} */
    public Layer flatten() {
        long batch = shape().rank() == 0 ? 1 : shape().dim(0);
        return reshape(batch, shape().elementCount() / batch);
    }

    private void requireImage(String operation) {
        requireRank(operation + ": input", shape(), IMAGE_RANK);
    }

    private static void requireRank(String what, Shape shape, int rank) {
        if (shape.rank() != rank) {
            throw new InvalidProblemException(
                    "rank", what + " shape = " + shape + ", but it must have " + rank + " axes; pass such a tensor.");
        }
    }

    /** The operation and the shape. */
    @Override
    public String toString() {
        return node.toString();
    }
}
