package io.github.depthwise4j.examples;

import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;

/** Pictures as the networks want them. */
final class Images {
    private static final int COLORS = 3;
    private static final float HALF_OF_LARGEST = 127.5f;

    private Images() {}

    /**
     * A picture as {@code [1, size, size, 3]}, red, green, blue, from -1 to 1, which the caller closes. Transparency
     * does not count.
     *
     * @throws IOException if it cannot be read
     */
    static Tensor read(Path file, int size) throws IOException {
        return Tensor.of(resized(PictureReader.read(file), size), 1, size, size, COLORS);
    }

    /**
     * Bilinear, as {@code tf.image.resize}: the centers of the pixels of both pictures are laid over each other, and
     * each new pixel is a mixture of the four around it. Then scaled as {@code
     * keras.applications.mobilenet.preprocess_input}: {@code color / 127.5 - 1}.
     */
    static float[] resized(Picture image, int size) {
        float[] values = new float[size * size * COLORS];
        for (int y = 0; y < size; y++) {
            float row = position(y, size, image.height());
            for (int x = 0; x < size; x++) {
                float column = position(x, size, image.width());
                for (int color = 0; color < COLORS; color++) {
                    float mixed = mixed(image, row, column, color);
                    values[(y * size + x) * COLORS + color] = mixed / HALF_OF_LARGEST - 1;
                }
            }
        }
        return values;
    }

    private static float position(int index, int size, int oldSize) {
        return Math.min(Math.max((index + 0.5f) * oldSize / size - 0.5f, 0), oldSize - 1);
    }

    private static float mixed(Picture image, float row, float column, int color) {
        int top = (int) row;
        int left = (int) column;
        int bottom = Math.min(top + 1, image.height() - 1);
        int right = Math.min(left + 1, image.width() - 1);
        float down = row - top;
        float across = column - left;
        float above = (1 - across) * color(image, left, top, color) + across * color(image, right, top, color);
        float below = (1 - across) * color(image, left, bottom, color) + across * color(image, right, bottom, color);
        return (1 - down) * above + down * below;
    }

    private static int color(Picture image, int x, int y, int color) {
        int pixel = y * image.width() + x;
        return image.colors()[image.channels() == 1 ? pixel : pixel * COLORS + color] & 0xff;
    }
}
