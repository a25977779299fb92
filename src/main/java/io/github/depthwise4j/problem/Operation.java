package io.github.depthwise4j.problem;

/** The operations of {@code tf.nn} that a problem can ask for. */
public enum Operation {
    /** {@code tf.nn.depthwise_conv2d}: every input channel has its own filters. */
    DEPTHWISE_CONV2D("depthwise_conv2d"),
    /** {@code tf.nn.conv2d}: every output channel sees all input channels of its group. */
    CONV2D("conv2d");

    private final String text;

    Operation(String text) {
        this.text = text;
    }

    /** TensorFlow's name, as in {@code tf.nn.depthwise_conv2d}. */
    @Override
    public String toString() {
        return text;
    }
}
