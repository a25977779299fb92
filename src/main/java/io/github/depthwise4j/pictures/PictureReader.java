package io.github.depthwise4j.pictures;

import io.github.depthwise4j.errors.FileFormatException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG, JPEG, and the other formats of this JVM's ImageIO as far as it decodes them correctly. Gray stays gray;
 * all other colors become RGB. 16 bits per channel become 8. Indexed colors are looked up. Of an animation, the first
 * picture is read. The orientation that a camera recorded is not applied: the rows are those of the file.
 */
public final class PictureReader {
    /** The heap bytes for decoding one pixel, rounded up: the decoder's raster and the samples of {@link Picture}. */
    private static final long HEAP_BYTES_PER_PIXEL = 16;

    private PictureReader() {}

    /**
     * {@return the picture in a file} It needs the module {@code java.desktop}, and about 16 bytes of heap for each
     * pixel. Any number of threads may read.
     *
     * @param file a picture file
     * @throws FileFormatException if the file is not a picture, is damaged, or has a format that is not supported
     * @throws IOException if the file cannot be read
     */
    public static Picture read(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        // This reports a missing or unreadable file; the messages of FileImageInputStream are less clear.
        Files.newInputStream(file).close();
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            return decode(in);
        }
    }

    /**
     * {@return the picture in an array, as {@link #read(Path)}} Any number of threads may read.
     *
     * @param contents the bytes of a picture file
     * @throws FileFormatException if they are not those of a picture, are damaged, or have a format that is not
     *     supported
     */
    public static Picture read(byte[] contents) throws FileFormatException {
        Objects.requireNonNull(contents, "contents");
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(contents))) {
            return decode(in);
        } catch (FileFormatException e) {
            throw e;
        } catch (IOException e) {
            throw broken("it cannot be read", e);
        }
    }

    private static Picture decode(ImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new FileFormatException("this is not a picture that can be read; pass a PNG or JPEG file");
        }
        ImageReader reader = readers.next();
        try {
            return decode(reader, in);
        } finally {
            reader.dispose();
        }
    }

    private static Picture decode(ImageReader reader, ImageInputStream in) throws FileFormatException {
        try {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            Picture picture = pictureOf(reader, in);
            checkComplete(warnings);
            return picture;
        } catch (FileFormatException e) {
            throw e;
        } catch (IOException e) {
            throw broken(e instanceof EOFException || e.getMessage() == null ? "it ends too early" : e.getMessage(), e);
        } catch (RuntimeException e) {
            // For some broken files ImageIO's decoders throw such exceptions; their messages do not describe the file.
            throw broken("it is damaged, or in a format that Java does not know", e);
        }
    }

    private static Picture pictureOf(ImageReader reader, ImageInputStream in) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        JpegColors jpeg = format.equals("jpeg") ? JpegColors.of(in) : JpegColors.OTHERS;
        PngTransparency transparent = format.equals("png") ? PngTransparency.of(in) : null;
        reader.setInput(in, true, true);
        checkSize(reader.getWidth(0), reader.getHeight(0));
        if (jpeg.areInks()) {
            return jpeg.fromInks(reader.readRaster(0, null));
        }
        if (format.startsWith("tif")) {
            TiffKind.check(reader);
        }
        if (format.equals("gif")) {
            GifScreen screen = GifScreen.of(reader);
            checkSize(screen.width(), screen.height());
            return screen.around(PictureSamples.of(reader.read(0), null));
        }
        return PictureSamples.of(reader.read(0), transparent);
    }

    /** Refuses incomplete files: the JPEG decoder fills the missing part with gray and only warns. */
    private static void checkComplete(List<String> warnings) throws FileFormatException {
        for (String warning : warnings) {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new FileFormatException("the picture ends too early; copy or save it again");
            }
        }
    }

    private static FileFormatException broken(String detail, Exception cause) {
        return new FileFormatException(
                "the picture cannot be decoded (" + detail + "); open it in an image editor and save it as PNG", cause);
    }

    /** Checks the size before anything is decoded: a file of a few bytes can state any size. */
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
}
