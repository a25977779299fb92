package io.github.depthwise4j.examples;

import io.github.depthwise4j.network.Layer;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.Padding;

/**
 * Xception of Chollet, 2017 (https://arxiv.org/abs/1610.02357): blocks of separable convolutions, each block added to
 * what it was given. Layers and weights have the names of {@code keras.applications.Xception} in Keras 3, as {@code
 * block5_sepconv1/depthwise_kernel} and {@code block5_sepconv1_bn/gamma}. The four convolutions beside the blocks have
 * the names that Keras gives to the first model of a process: {@code conv2d} to {@code conv2d_3}, and {@code
 * batch_normalization} to {@code batch_normalization_3}.
 *
 * <p>This exports the weights that Keras was trained with:
 *
 * <pre>{@code
 * import keras, numpy
 * model = keras.applications.Xception()
 * numpy.savez("xception.npz", **{w.path: w.numpy() for w in model.weights})
 * }</pre>
 */
public final class Xception {
    private static final int CLASSES = 1000;
    private static final int MIDDLE = 728;
    private static final int FIRST_MIDDLE_BLOCK = 5;
    private static final int LAST_MIDDLE_BLOCK = 12;

    private Xception() {}

    /**
     * Adds the layers, from an RGB image scaled to -1..1 to the probabilities of 1000 classes.
     *
     * @param net gets the layers
     * @param size rows and columns of the image: 71 or more, 299 in the paper
     * @return the last layer
     */
    public static Layer add(KerasLayers net, int size) {
        Layer x = net.conv(net.image(size, 3), "block1_conv1", "block1_conv1_bn", 3, 32, 2, Padding.VALID)
                .activation(Activation.RELU);
        x = net.conv(x, "block1_conv2", "block1_conv2_bn", 3, 64, 1, Padding.VALID)
                .activation(Activation.RELU);
        x = smaller(net, x, "block2_", x, 128, 128, "");
        x = smaller(net, x, "block3_", x.activation(Activation.RELU), 256, 256, "_1");
        x = smaller(net, x, "block4_", x.activation(Activation.RELU), MIDDLE, MIDDLE, "_2");
        for (int n = FIRST_MIDDLE_BLOCK; n <= LAST_MIDDLE_BLOCK; n++) {
            Layer y = x;
            for (int m = 1; m <= 3; m++) {
                y = net.separable(y.activation(Activation.RELU), "block" + n + "_sepconv" + m, MIDDLE);
            }
            x = y.add(x);
        }
        x = smaller(net, x, "block13_", x.activation(Activation.RELU), MIDDLE, 1024, "_3");
        x = net.separable(x, "block14_sepconv1", 1536).activation(Activation.RELU);
        x = net.separable(x, "block14_sepconv2", 2048).activation(Activation.RELU);
        return net.classes(x.globalAveragePooling().flatten(), "predictions", CLASSES);
    }

    /** Two separable convolutions and a pooling, beside a convolution of what the block was given. */
    private static Layer smaller(
            KerasLayers net, Layer given, String block, Layer x, int first, int second, String number) {
        Layer y = net.separable(x, block + "sepconv1", first).activation(Activation.RELU);
        y = net.separable(y, block + "sepconv2", second).maxPooling(3, 2, Padding.SAME);
        return net.conv(given, "conv2d" + number, "batch_normalization" + number, 1, second, 2, Padding.SAME)
                .add(y);
    }
}
