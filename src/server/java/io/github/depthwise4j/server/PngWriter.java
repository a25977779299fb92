package io.github.depthwise4j.server;

import io.github.depthwise4j.pictures.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes pictures as PNG. Java's own writer does it, with its cache in memory: by default it would use a file. */
final class PngWriter {
    private static final int ALPHA_SHIFT = 24;
    private static final int OPAQUE = 0xFF;

    private PngWriter() {}

    static ByteBuffer write(Picture picture) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            ImageIO.write(image(picture), "png", out);
        }
        return ByteBuffer.wrap(file.toByteArray());
    }

    private static BufferedImage image(Picture picture) {
        byte[] colors = picture.colors();
        byte[] alpha = picture.alpha();
        if (picture.channels() == 1 && alpha == null) {
            // The samples go in directly: Java would convert colors to gray by a formula of its own.
            BufferedImage gray = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
            WritableRaster raster = gray.getRaster();
            raster.setDataElements(0, 0, picture.width(), picture.height(), colors);
            return gray;
        }
        BufferedImage image = new BufferedImage(
                picture.width(),
                picture.height(),
                alpha == null ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[picture.width()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int pixel = y * picture.width() + x;
                int first = pixel * picture.channels();
                int second = first + (picture.channels() == 1 ? 0 : 1);
                int third = first + picture.channels() - 1;
                row[x] = (alpha == null ? OPAQUE : alpha[pixel] & 0xFF) << ALPHA_SHIFT
                        | (colors[first] & 0xFF) << 16
                        | (colors[second] & 0xFF) << 8
                        | colors[third] & 0xFF;
            }
            image.setRGB(0, y, picture.width(), 1, row, 0, picture.width());
        }
        return image;
    }
}
