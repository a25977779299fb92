package io.github.depthwise4j.reference;

import io.github.depthwise4j.tensor.DataFormat;

/**
 * The distances, in elements, between neighbours along each axis of a batch of images.
 *
 * @param image the distance between images
 * @param channel the distance between channels
 * @param row the distance between rows
 * @param column the distance between columns
 */
record ImageLayout(int image, int channel, int row, int column) {

    static ImageLayout of(DataFormat format, int channels, int height, int width) {
        // Without images, an image may be too large for an int; then no element is ever indexed.
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
