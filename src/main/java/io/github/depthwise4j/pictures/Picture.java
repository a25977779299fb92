package io.github.depthwise4j.pictures;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A picture with 8 bits per channel. The arrays are not copied: whoever gets a picture can change it. Two pictures are
 * equal only if their arrays are the same objects. To pass a picture to another thread, publish it safely.
 *
 * @param width the columns, 1 or more
 * @param height the rows, 1 or more
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param colors the samples, row by row from the top, as unsigned bytes; the channels of a pixel are neighbours
 * @param alpha the opacity of each pixel as an unsigned byte, from 0 (transparent) to 255 (opaque); null if the picture
 *     has none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between reader, filter and writer; never compared
public record Picture(int width, int height, int channels, byte[] colors, byte @Nullable [] alpha) {
    /**
     * Makes a picture over these arrays.
     *
     * @param width the columns
     * @param height the rows
     * @param channels 1 or 3
     * @param colors the samples
     * @param alpha the opacity of each pixel, or null
     * @throws IllegalArgumentException if there are no rows or columns, the number of channels is neither 1 nor 3, or
     *     an array has another length than the size of the picture needs
     */
    public Picture {
        Objects.requireNonNull(colors, "colors");
        if (width < 1 || height < 1 || channels != 1 && channels != 3) {
            throw new IllegalArgumentException("Picture: width = " + width + ", height = " + height + ", channels = "
                    + channels + ", but width and height must be 1 or more, and channels 1 or 3");
        }
        checkLength("colors", colors, (long) width * height * channels);
        if (alpha != null) {
            checkLength("alpha", alpha, (long) width * height);
        }
    }

    private static void checkLength(String name, byte[] samples, long needed) {
        if (samples.length != needed) {
            throw new IllegalArgumentException("Picture: " + name + ".length = " + samples.length
                    + ", but the picture has " + needed + " such samples; pass an array of that length");
        }
    }

    /** {@return whether some pixel is less than fully opaque} */
    public boolean isTransparent() {
        if (alpha != null) {
            for (byte opacity : alpha) {
                if (opacity != -1) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@return the same picture with other colors}
     *
     * @param other the samples, as many as before
     * @throws IllegalArgumentException if there are more or fewer samples
     */
    public Picture withColors(byte[] other) {
        return new Picture(width, height, channels, Objects.requireNonNull(other, "other"), alpha);
    }

    /** {@return the size and the kind, for example: 640 x 480 pixels, RGB with alpha} */
    @Override
    public String toString() {
        return width + " x " + height + " pixels, " + (channels == 1 ? "gray" : "RGB")
                + (alpha == null ? "" : " with alpha");
    }
}
