package io.github.depthwise4j.network;

import io.github.depthwise4j.network.graph.DenseLayers;
import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.TensorLayers;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionParameters;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.problem.layer.DepthToSpaceProblem;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.problem.layer.PreluProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.ResizeProblem;
import io.github.depthwise4j.problem.layer.SoftmaxProblem;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a network that is being made, and its result. Each method but {@link #shape} and {@link #named} adds a
 * layer that reads this one, and returns it; this layer stays usable. Every method throws
 * {@link InvalidProblemException} if a rule of TensorFlow's operation is broken. Padding and strides are those of
 * TensorFlow. No argument may be null unless a method says so.
 */
public final class Layer {
    private final LayerNodes nodes;

    Layer(LayerNodes nodes) {
        this.nodes = nodes;
    }

    NetworkBuilder builder() {
        return nodes.builder();
    }

    Node node() {
        return nodes.last();
    }

    /** {@return the shape of the result} */
    public Shape shape() {
        return node().shape();
    }

    /**
     * {@return this layer, which now has a name} The name is in {@link Network#describe()} and in messages. Without
     * one, a layer that is fused into another one gives it its name.
     *
     * @param name a name for people
     */
    public Layer named(String name) {
        nodes.rename(Objects.requireNonNull(name, "name"));
        return this;
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
        return nodes.convolution(
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
        return nodes.convolution(
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
        return nodes.transposedConvolution(transposedFilter, bias, stride, padding);
    }

    /**
     * {@return a dense layer: every output from every input of the last axis}
     *
     * @param kernel {@code [inputs, outputs]}
     * @param bias {@code [outputs]}, or null for none
     */
    public Layer dense(Tensor kernel, @Nullable Tensor bias) {
        Objects.requireNonNull(kernel, "kernel");
        return nodes.add(graph -> DenseLayers.add(graph, "", node(), kernel, bias));
    }

    /**
     * {@return a function of each number}
     *
     * @param activation the function; this layer itself if it is {@link Activation#NONE}
     */
    public Layer activation(Activation activation) {
        Objects.requireNonNull(activation, "activation");
        return activation.kind() == Activation.Kind.NONE
                ? this
                : nodes.add(graph -> graph.activation("", node(), activation));
    }

    /**
     * {@return Keras's {@code PReLU} with shared rows and columns}
     *
     * @param slopes {@code [channels]}, one slope below 0 for each channel
     */
    public Layer prelu(Tensor slopes) {
        Objects.requireNonNull(slopes, "slopes");
        return nodes.layer(input -> new PreluProblem(input, slopes.shape()), slopes);
    }

    /** {@return {@code tf.nn.softmax} along the last axis} */
    public Layer softmax() {
        return nodes.layer(input -> new SoftmaxProblem(input));
    }

    /**
     * {@return {@code tf.nn.max_pool2d}}
     *
     * @param window rows and columns of a window
     * @param stride rows and columns from one window to the next
     * @param padding SAME, VALID or explicit
     */
    public Layer maxPooling(int window, int stride, Padding padding) {
        return nodes.pooling(PoolingProblem.Kind.MAXIMUM, window, stride, padding);
    }

    /**
     * {@return {@code tf.nn.avg_pool2d}; positions on the padding do not count}
     *
     * @param window rows and columns of a window
     * @param stride rows and columns from one window to the next
     * @param padding SAME, VALID or explicit
     */
    public Layer averagePooling(int window, int stride, Padding padding) {
        return nodes.pooling(PoolingProblem.Kind.AVERAGE, window, stride, padding);
    }

    /** {@return the mean over all rows and columns, {@code [batch, 1, 1, channels]}} */
    public Layer globalAveragePooling() {
        return nodes.layer(input -> PoolingProblem.global(PoolingProblem.Kind.AVERAGE, input));
    }

    /** {@return the largest number over all rows and columns, {@code [batch, 1, 1, channels]}} */
    public Layer globalMaxPooling() {
        return nodes.layer(input -> PoolingProblem.global(PoolingProblem.Kind.MAXIMUM, input));
    }

    /**
     * {@return {@code tf.add}, with NumPy's broadcasting}
     *
     * @param other the other operand
     */
    public Layer add(Layer other) {
        return builder().binary(BinaryProblem.Kind.ADD, this, other);
    }

    /**
     * {@return {@code tf.subtract}: this less the other, with NumPy's broadcasting}
     *
     * @param other the other operand
     */
    public Layer subtract(Layer other) {
        return builder().binary(BinaryProblem.Kind.SUBTRACT, this, other);
    }

    /**
     * {@return {@code tf.multiply}, with NumPy's broadcasting: for example with one number for each channel,
     * {@code [batch, 1, 1, channels]}}
     *
     * @param other the other operand
     */
    public Layer multiply(Layer other) {
        return builder().binary(BinaryProblem.Kind.MULTIPLY, this, other);
    }

    /**
     * {@return {@code tf.divide}: this by the other, with NumPy's broadcasting}
     *
     * @param other the other operand
     */
    public Layer divide(Layer other) {
        return builder().binary(BinaryProblem.Kind.DIVIDE, this, other);
    }

    /**
     * {@return {@code tf.linalg.matmul}: the matrices of the last two axes times those of the other}
     *
     * @param other {@code [..., columns of this, columns]}
     */
    public Layer matmul(Layer other) {
        return builder().matmul(this, other);
    }

    /**
     * {@return {@code tf.transpose}}
     *
     * @param permutation for each axis of the result, the axis of this layer that it was
     */
    public Layer transpose(int... permutation) {
        return nodes.transpose(permutation);
    }

    /**
     * {@return {@code tf.slice}: a part of this layer}
     *
     * @param begin the first entry, from 0, for each axis
     * @param size the number of entries, for each axis
     */
    public Layer slice(int[] begin, int[] size) {
        return nodes.slice(begin, size);
    }

    /**
     * {@return {@code tf.reduce_sum} with {@code keepdims=True}}
     *
     * @param axes the axes that get length 1, from 0
     */
    public Layer reduceSum(int... axes) {
        return nodes.reduce(ReductionProblem.Kind.SUM, axes);
    }

    /**
     * {@return {@code tf.reduce_mean} with {@code keepdims=True}}
     *
     * @param axes the axes that get length 1, from 0
     */
    public Layer reduceMean(int... axes) {
        return nodes.reduce(ReductionProblem.Kind.MEAN, axes);
    }

    /**
     * {@return {@code tf.reduce_max} with {@code keepdims=True}} What a NaN does to it is not specified.
     *
     * @param axes the axes that get length 1, from 0
     */
    public Layer reduceMax(int... axes) {
        return nodes.reduce(ReductionProblem.Kind.MAXIMUM, axes);
    }

    /**
     * {@return {@code tf.nn.space_to_depth}: the pixels of each block become channels}
     *
     * @param blockSize rows and columns of a block
     */
    public Layer spaceToDepth(int blockSize) {
        return nodes.add(graph -> TensorLayers.spaceToDepth(graph, "", node(), blockSize));
    }

    /**
     * {@return {@code tf.nn.depth_to_space}: channels become the pixels of a block}
     *
     * @param blockSize rows and columns of a block
     */
    public Layer depthToSpace(int blockSize) {
        return nodes.layer(input -> new DepthToSpaceProblem(input, blockSize, blockSize));
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
        return nodes.pad(List.of(0, top, left, 0), List.of(0, bottom, right, 0));
    }

    /**
     * {@return {@code tf.pad} of the channels of an image, with zeros behind them}
     *
     * @param channels the new channels
     */
    public Layer padChannels(int channels) {
        return nodes.pad(List.of(0, 0, 0, 0), List.of(0, 0, 0, channels));
    }

    /**
     * {@return {@code tf.image.resize}, bilinear, with half pixel centers}
     *
     * @param height the new rows
     * @param width the new columns
     */
    public Layer resizeBilinear(int height, int width) {
        return nodes.layer(input -> new ResizeProblem(ResizeProblem.Kind.BILINEAR, input, height, width));
    }

    /**
     * {@return {@code tf.image.resize}, the nearest pixel}
     *
     * @param height the new rows
     * @param width the new columns
     */
    public Layer resizeNearest(int height, int width) {
        return nodes.layer(input -> new ResizeProblem(ResizeProblem.Kind.NEAREST, input, height, width));
    }

    /**
     * {@return the same numbers in another shape}
     *
     * @param dims the shape, of as many elements
     */
    public Layer reshape(long... dims) {
        return nodes.add(graph -> graph.reshape("", node(), Shape.of(dims)));
    }

    /** {@return {@code [batch, everything else]}} */
    public Layer flatten() {
        long batch = shape().rank() == 0 ? 1 : shape().dim(0);
        return reshape(batch, shape().elementCount() / batch);
    }

    /** The operation, the name and the shape. */
    @Override
    public String toString() {
        return nodes.toString();
    }
}
