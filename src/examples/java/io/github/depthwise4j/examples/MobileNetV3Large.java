package io.github.depthwise4j.examples;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;

/**
 * MobileNetV3-Large of Howard and others, 2019 (https://arxiv.org/abs/1905.02244): inverted residual blocks, of which
 * some scale their channels by gates ("squeeze and excitation"). Layers and weights are named like those of {@code
 * keras.applications.MobileNetV3Large}: {@code conv}, then with n from 0 to 14 {@code expanded_conv_n_expand},
 * {@code _depthwise}, {@code _squeeze_excite_conv}, {@code _squeeze_excite_conv_1} and {@code _project}, then
 * {@code conv_1}, {@code conv_2} and {@code logits}; a batch norm has the name of its convolution and {@code _bn}.
 */
public final class MobileNetV3Large {
    private static final int CLASSES = 1000;
    private static final int FEATURES = 1280;
    /** Expansion, channels, size of the filter, stride, and whether there are gates. */
    private static final double[][] BLOCKS = {
        {1, 16, 3, 1, 0},
        {4, 24, 3, 2, 0},
        {3, 24, 3, 1, 0},
        {3, 40, 5, 2, 1},
        {3, 40, 5, 1, 1},
        {3, 40, 5, 1, 1},
        {6, 80, 3, 2, 0},
        {2.5, 80, 3, 1, 0},
        {2.3, 80, 3, 1, 0},
        {2.3, 80, 3, 1, 0},
        {6, 112, 3, 1, 1},
        {6, 112, 3, 1, 1},
        {6, 160, 5, 2, 1},
        {6, 160, 5, 1, 1},
        {6, 160, 5, 1, 1}
    };
    /** The first block with hard-swish; those before it have relu. */
    private static final int FIRST_HARD_SWISH = 6;

    private MobileNetV3Large() {}

    /**
     * Adds the layers, from an RGB image scaled to -1..1 to the probabilities of 1000 classes.
     *
     * @param net gets the layers
     * @param size rows and columns of the image: 32 or more, 224 in the paper
     * @return the last layer
     */
    public static Layer add(KerasLayers net, int size) {
        Layer x = net.conv(net.image(size, 3), "conv", "conv_bn", 3, 16, 2, Padding.SAME)
                .activation(Activation.HARD_SWISH);
        for (int n = 0; n < BLOCKS.length; n++) {
            x = block(net, x, n, n < FIRST_HARD_SWISH ? Activation.RELU : Activation.HARD_SWISH);
        }
        int wide = MobileNetV2.multipleOf8(6 * x.shape().dim(3));
        x = net.pointwise(x, "conv_1", "conv_1_bn", wide).activation(Activation.HARD_SWISH);
        x = net.biased(x.globalAveragePooling(), "conv_2", FEATURES).activation(Activation.HARD_SWISH);
        return net.biased(x, "logits", CLASSES).flatten().softmax();
    }

    private static Layer block(KerasLayers net, Layer before, int n, Activation activation) {
        double[] block = BLOCKS[n];
        String prefix = "expanded_conv_" + n + "_";
        Layer x = before;
        if (n > 0) {
            int wide = MobileNetV2.multipleOf8(block[0] * before.shape().dim(3));
            x = net.pointwise(x, prefix + "expand", prefix + "expand_bn", wide).activation(activation);
        }
        x = net.depthwise(
                        x, prefix + "depthwise", prefix + "depthwise_bn", (int) block[2], (int) block[3], Padding.SAME)
                .activation(activation);
        if (block[4] > 0) {
            int channels = (int) x.shape().dim(3);
            Layer gates = net.biased(
                            x.globalAveragePooling(),
                            prefix + "squeeze_excite_conv",
                            MobileNetV2.multipleOf8(channels / 4.0))
                    .activation(Activation.RELU);
            gates = net.biased(gates, prefix + "squeeze_excite_conv_1", channels)
                    .activation(Activation.HARD_SIGMOID);
            x = x.multiply(gates);
        }
        x = net.pointwise(x, prefix + "project", prefix + "project_bn", (int) block[1]);
        return x.shape().equals(before.shape()) ? x.add(before) : x;
    }
}
