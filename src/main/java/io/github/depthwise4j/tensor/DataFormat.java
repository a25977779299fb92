package io.github.depthwise4j.tensor;

/**
 * The order of an image tensor's axes, TensorFlow's {@code data_format}: N images, H rows, W columns, C channels.
 *
 * <p>Axes are counted from the end, so that they are right for TensorFlow's {@code batch_shape + [H, W, C]} as well,
 * where several axes stand before the rows.
 */
public enum DataFormat {
    /** Channels last, TensorFlow's default: {@code [N, H, W, C]}. */
    NHWC(1, 2, 3),
    /** Channels first: {@code [N, C, H, W]}. */
    NCHW(2, 3, 1);

    private final int heightAxis;
    private final int widthAxis;
    private final int channelAxis;

    DataFormat(int heightAxis, int widthAxis, int channelAxis) {
        this.heightAxis = heightAxis;
        this.widthAxis = widthAxis;
        this.channelAxis = channelAxis;
    }

    /** {@return the axis of the rows in a tensor of rank 4} */
    public int heightAxis() {
        return heightAxis;
    }

    /** {@return the axis of the columns in a tensor of rank 4} */
    public int widthAxis() {
        return widthAxis;
    }

    /** {@return the axis of the channels in a tensor of rank 4} */
    public int channelAxis() {
        return channelAxis;
    }
}
