package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;

/** A picture as the input of a network. */
final class PictureInput {
    private static final float LARGEST = 255;
    private static final int COLORS = 3;

    private PictureInput() {}

    /**
     * A picture of the rows, columns and channels of {@code shape}, which the caller closes. It is resized as {@code
     * tf.image.resize} does it, bilinear, without regard to its proportions. Transparency does not count.
     *
     * @param low what black becomes
     * @param high what white becomes
     */
    static Tensor of(Picture picture, Shape shape, float low, float high) {
        int height = (int) shape.dim(1);
        int width = (int) shape.dim(2);
        int channels = (int) shape.dim(3);
        float[] values = new float[Math.toIntExact(shape.elementCount())];
        int to = 0;
        for (int image = 0; image < shape.dim(0); image++) {
            for (int y = 0; y < height; y++) {
                float row = position(y, height, picture.height());
                for (int x = 0; x < width; x++) {
                    float column = position(x, width, picture.width());
                    for (int channel = 0; channel < channels; channel++) {
                        float mixed = mixed(picture, row, column, channel, channels);
                        values[to++] = low + (high - low) * mixed / LARGEST;
                    }
                }
            }
        }
        return Tensor.of(values, shape);
    }

    private static float position(int index, int size, int oldSize) {
        return Math.min(Math.max((index + 0.5f) * oldSize / size - 0.5f, 0), oldSize - 1);
    }

    private static float mixed(Picture picture, float row, float column, int channel, int channels) {
        int top = (int) row;
        int left = (int) column;
        int bottom = Math.min(top + 1, picture.height() - 1);
        int right = Math.min(left + 1, picture.width() - 1);
        float down = row - top;
        float across = column - left;
        float above = (1 - across) * sample(picture, left, top, channel, channels)
                + across * sample(picture, right, top, channel, channels);
        float below = (1 - across) * sample(picture, left, bottom, channel, channels)
                + across * sample(picture, right, bottom, channel, channels);
        return (1 - down) * above + down * below;
    }

    /** One sample; the gray of a color picture is the mean of its colors. */
    private static float sample(Picture picture, int x, int y, int channel, int channels) {
        int pixel = y * picture.width() + x;
        if (picture.channels() == 1) {
            return picture.colors()[pixel] & 0xff;
        }
        if (channels == COLORS) {
            return picture.colors()[pixel * COLORS + channel] & 0xff;
        }
        int sum = 0;
        for (int color = 0; color < COLORS; color++) {
            sum += picture.colors()[pixel * COLORS + color] & 0xff;
        }
        return sum / (float) COLORS;
    }
}
