package io.github.depthwise4j.examples;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;

/**
 * EfficientNet-B0 of Tan and Le, 2019 (https://arxiv.org/abs/1905.11946): inverted residual blocks with swish, all of
 * which scale their channels by gates. Layers and weights have the names of {@code keras.applications.EfficientNetB0},
 * as {@code block2a_expand_conv/kernel} and {@code block2a_expand_bn/gamma}. Keras's layers in front of {@code
 * stem_conv}, which scale the picture, are left out.
 */
public final class EfficientNetB0 {
    private static final int CLASSES = 1000;
    /** Size of the filter, repetitions, channels, expansion, and stride of the first repetition. */
    private static final int[][] STAGES = {
        {3, 1, 16, 1, 1},
        {3, 2, 24, 6, 2},
        {5, 2, 40, 6, 2},
        {3, 3, 80, 6, 2},
        {5, 3, 112, 6, 1},
        {5, 4, 192, 6, 2},
        {3, 1, 320, 6, 1}
    };

    private EfficientNetB0() {}

    /**
     * Adds the layers, from a scaled RGB image to the probabilities of 1000 classes.
     *
     * @param net gets the layers
     * @param size rows and columns of the image: 32 or more, 224 in the paper
     * @return the last layer
     */
    public static Layer add(KerasLayers net, int size) {
        Layer x = net.conv(net.image(size, 3), "stem_conv", "stem_bn", 3, 32, 2, Padding.SAME)
                .activation(Activation.SWISH);
        for (int stage = 0; stage < STAGES.length; stage++) {
            for (int repetition = 0; repetition < STAGES[stage][1]; repetition++) {
                String prefix = "block" + (stage + 1) + (char) ('a' + repetition) + "_";
                x = block(net, x, prefix, STAGES[stage], repetition == 0 ? STAGES[stage][4] : 1);
            }
        }
        x = net.pointwise(x, "top_conv", "top_bn", 1280).activation(Activation.SWISH);
        return net.classes(x.globalAveragePooling().flatten(), "predictions", CLASSES);
    }

    private static Layer block(KerasLayers net, Layer before, String prefix, int[] stage, int stride) {
        int narrow = (int) before.shape().dim(3);
        Layer x = before;
        if (stage[3] > 1) {
            x = net.pointwise(x, prefix + "expand_conv", prefix + "expand_bn", stage[3] * narrow)
                    .activation(Activation.SWISH);
        }
        x = net.depthwise(x, prefix + "dwconv", prefix + "bn", stage[0], stride, Padding.SAME)
                .activation(Activation.SWISH);
        Layer gates = net.biased(x.globalAveragePooling(), prefix + "se_reduce", narrow / 4)
                .activation(Activation.SWISH);
        gates = net.biased(gates, prefix + "se_expand", (int) x.shape().dim(3)).activation(Activation.SIGMOID);
        x = net.pointwise(x.multiply(gates), prefix + "project_conv", prefix + "project_bn", stage[2]);
        return x.shape().equals(before.shape()) ? x.add(before) : x;
    }
}
