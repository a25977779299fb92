package io.github.depthwise4j.examples;

import io.github.depthwise4j.problem.Activation;

/**
 * The middle flow of Xception of Chollet, 2017 (https://arxiv.org/abs/1610.02357): eight blocks of three separable
 * convolutions, each block added to what it was given. Layers and weights have the names of {@code
 * keras.applications.Xception} in Keras 3:
 *
 * <table>
 * <caption>Weights, with n from 5 to 12 and m from 1 to 3</caption>
 * <tr><th>name</th><th>shape</th></tr>
 * <tr><td>{@code blockn_sepconvm/depthwise_kernel}</td><td>{@code [3, 3, 728, 1]}</td></tr>
 * <tr><td>{@code blockn_sepconvm/pointwise_kernel}</td><td>{@code [1, 1, 728, 728]}</td></tr>
 * <tr><td>{@code gamma, beta, moving_mean, moving_variance} of {@code blockn_sepconvm_bn/}</td>
 * <td>{@code [728]}</td></tr>
 * </table>
 *
 * <p>This exports the weights that Keras was trained with:
 *
 * <pre>{@code
 * import keras, numpy
 * model = keras.applications.Xception()
 * numpy.savez("xception.npz", **{w.path: w.numpy() for w in model.weights})
 * }</pre>
 */
public final class XceptionMiddleFlow {
    private static final int CHANNELS = 728;
    private static final int FIRST_BLOCK = 5;
    private static final int LAST_BLOCK = 12;

    private XceptionMiddleFlow() {}

    /**
     * {@return the layers, from {@code [1, size, size, 728]} to the same}
     *
     * @param size rows and columns: 19 in the paper, where the image has 299
     */
    public static Architecture of(int size) {
        Architecture net = new Architecture(1, size, size, CHANNELS);
        for (int n = FIRST_BLOCK; n <= LAST_BLOCK; n++) {
            String prefix = "block" + n + "_sepconv";
            Layer before = net.last();
            // Each separable convolution is preceded by a ReLU; all but the first are done by the convolution before
            // them.
            net.activation(prefix + "1_act", Activation.RELU);
            separable(net, prefix + "1").activation(Activation.RELU);
            separable(net, prefix + "2").activation(Activation.RELU);
            separable(net, prefix + "3").residual(before);
        }
        return net;
    }

    private static Layer separable(Architecture net, String name) {
        return net.separableConv2d(name, 3, CHANNELS).batchNorm(name + "_bn");
    }
}
