package io.github.depthwise4j.examples;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;

/**
 * MobileNet of Howard and others, 2017 (https://arxiv.org/abs/1704.04861): thirteen pairs of a depthwise and a
 * pointwise convolution. Layers and weights have the names of {@code keras.applications.MobileNet} in Keras 3:
 *
 * <table>
 * <caption>Weights, with n from 1 to 13</caption>
 * <tr><th>name</th><th>shape</th></tr>
 * <tr><td>{@code conv1/kernel}</td><td>{@code [3, 3, 3, 32 * alpha]}</td></tr>
 * <tr><td>{@code conv_dw_n/kernel}</td><td>{@code [3, 3, in, 1]}</td></tr>
 * <tr><td>{@code conv_pw_n/kernel}</td><td>{@code [1, 1, in, out]}</td></tr>
 * <tr><td>{@code conv_preds/kernel}</td><td>{@code [1, 1, 1024 * alpha, 1000]}</td></tr>
 * <tr><td>{@code conv_preds/bias}</td><td>{@code [1000]}</td></tr>
 * <tr><td>{@code gamma, beta, moving_mean, moving_variance} of {@code conv1_bn/, conv_dw_n_bn/, conv_pw_n_bn/}</td>
 * <td>{@code [channels]}</td></tr>
 * </table>
 *
 * <p>This exports the weights that Keras was trained with:
 *
 * <pre>{@code
 * import keras, numpy
 * model = keras.applications.MobileNet()
 * numpy.savez("mobilenet_v1.npz", **{w.path: w.numpy() for w in model.weights})
 * }</pre>
 */
public final class MobileNetV1 {
    private static final int CLASSES = 1000;
    /** Channels of the thirteen pointwise convolutions. */
    private static final int[] CHANNELS = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
    /** Strides of the thirteen depthwise convolutions. */
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};
    /** Where Keras's MobileNet advances by 2, it pads below and on the right only. */
    private static final Padding BELOW_AND_RIGHT = Padding.explicit(new int[][] {{0, 0}, {0, 1}, {0, 1}, {0, 0}});

    private MobileNetV1() {}

    /**
     * Adds the layers, from an RGB image scaled to -1..1 to the probabilities of 1000 classes.
     *
     * @param net gets the layers
     * @param size rows and columns of the image: 32 or more, 224 in the paper
     * @param alpha what all numbers of channels are multiplied with, 1 in the paper
     * @return the last layer
     */
    public static Layer add(KerasLayers net, int size, double alpha) {
        Layer x = net.conv(net.image(size, 3), "conv1", "conv1_bn", 3, (int) (32 * alpha), 2, Padding.SAME)
                .activation(Activation.RELU6);
        for (int n = 1; n <= CHANNELS.length; n++) {
            int stride = STRIDES[n - 1];
            Padding padding = stride == 1 ? Padding.SAME : BELOW_AND_RIGHT;
            x = net.depthwise(x, "conv_dw_" + n, "conv_dw_" + n + "_bn", 3, stride, padding)
                    .activation(Activation.RELU6);
            x = net.pointwise(x, "conv_pw_" + n, "conv_pw_" + n + "_bn", (int) (CHANNELS[n - 1] * alpha))
                    .activation(Activation.RELU6);
        }
        return net.biased(x.globalAveragePooling(), "conv_preds", CLASSES)
                .flatten()
                .softmax();
    }
}
