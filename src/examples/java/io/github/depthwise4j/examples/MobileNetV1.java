package io.github.depthwise4j.examples;

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
     * {@return the layers, from an RGB image scaled to -1..1 to the probabilities of 1000 classes}
     *
     * @param size rows and columns of the image: 32 or more, 224 in the paper
     * @param alpha what all numbers of channels are multiplied with, 1 in the paper
     */
    public static Architecture of(int size, double alpha) {
        Architecture net = new Architecture(1, size, size, 3);
        net.conv2d("conv1", 3, (int) (32 * alpha))
                .stride(2)
                .batchNorm("conv1_bn")
                .activation(Activation.RELU6);
        for (int n = 1; n <= CHANNELS.length; n++) {
            int stride = STRIDES[n - 1];
            net.depthwiseConv2d("conv_dw_" + n, 3)
                    .stride(stride)
                    .padding(stride == 1 ? Padding.SAME : BELOW_AND_RIGHT)
                    .batchNorm("conv_dw_" + n + "_bn")
                    .activation(Activation.RELU6);
            net.conv2d("conv_pw_" + n, 1, (int) (CHANNELS[n - 1] * alpha))
                    .batchNorm("conv_pw_" + n + "_bn")
                    .activation(Activation.RELU6);
        }
        net.globalAveragePooling("global_average_pooling2d");
        net.conv2d("conv_preds", 1, CLASSES).bias();
        net.softmax("predictions");
        return net;
    }
}
