package io.github.depthwise4j.examples;

import io.github.depthwise4j.BatchNorm;
import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkBuilder;
import io.github.depthwise4j.problem.Operation;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a network of layers with Keras's names: gets their weights by these names, and folds each batch norm into the
 * convolution before it. The weights stay open until this is closed.
 */
public final class KerasLayers implements AutoCloseable {
    /** Keras's default, with which the networks here were trained. */
    private static final float EPSILON = 1e-3f;

    private final NetworkBuilder builder = Network.builder();
    private final Weights weights;
    private final List<AutoCloseable> open = new ArrayList<>();

    /**
     * The beginning of a network.
     *
     * @param weights the numbers of all layers
     */
    public KerasLayers(Weights weights) {
        this.weights = weights;
    }

    Layer image(int size, int channels) {
        return builder.input("image", 1, size, size, channels);
    }

    private static long channels(Layer layer) {
        return layer.shape().dim(layer.shape().rank() - 1);
    }

    private Tensor get(String name, long... shape) {
        Tensor tensor = weights.get(name, shape);
        open.add(tensor);
        return tensor;
    }

    /** A convolution with the batch norm of a name behind it. */
    Layer conv(Layer x, String name, String batchNorm, int size, int channels, int stride, Padding padding) {
        Tensor kernel = get(name + "/kernel", size, size, channels(x), channels);
        BatchNorm.Folded folded = fold(Operation.CONV2D, kernel, batchNorm, channels);
        return x.conv2d(folded.filter(), folded.bias(), stride, padding);
    }

    /** A pointwise convolution with the batch norm of a name behind it. */
    Layer pointwise(Layer x, String name, String batchNorm, int channels) {
        return conv(x, name, batchNorm, 1, channels, 1, Padding.SAME);
    }

    /** A pointwise convolution with a bias. */
    Layer biased(Layer x, String name, int channels) {
        return x.conv2d(
                get(name + "/kernel", 1, 1, channels(x), channels), get(name + "/bias", channels), 1, Padding.SAME);
    }

    /** A depthwise convolution with one filter per channel, and the batch norm of a name behind it. */
    Layer depthwise(Layer x, String name, String batchNorm, int size, int stride, Padding padding) {
        Tensor kernel = get(name + "/kernel", size, size, channels(x), 1);
        BatchNorm.Folded folded = fold(Operation.DEPTHWISE_CONV2D, kernel, batchNorm, channels(x));
        return x.depthwiseConv2d(folded.filter(), folded.bias(), stride, padding);
    }

    /** A separable convolution of 3 x 3 with the batch norm of its name behind it. */
    Layer separable(Layer x, String name, int channels) {
        Tensor depthwise = get(name + "/depthwise_kernel", 3, 3, channels(x), 1);
        Tensor pointwise = get(name + "/pointwise_kernel", 1, 1, channels(x), channels);
        BatchNorm.Folded folded = fold(Operation.CONV2D, pointwise, name + "_bn", channels);
        return x.separableConv2d(depthwise, folded.filter(), folded.bias(), 1, Padding.SAME);
    }

    private BatchNorm.Folded fold(Operation operation, Tensor kernel, String name, long channels) {
        BatchNorm.Folded folded = BatchNorm.builder()
                .gamma(get(name + "/gamma", channels))
                .beta(get(name + "/beta", channels))
                .mean(get(name + "/moving_mean", channels))
                .variance(get(name + "/moving_variance", channels))
                .epsilon(EPSILON)
                .fold(operation, kernel, null);
        open.add(folded);
        return folded;
    }

    /** The probabilities of classes from {@code [batch, features]}. */
    Layer classes(Layer x, String name, int count) {
        return x.dense(get(name + "/kernel", channels(x), count), get(name + "/bias", count))
                .softmax();
    }

    /** The builder, for what is not here. */
    NetworkBuilder builder() {
        return builder;
    }

    /**
     * {@return the network, which the caller closes}
     *
     * @param name the name of the network
     * @param output the last layer
     */
    Network build(String name, Layer output) {
        return builder.name(name).build(output);
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
