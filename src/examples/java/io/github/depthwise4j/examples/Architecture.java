package io.github.depthwise4j.examples;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The layers of a network, one behind the other, without any numbers. The names of layers are those of their weights:
 *
 * <table>
 * <caption>Weights of a layer</caption>
 * <tr><th>layer</th><th>weight</th><th>shape</th></tr>
 * <tr><td>{@link #conv2d}</td><td>{@code name/kernel}</td><td>{@code [size, size, in, out]}</td></tr>
 * <tr><td>{@link #depthwiseConv2d}</td><td>{@code name/kernel}</td><td>{@code [size, size, in, 1]}</td></tr>
 * <tr><td>{@link #separableConv2d}</td><td>{@code name/depthwise_kernel}</td><td>{@code [size, size, in, 1]}</td></tr>
 * <tr><td></td><td>{@code name/pointwise_kernel}</td><td>{@code [1, 1, in, out]}</td></tr>
 * <tr><td>{@link #dense}</td><td>{@code name/kernel}</td><td>{@code [in, out]}</td></tr>
 * <tr><td>{@link Layer#bias()} and {@link #dense}</td><td>{@code name/bias}</td><td>{@code [out]}</td></tr>
 * <tr><td>{@link Layer#batchNorm}</td><td>{@code batchNorm/gamma, beta, moving_mean, moving_variance}</td>
 * <td>{@code [out]} each</td></tr>
 * </table>
 */
public final class Architecture {
    private final Shape inputShape;
    private final List<Layer> layers = new ArrayList<>();

    /**
     * The beginning of a network.
     *
     * @param inputShape {@code [batch, height, width, channels]}
     */
    public Architecture(long... inputShape) {
        this.inputShape = Shape.of(inputShape);
        add(Layer.Kind.INPUT, "input", 0, 0);
    }

    /** {@return the shape of the input} */
    public Shape inputShape() {
        return inputShape;
    }

    /** {@return all layers, of which the first is the input} */
    public List<Layer> layers() {
        return Collections.unmodifiableList(layers);
    }

    /** {@return the layer added last, or the input} */
    public Layer last() {
        return layers.get(layers.size() - 1);
    }

    /**
     * Adds a convolution.
     *
     * @param name the name of layer and weights
     * @param filterSize rows and columns of the filter
     * @param channels those of the result
     * @return the new layer
     */
    public Layer conv2d(String name, int filterSize, int channels) {
        return add(Layer.Kind.CONV2D, name, filterSize, channels);
    }

    /**
     * Adds a depthwise convolution with one filter per channel.
     *
     * @param name the name of layer and weights
     * @param filterSize rows and columns of the filter
     * @return the new layer
     */
    public Layer depthwiseConv2d(String name, int filterSize) {
        return add(Layer.Kind.DEPTHWISE_CONV2D, name, filterSize, 0);
    }

    /**
     * Adds a separable convolution with one depthwise filter per channel; bias, batch norm, residual and activation are
     * those of its pointwise part.
     *
     * @param name the name of layer and weights
     * @param filterSize rows and columns of the depthwise filter
     * @param channels those of the result
     * @return the new layer
     */
    public Layer separableConv2d(String name, int filterSize, int channels) {
        return add(Layer.Kind.SEPARABLE_CONV2D, name, filterSize, channels);
    }

    /**
     * Adds an activation of its own. Where a convolution stands before it, {@link Layer#activation} is the cheaper way,
     * unless others need what was there before.
     *
     * @param name the name of the layer
     * @param activation the function
     * @return the new layer
     */
    public Layer activation(String name, Activation activation) {
        return add(Layer.Kind.ACTIVATION, name, 0, 0).activation(activation);
    }

    /**
     * Adds the mean over all rows and columns: {@code [batch, 1, 1, channels]}.
     *
     * @param name the name of the layer
     * @return the new layer
     */
    public Layer globalAveragePooling(String name) {
        return add(Layer.Kind.GLOBAL_AVERAGE_POOLING, name, 0, 0);
    }

    /**
     * Adds a dense layer with a bias, of {@code [batch, 1, 1, in]}.
     *
     * @param name the name of layer and weights
     * @param channels those of the result
     * @return the new layer
     */
    public Layer dense(String name, int channels) {
        return add(Layer.Kind.DENSE, name, 1, channels).bias();
    }

    /**
     * Adds a softmax over the channels of {@code [batch, 1, 1, channels]}.
     *
     * @param name the name of the layer
     * @return the new layer
     */
    public Layer softmax(String name) {
        return add(Layer.Kind.SOFTMAX, name, 0, 0);
    }

    private Layer add(Layer.Kind kind, String name, int filterSize, int channels) {
        Layer layer = new Layer(layers.size(), kind, name, filterSize, channels);
        layers.add(layer);
        return layer;
    }
}
