package io.github.depthwise4j.examples;

import io.github.depthwise4j.problem.Activation;

/**
 * MobileNetV2 of Sandler and others, 2018 (https://arxiv.org/abs/1801.04381): seventeen inverted residual blocks, each
 * of which widens the image's channels, filters them depthwise, and narrows them again. Layers and weights have the
 * names of {@code keras.applications.MobileNetV2} in Keras 3:
 *
 * <table>
 * <caption>Weights, with n from 1 to 16</caption>
 * <tr><th>name</th><th>shape</th></tr>
 * <tr><td>{@code Conv1/kernel}</td><td>{@code [3, 3, 3, 32]}</td></tr>
 * <tr><td>{@code expanded_conv_depthwise/kernel}</td><td>{@code [3, 3, 32, 1]}</td></tr>
 * <tr><td>{@code expanded_conv_project/kernel}</td><td>{@code [1, 1, 32, 16]}</td></tr>
 * <tr><td>{@code block_n_expand/kernel}</td><td>{@code [1, 1, in, 6 * in]}</td></tr>
 * <tr><td>{@code block_n_depthwise/kernel}</td><td>{@code [3, 3, 6 * in, 1]}</td></tr>
 * <tr><td>{@code block_n_project/kernel}</td><td>{@code [1, 1, 6 * in, out]}</td></tr>
 * <tr><td>{@code Conv_1/kernel}</td><td>{@code [1, 1, 320, 1280]}</td></tr>
 * <tr><td>{@code predictions/kernel}</td><td>{@code [1280, 1000]}</td></tr>
 * <tr><td>{@code predictions/bias}</td><td>{@code [1000]}</td></tr>
 * <tr><td>{@code gamma, beta, moving_mean, moving_variance} of {@code bn_Conv1/, expanded_conv_depthwise_BN/,
 * expanded_conv_project_BN/, block_n_expand_BN/, block_n_depthwise_BN/, block_n_project_BN/, Conv_1_bn/}</td>
 * <td>{@code [channels]}</td></tr>
 * </table>
 *
 * <p>This exports the weights that Keras was trained with:
 *
 * <pre>{@code
 * import keras, numpy
 * model = keras.applications.MobileNetV2()
 * numpy.savez("mobilenet_v2.npz", **{w.path: w.numpy() for w in model.weights})
 * }</pre>
 */
public final class MobileNetV2 {
    private static final int CLASSES = 1000;
    private static final int EXPANSION = 6;
    /** Channels of the sixteen blocks behind the first. */
    private static final int[] CHANNELS = {24, 24, 32, 32, 32, 64, 64, 64, 64, 96, 96, 96, 160, 160, 160, 320};
    /** Strides of the sixteen blocks behind the first. */
    private static final int[] STRIDES = {2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1};

    private MobileNetV2() {}

    /**
     * {@return the layers, from an RGB image scaled to -1..1 to the probabilities of 1000 classes}
     *
     * @param size rows and columns of the image: 32 or more, 224 in the paper
     * @param alpha what the numbers of channels are multiplied with, 1 in the paper
     */
    public static Architecture of(int size, double alpha) {
        Architecture net = new Architecture(1, size, size, 3);
        net.conv2d("Conv1", 3, multipleOf8(32 * alpha))
                .stride(2)
                .batchNorm("bn_Conv1")
                .activation(Activation.RELU6);
        filterAndNarrow(net, "expanded_conv_", 1, multipleOf8((int) (16 * alpha)));
        for (int n = 1; n <= CHANNELS.length; n++) {
            block(net, "block_" + n + "_", STRIDES[n - 1], multipleOf8((int) (CHANNELS[n - 1] * alpha)));
        }
        int features = alpha > 1 ? multipleOf8(1280 * alpha) : 1280;
        net.conv2d("Conv_1", 1, features).batchNorm("Conv_1_bn").activation(Activation.RELU6);
        net.globalAveragePooling("global_average_pooling2d");
        net.dense("predictions", CLASSES);
        net.softmax("softmax");
        return net;
    }

    private static void block(Architecture net, String prefix, int stride, int channels) {
        Layer before = net.last();
        net.conv2d(prefix + "expand", 1, EXPANSION * before.channels)
                .batchNorm(prefix + "expand_BN")
                .activation(Activation.RELU6);
        Layer after = filterAndNarrow(net, prefix, stride, channels);
        if (stride == 1 && before.channels == channels) {
            after.residual(before);
        }
    }

    private static Layer filterAndNarrow(Architecture net, String prefix, int stride, int channels) {
        net.depthwiseConv2d(prefix + "depthwise", 3)
                .stride(stride)
                .batchNorm(prefix + "depthwise_BN")
                .activation(Activation.RELU6);
        return net.conv2d(prefix + "project", 1, channels).batchNorm(prefix + "project_BN");
    }

    /** The nearest multiple of 8 that is not below nine tenths of the number, as the authors' code has it. */
    private static int multipleOf8(double number) {
        int rounded = Math.max(8, (int) (number + 4) / 8 * 8);
        return rounded < 0.9 * number ? rounded + 8 : rounded;
    }
}
