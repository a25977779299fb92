package io.github.depthwise4j.pictures;

import io.github.depthwise4j.errors.FileFormatException;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.jspecify.annotations.Nullable;

/**
 * Takes the samples out of a decoded picture without changing them. Java's own conversion is used only for RGB in color
 * spaces other than sRGB: for gray, Java assumes another gamma and makes the picture brighter.
 */
final class PictureSamples {
    private static final int MOST_BITS = 16;
    private static final int OPAQUE = 255;

    private final BufferedImage image;
    private final ColorModel model;
    private final int width;
    private final int height;
    private final @Nullable PngTransparency transparent;

    private PictureSamples(BufferedImage image, @Nullable PngTransparency transparent) {
        this.image = image;
        this.model = image.getColorModel();
        this.width = image.getWidth();
        this.height = image.getHeight();
        this.transparent = transparent;
    }

    /**
     * The picture.
     *
     * @param transparent the transparent color, or null if there is none
     */
    static Picture of(BufferedImage image, @Nullable PngTransparency transparent) throws FileFormatException {
        return new PictureSamples(image, transparent).picture();
    }

    private Picture picture() throws FileFormatException {
        if (model instanceof IndexColorModel palette) {
            return withTransparentColor(fromRgb(isGray(palette)));
        }
        checkKind();
        if (isGray(model)) {
            return fromSamples(1);
        }
        return model.getColorSpace().isCS_sRGB() ? fromSamples(3) : fromRgb(false);
    }

    private static boolean isGray(ColorModel model) {
        return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    private static boolean isGray(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    private void checkKind() throws FileFormatException {
        int type = model.getTransferType();
        boolean wholeNumbers =
                type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_INT;
        for (int bits : model.getComponentSize()) {
            if (!wholeNumbers || bits > MOST_BITS) {
                throw refused("its samples are numbers of " + bits + " bits"
                        + (wholeNumbers ? "" : ", with a sign or a decimal point")
                        + ", but only whole numbers without a sign, of "
                        + MOST_BITS + " bits at most, are read");
            }
        }
        if (!isGray(model) && model.getColorSpace().getType() != ColorSpace.TYPE_RGB) {
            throw refused("its colors are neither gray nor red, green and blue");
        }
    }

    static FileFormatException refused(String why) {
        return new FileFormatException(why + "; open the picture in an image editor and save it as PNG");
    }

    private Picture fromSamples(int channels) {
        Raster raster = image.getRaster();
        byte[] colors = new byte[Math.multiplyExact(width * height, channels)];
        byte[] alpha = model.hasAlpha() ? new byte[width * height] : null;
        int[] row = new int[width];
        int[] opacities = new int[width];
        for (int y = 0; y < height; y++) {
            if (alpha != null) {
                raster.getSamples(0, y, width, 1, channels, opacities);
                for (int x = 0; x < width; x++) {
                    alpha[y * width + x] = (byte) eightBits(opacities[x], largest(channels));
                }
            }
            for (int c = 0; c < channels; c++) {
                raster.getSamples(0, y, width, 1, c, row);
                for (int x = 0; x < width; x++) {
                    int color = model.isAlphaPremultiplied()
                            ? undivided(row[x], largest(c), opacities[x], largest(channels))
                            : eightBits(row[x], largest(c));
                    colors[(y * width + x) * channels + c] = (byte) color;
                }
            }
        }
        return withTransparentColor(new Picture(width, height, channels, colors, alpha));
    }

    private int largest(int band) {
        return (1 << model.getComponentSize(band)) - 1;
    }

    private static int eightBits(int sample, int largest) {
        return (sample * OPAQUE + largest / 2) / largest;
    }

    /** The color before its multiplication by the opacity. */
    private static int undivided(int sample, int largest, int opacity, int largestOpacity) {
        if (opacity == 0) {
            return 0;
        }
        double color = (double) sample / largest * largestOpacity / opacity;
        return (int) Math.min(OPAQUE, Math.round(color * OPAQUE));
    }

    /** The picture with alpha 0 for the transparent color, which is compared before 16 bits are reduced to 8. */
    private Picture withTransparentColor(Picture picture) {
        if (transparent == null) {
            return picture;
        }
        int[] color = transparent.decoded(model);
        byte[] alpha = new byte[width * height];
        int[] pixel = new int[image.getRaster().getNumBands()];
        for (int i = 0; i < alpha.length; i++) {
            image.getRaster().getPixel(i % width, i / width, pixel);
            boolean seen = false;
            for (int band = 0; band < color.length; band++) {
                seen |= pixel[band] != color[band];
            }
            alpha[i] = (byte) (seen ? OPAQUE : 0);
        }
        return new Picture(width, height, picture.channels(), picture.colors(), alpha);
    }

    private Picture fromRgb(boolean gray) {
        int channels = gray ? 1 : 3;
        byte[] colors = new byte[Math.multiplyExact(width * height, channels)];
        byte[] alpha = model.getTransparency() != Transparency.OPAQUE ? new byte[width * height] : null;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                for (int c = 0; c < channels; c++) {
                    colors[pixel * channels + c] = (byte) (row[x] >> 16 - 8 * c);
                }
                if (alpha != null) {
                    alpha[pixel] = (byte) (row[x] >> 24);
                }
            }
        }
        return new Picture(width, height, channels, colors, alpha);
    }
}
