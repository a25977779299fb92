package io.github.depthwise4j.examples;

import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;

/**
 * One layer of an {@link Architecture}: what it computes, from the result of the layer before it. Convolutions are
 * padded as {@code SAME} and advance by 1 unless they say otherwise.
 */
public final class Layer {

    /** What layers do. */
    public enum Kind {
        /** The network's input, which computes nothing. */
        INPUT("input"),
        /** {@code tf.nn.conv2d}. */
        CONV2D("conv2d"),
        /** {@code tf.nn.depthwise_conv2d}, one filter per channel. */
        DEPTHWISE_CONV2D("depthwise"),
        /** {@code tf.nn.separable_conv2d}: a depthwise convolution and a pointwise one. */
        SEPARABLE_CONV2D("separable"),
        /** An activation that no convolution before it can take along. */
        ACTIVATION("activation"),
        /** The mean over all rows and columns. */
        GLOBAL_AVERAGE_POOLING("average pooling"),
        /** Every output from every input. */
        DENSE("dense"),
        /** Probabilities from any numbers. */
        SOFTMAX("softmax");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    final int index;
    final Kind kind;
    final String name;
    final int filterSize;
    final int channels;
    int stride = 1;
    Padding padding = Padding.SAME;
    String batchNorm;
    boolean bias;
    Activation activation = Activation.NONE;
    Layer residual;

    /**
     * Made by {@link Architecture}.
     *
     * @param index the number of the layer, and of its result; 0 is the input
     * @param channels those of the result, or 0 for as many as the input has
     */
    Layer(int index, Kind kind, String name, int filterSize, int channels) {
        this.index = index;
        this.kind = kind;
        this.name = name;
        this.filterSize = filterSize;
        this.channels = channels;
    }

    /**
     * Sets how far the window advances, in rows and columns.
     *
     * @param stride 1 or more
     * @return this layer
     */
    public Layer stride(int stride) {
        this.stride = stride;
        return this;
    }

    /**
     * Sets the zeros around the image.
     *
     * @param padding SAME, VALID or explicit
     * @return this layer
     */
    public Layer padding(Padding padding) {
        this.padding = padding;
        return this;
    }

    /**
     * Puts a batch norm behind the convolution; it is folded into filter and bias, and costs nothing.
     *
     * @param name the name of its weights {@code gamma, beta, moving_mean, moving_variance}
     * @return this layer
     */
    public Layer batchNorm(String name) {
        this.batchNorm = name;
        return this;
    }

    /**
     * Adds a bias, the weight {@code bias}; not together with a batch norm.
     *
     * @return this layer
     */
    public Layer bias() {
        this.bias = true;
        return this;
    }

    /**
     * Sets what is done to each number of the result, last of all.
     *
     * @param activation the function
     * @return this layer
     */
    public Layer activation(Activation activation) {
        this.activation = activation;
        return this;
    }

    /**
     * Adds the result of an earlier layer to this one's, before the activation.
     *
     * @param earlier the earlier layer, whose result has the same shape
     * @return this layer
     */
    public Layer residual(Layer earlier) {
        this.residual = earlier;
        return this;
    }
}
