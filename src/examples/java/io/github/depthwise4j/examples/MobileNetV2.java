package io.github.depthwise4j.examples;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;

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
     * Adds the layers, from an RGB image scaled to -1..1 to the probabilities of 1000 classes.
     *
     * @param net gets the layers
     * @param size rows and columns of the image: 32 or more, 224 in the paper
     * @param alpha what the numbers of channels are multiplied with, 1 in the paper
     * @return the last layer
     */
    public static Layer add(KerasLayers net, int size, double alpha) {
        Layer x = net.conv(net.image(size, 3), "Conv1", "bn_Conv1", 3, multipleOf8(32 * alpha), 2, Padding.SAME)
                .activation(Activation.RELU6);
        x = filterAndNarrow(net, x, "expanded_conv_", 1, multipleOf8((int) (16 * alpha)));
        for (int n = 1; n <= CHANNELS.length; n++) {
            x = block(net, x, "block_" + n + "_", STRIDES[n - 1], multipleOf8((int) (CHANNELS[n - 1] * alpha)));
        }
        int features = alpha > 1 ? multipleOf8(1280 * alpha) : 1280;
        x = net.pointwise(x, "Conv_1", "Conv_1_bn", features).activation(Activation.RELU6);
        return net.classes(x.globalAveragePooling().flatten(), "predictions", CLASSES);
    }

    private static Layer block(KerasLayers net, Layer before, String prefix, int stride, int channels) {
        int wide = (int) (EXPANSION * before.shape().dim(3));
        Layer x = net.pointwise(before, prefix + "expand", prefix + "expand_BN", wide)
                .activation(Activation.RELU6);
        Layer after = filterAndNarrow(net, x, prefix, stride, channels);
        return after.shape().equals(before.shape()) ? after.add(before) : after;
    }

    private static Layer filterAndNarrow(KerasLayers net, Layer x, String prefix, int stride, int channels) {
        Layer filtered = net.depthwise(x, prefix + "depthwise", prefix + "depthwise_BN", 3, stride, Padding.SAME)
                .activation(Activation.RELU6);
        return net.pointwise(filtered, prefix + "project", prefix + "project_BN", channels);
    }

    /** The nearest multiple of 8 that is not below nine tenths of the number, as the authors' code has it. */
    static int multipleOf8(double number) {
        int rounded = Math.max(8, (int) (number + 4) / 8 * 8);
        return rounded < 0.9 * number ? rounded + 8 : rounded;
    }
}
