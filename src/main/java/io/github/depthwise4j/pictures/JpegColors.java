package io.github.depthwise4j.pictures;

import io.github.depthwise4j.errors.FileFormatException;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * The meaning of the channels of a JPEG file. Four channels are inks (cyan, magenta, yellow, black). Depending on its
 * version, Java's reader refuses such a file or makes it too bright.
 *
 * @param channels the number of channels; 0 if unknown
 * @param transform the color transform that Adobe's segment states; -1 if there is no such segment
 */
record JpegColors(int channels, int transform) {
    /** Colors that Java's reader decodes correctly. */
    static final JpegColors OTHERS = new JpegColors(0, -1);

    private static final int INKS = 4;
    private static final int PLAIN = 0;
    private static final int LUMINANCE = 2;

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int ADOBE = 0xee;
    private static final int TRANSFORM_IN_ADOBE = 11;
    private static final int CHANNELS_IN_FRAME = 5;

    /** Reads the segments before the data. The position of the stream is the same afterwards. */
    static JpegColors of(ImageInputStream in) throws IOException {
        long start = in.getStreamPosition();
        int channels = 0;
        int transform = -1;
        try {
            in.seek(start + 2);
            while (true) {
                int marker = nextMarker(in);
                if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                    break;
                }
                long segment = in.getStreamPosition();
                int length = in.readUnsignedShort();
                if (isFrame(marker)) {
                    in.seek(segment + 2 + CHANNELS_IN_FRAME);
                    channels = in.readUnsignedByte();
                } else if (marker == ADOBE && length >= 2 + TRANSFORM_IN_ADOBE + 1 && isAdobe(in)) {
                    in.seek(segment + 2 + TRANSFORM_IN_ADOBE);
                    transform = in.readUnsignedByte();
                }
                in.seek(segment + length);
            }
        } catch (EOFException e) {
            // The file ends too early; Java's reader will report that.
        } finally {
            in.seek(start);
        }
        return new JpegColors(channels, transform);
    }

    /** The next marker, which any number of bytes 0xff may precede. */
    private static int nextMarker(ImageInputStream in) throws IOException {
        int value = in.readUnsignedByte();
        while (value != 0xff) {
            value = in.readUnsignedByte();
        }
        while (value == 0xff) {
            value = in.readUnsignedByte();
        }
        return value;
    }

    /** Whether the marker starts a frame: 0xc0 to 0xcf, except three. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean isAdobe(ImageInputStream in) throws IOException {
        byte[] name = new byte[5];
        in.readFully(name);
        return name[0] == 'A' && name[1] == 'd' && name[2] == 'o' && name[3] == 'b' && name[4] == 'e';
    }

    boolean areInks() {
        return channels == INKS;
    }

    /**
     * The picture that the inks print on white paper. Each ink absorbs its part of the light, and black absorbs all
     * parts. Adobe's programs store the light that is left, not the ink; without Adobe's segment it is unknown which of
     * the two is stored.
     *
     * @param stored the samples as stored in the file
     */
    Picture fromInks(Raster stored) throws FileFormatException {
        if (transform != PLAIN && transform != LUMINANCE) {
            throw PictureSamples.refused("the picture has four channels, but does not say which colors they are");
        }
        int width = stored.getWidth();
        int height = stored.getHeight();
        byte[] colors = new byte[Math.multiplyExact(width * height, 3)];
        int[] row = new int[width * INKS];
        for (int y = 0; y < height; y++) {
            stored.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                if (transform == LUMINANCE) {
                    fromLuminance(row, x * INKS);
                }
                int black = row[x * INKS + 3];
                for (int c = 0; c < 3; c++) {
                    colors[(y * width + x) * 3 + c] = (byte) ((row[x * INKS + c] * black + 127) / 255);
                }
            }
        }
        return new Picture(width, height, 3, colors, null);
    }

    /**
     * Converts luminance and two differences to red, green and blue, and these to the stored inks, their complement.
     */
    private static void fromLuminance(int[] row, int at) {
        double luminance = row[at];
        double blue = row[at + 1] - 128;
        double red = row[at + 2] - 128;
        row[at] = 255 - cut(luminance + 1.402 * red);
        row[at + 1] = 255 - cut(luminance - 0.344136 * blue - 0.714136 * red);
        row[at + 2] = 255 - cut(luminance + 1.772 * blue);
    }

    private static int cut(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
