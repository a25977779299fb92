package io.github.depthwise4j.pictures;

/**
 * A picture with 8 bits per channel.
 *
 * @param width the columns
 * @param height the rows
 * @param channels 1 (gray) or 3 (red, green, blue)
 * @param colors the samples, row by row; the channels of a pixel are neighbours
 * @param alpha the opacity of each pixel, or null if the picture has none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between reader, filter and writer; never compared
public record Picture(int width, int height, int channels, byte[] colors, byte[] alpha) {

    /** Whether some pixel is less than fully opaque. */
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

    /** The same picture with other colors. */
    public Picture withColors(byte[] other) {
        return new Picture(width, height, channels, other, alpha);
    }

    /** For example: 640 x 480 pixels, RGB with alpha. */
    @Override
    public String toString() {
        return width + " x " + height + " pixels, " + (channels == 1 ? "gray" : "RGB")
                + (alpha == null ? "" : " with alpha");
    }
}
