package io.github.depthwise4j.reference;

import io.github.depthwise4j.tensor.DataFormat;

/**
 * How many elements lie between neighbours along each axis of a batch of images.
 *
 * @param image from one image to the next
 * @param channel from one channel to the next
 * @param row from one row to the next
 * @param column from one column to the next
 */
record ImageLayout(int image, int channel, int row, int column) {

    static ImageLayout of(DataFormat format, int channels, int height, int width) {
        // An image may be too large for an int where there are no images; then nothing is ever indexed.
        int image = channels * height * width;
        return switch (format) {
            case NHWC -> new ImageLayout(image, 1, width * channels, channels);
            case NCHW -> new ImageLayout(image, height * width, width, 1);
        };
    }

    int index(int n, int c, int h, int w) {
        return n * image + c * channel + h * row + w * column;
    }
}
