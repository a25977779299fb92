package io.github.depthwise4j.examples;

import io.github.depthwise4j.files.FileFormatException;
import io.github.depthwise4j.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Pictures as the networks want them. */
final class Images {
    private static final int COLORS = 3;
    private static final float HALF_OF_LARGEST = 127.5f;
    /** A file of a few bytes can claim to be as large as it likes. */
    private static final long MOST_PIXELS = 100_000_000;

    private Images() {}

    /**
     * A picture as {@code [1, size, size, 3]}, red, green, blue, from -1 to 1, which the caller closes.
     *
     * @throws IOException if it cannot be read
     */
    static Tensor read(Path file, int size) throws IOException {
        return Tensor.of(resized(decode(file), size), 1, size, size, COLORS);
    }

    private static BufferedImage decode(Path file) throws IOException {
        // Opened once this way because FileImageInputStream words its errors as it likes.
        Files.newInputStream(file).close();
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new FileFormatException("this is no picture that can be read; pass a PNG or JPEG file");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new FileFormatException("the picture has " + pixels + " pixels, but at most " + MOST_PIXELS
                            + " are read; scale it down");
                }
                return reader.read(0);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
                // ImageIO's decoders let these escape from some broken files.
                throw new FileFormatException("the picture cannot be decoded; save it again as PNG", e);
            } finally {
                reader.dispose();
            }
        }
    }

    /**
     * Bilinear, as {@code tf.image.resize}: the centers of the pixels of both pictures are laid over each other, and
     * each new pixel is a mixture of the four around it. Then scaled as {@code
     * keras.applications.mobilenet.preprocess_input}: {@code color / 127.5 - 1}.
     */
    static float[] resized(BufferedImage image, int size) {
        float[] values = new float[size * size * COLORS];
        for (int y = 0; y < size; y++) {
            float row = position(y, size, image.getHeight());
            for (int x = 0; x < size; x++) {
                float column = position(x, size, image.getWidth());
                for (int color = 0; color < COLORS; color++) {
                    float mixed = mixed(image, row, column, 16 - 8 * color);
                    values[(y * size + x) * COLORS + color] = mixed / HALF_OF_LARGEST - 1;
                }
            }
        }
        return values;
    }

    private static float position(int index, int size, int oldSize) {
        return Math.min(Math.max((index + 0.5f) * oldSize / size - 0.5f, 0), oldSize - 1);
    }

    private static float mixed(BufferedImage image, float row, float column, int shift) {
        int top = (int) row;
        int left = (int) column;
        int bottom = Math.min(top + 1, image.getHeight() - 1);
        int right = Math.min(left + 1, image.getWidth() - 1);
        float down = row - top;
        float across = column - left;
        float above = (1 - across) * color(image, left, top, shift) + across * color(image, right, top, shift);
        float below = (1 - across) * color(image, left, bottom, shift) + across * color(image, right, bottom, shift);
        return (1 - down) * above + down * below;
    }

    private static int color(BufferedImage image, int x, int y, int shift) {
        return image.getRGB(x, y) >> shift & 0xff;
    }
}
