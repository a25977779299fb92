package io.github.depthwise4j.cli;

import io.github.depthwise4j.files.FileFormatException;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG, JPEG and what else this JVM's ImageIO knows. Gray stays gray, every other kind of color becomes RGB; 16
 * bits per channel become 8 and indexed colors are looked up.
 */
final class PictureReader {
    /** What decoding one pixel can take on the Java heap: the decoder's own raster and our channels, roundly. */
    private static final long HEAP_BYTES_PER_PIXEL = 16;

    private final Path file;

    private PictureReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a picture.
     *
     * @throws CommandFailure if that is not possible
     */
    static Picture read(Path file) {
        try {
            return new PictureReader(file).read();
        } catch (IOException e) {
            throw FileErrors.cannotRead(file, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // ImageIO's decoders let these escape from some broken files.
            throw FileErrors.cannotRead(file, broken(e));
        }
    }

    private Picture read() throws IOException {
        // Opened once this way because FileImageInputStream words its errors as it likes.
        Files.newInputStream(file).close();
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new FileFormatException("this is no picture that can be read; pass a PNG or JPEG file");
            }
            ImageReader reader = readers.next();
            try {
                List<String> warnings = new ArrayList<>();
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                reader.setInput(in, true, true);
                checkSize(reader.getWidth(0), reader.getHeight(0));
                BufferedImage image = reader.read(0);
                checkComplete(warnings);
                return convert(image);
            } catch (FileFormatException e) {
                throw e;
            } catch (IOException e) {
                throw broken(e);
            } finally {
                reader.dispose();
            }
        }
    }

    /** The JPEG decoder fills what is missing of a file with gray, and only warns. */
    private static void checkComplete(List<String> warnings) throws FileFormatException {
        for (String warning : warnings) {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new FileFormatException("the picture ends too early; copy or save it again");
            }
        }
    }

    private static FileFormatException broken(Exception cause) {
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        FileFormatException broken = new FileFormatException(
                "the picture cannot be decoded (" + detail + "); open it in an image editor and save it as PNG");
        broken.initCause(cause);
        return broken;
    }

    /** Before anything is decoded: a file of a few bytes can claim to be as large as it likes. */
    private static void checkSize(long width, long height) throws FileFormatException {
        long needed = width * height * HEAP_BYTES_PER_PIXEL;
        long allowed = Runtime.getRuntime().maxMemory();
        if (width * height > Integer.MAX_VALUE / 4) {
            throw new FileFormatException("the picture has " + width + " x " + height + " pixels, but at most "
                    + Integer.MAX_VALUE / 4 + " can be read; cut it into parts");
        }
        if (needed > allowed) {
            throw new FileFormatException("the picture has " + width + " x " + height + " pixels and would need about "
                    + (needed >> 20) + " MiB of memory, but Java may use " + (allowed >> 20)
                    + " MiB; start it with a larger -Xmx, or scale the picture down");
        }
    }

    private static Picture convert(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return fromRgb(image, isGray(palette));
        }
        int depth = model.getComponentSize(0);
        boolean plainGray = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && (depth == 8 || depth == 16)
                && (image.getRaster().getTransferType() == DataBuffer.TYPE_BYTE
                        || image.getRaster().getTransferType() == DataBuffer.TYPE_USHORT);
        return plainGray ? fromGray(image, depth) : fromRgb(image, false);
    }

    private static boolean isGray(IndexColorModel palette) {
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The samples as they are: Java's own conversion of gray to RGB assumes another gamma and brightens the picture.
     */
    private static Picture fromGray(BufferedImage image, int depth) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] gray = new byte[width * height];
        byte[] alpha = image.getColorModel().hasAlpha() ? new byte[width * height] : null;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            narrow(raster.getSamples(0, y, width, 1, 0, row), depth, gray, y * width);
            if (alpha != null) {
                narrow(raster.getSamples(0, y, width, 1, 1, row), depth, alpha, y * width);
            }
        }
        return new Picture(width, height, 1, gray, alpha);
    }

    private static void narrow(int[] samples, int depth, byte[] target, int from) {
        for (int x = 0; x < samples.length; x++) {
            target[from + x] = (byte) (depth == 16 ? (samples[x] + 128) / 257 : samples[x]);
        }
    }

    private static Picture fromRgb(BufferedImage image, boolean gray) {
        int width = image.getWidth();
        int height = image.getHeight();
        int channels = gray ? 1 : 3;
        byte[] colors = new byte[Math.multiplyExact(width * height, channels)];
        boolean hasAlpha = image.getColorModel().getTransparency() != Transparency.OPAQUE;
        byte[] alpha = hasAlpha ? new byte[width * height] : null;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                for (int c = 0; c < channels; c++) {
                    colors[pixel * channels + c] = (byte) (row[x] >> 16 - 8 * c);
                }
                if (hasAlpha) {
                    alpha[pixel] = (byte) (row[x] >> 24);
                }
            }
        }
        return new Picture(width, height, channels, colors, alpha);
    }
}
