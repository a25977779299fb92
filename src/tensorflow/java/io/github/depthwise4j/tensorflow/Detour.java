package io.github.depthwise4j.tensorflow;

/** How a problem that TensorFlow's kernels do not take as it stands was put to them. */
enum Detour {
    /** In NHWC, between two transpositions. */
    TRANSPOSED("transposed to NHWC"),
    /** With one batch axis in place of several. */
    ONE_BATCH_AXIS("batch axes taken together"),
    /** As {@code Conv2D} with as many groups as channels, for its strides are unequal. */
    GROUPED("unequal strides, as grouped conv2d");

    private final String text;

    Detour(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
