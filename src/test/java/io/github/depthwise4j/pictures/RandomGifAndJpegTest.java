package io.github.depthwise4j.pictures;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.depthwise4j.errors.FileFormatException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

/** GIF and JPEG pictures of random kinds, written by ImageIO and changed, are read or refused. */
class RandomGifAndJpegTest extends RandomPictures {

    @Test
    void aGifFrameStandsOnItsScreenOrIsRefused() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            newSize();
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED);
            for (int i = 0; i < width * height; i++) {
                image.setRGB(i % width, i / width, random.nextInt());
            }
            boolean interlaced = random.nextBoolean();
            byte[] frame = gif(image, interlaced);
            int left = random.nextInt(4);
            int top = random.nextInt(4);
            int right = random.nextInt(4) - (random.nextInt(8) == 0 ? 1 : 0);
            int bottom = random.nextInt(4);
            byte[] gif = onScreen(frame, left, top, left + width + right, top + height + bottom);
            int frameWidth = width;
            int frameHeight = height;
            width += left + right;
            height += top + bottom;
            String what = "GIF frame " + frameWidth + " x " + frameHeight + " at " + left + ", " + top;
            if (interlaced && frameHeight < 5 || right < 0) {
                assertThatThrownBy(() -> read(gif, "gif"))
                        .as("seed %d, %s", SEED, what)
                        .isInstanceOf(FileFormatException.class)
                        .message()
                        .hasLineCount(1)
                        .containsAnyOf("goes beyond its screen", "an interlaced GIF with fewer than 5 rows");
                continue;
            }
            int[][] expected = new int[width * height][4];
            for (int i = 0; i < frameWidth * frameHeight; i++) {
                int rgb = image.getRGB(i % frameWidth, i / frameWidth);
                expected[(top + i / frameWidth) * width + left + i % frameWidth] =
                        new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 255};
            }
            assertPicture(read(gif, "gif"), 3, expected, what);
        }
    }

    private static byte[] gif(BufferedImage image, boolean interlaced) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /**
     * The file with another screen, its frame at another place, and the same frame once more as an animation has it.
     */
    private byte[] onScreen(byte[] gif, int left, int top, int screenWidth, int screenHeight) {
        putShort(gif, 6, screenWidth);
        putShort(gif, 8, screenHeight);
        int frame = 13 + ((gif[10] & 0x80) != 0 ? 3 << (gif[10] & 7) + 1 : 0);
        while (gif[frame] != 0x2c) {
            frame += 2;
            while (gif[frame] != 0) {
                frame += 1 + (gif[frame] & 0xff);
            }
            frame++;
        }
        putShort(gif, frame + 1, left);
        putShort(gif, frame + 3, top);
        if (random.nextBoolean()) {
            return gif;
        }
        int end = gif.length - 1;
        byte[] animated = Arrays.copyOf(gif, end + end - frame + 1);
        System.arraycopy(gif, frame, animated, end, end - frame + 1);
        return animated;
    }

    /** Of one color each, so that nothing is lost. */
    @Test
    void jpegFilesGiveGrayAndRgbAndWhatInksPrint() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            newSize();
            int channels = List.of(1, 3, 4).get(random.nextInt(3));
            // Three channels have no transform 2; one of 1 is the luminance of three and says nothing of four.
            int transform = random.nextInt(channels == 3 ? 2 : 3);
            int[] color = random.ints(channels, 0, 256).toArray();
            String what = "JPEG of " + Arrays.toString(color) + ", Adobe's transform " + transform;
            byte[] jpeg = jpeg(color, channels == 1 ? -1 : transform);
            if (channels == 4 && transform == 1) {
                assertThatThrownBy(() -> read(jpeg, "jpg"))
                        .isInstanceOf(FileFormatException.class)
                        .hasMessageContaining("four channels, but does not say");
                continue;
            }
            int[] rgb = channels == 1 ? color : transform == 0 ? color : fromLuminance(color);
            if (channels == 4) {
                for (int c = 0; c < 3; c++) {
                    // Light that is left rather than ink; of what luminance stands for it is the opposite.
                    int left = transform == 0 ? rgb[c] : 255 - rgb[c];
                    rgb[c] = (int) Math.round(left * color[3] / 255.0);
                }
            }
            int shown = Math.min(channels, 3);
            int[] pixel = Arrays.copyOf(rgb, shown + 1);
            pixel[shown] = 255;
            int[][] expected = new int[width * height][];
            Arrays.fill(expected, pixel);
            assertPicture(read(jpeg, "jpg"), shown, expected, what);
        }
        width = height = 5;
        byte[] unmarked = jpeg(new int[] {1, 2, 3, 4}, -1);
        assertThatThrownBy(() -> read(unmarked, "jpg")).hasMessageContaining("four channels, but does not say");
        byte[] two = jpeg(new int[] {1, 2}, -1);
        assertThatThrownBy(() -> read(two, "jpg")).isInstanceOf(FileFormatException.class);
    }

    private static int[] fromLuminance(int[] color) {
        double y = color[0];
        double blue = color[1] - 128;
        double red = color[2] - 128;
        double[] rgb = {y + 1.402 * red, y - (0.114 * 1.772 * blue + 0.299 * 1.402 * red) / 0.587, y + 1.772 * blue};
        return Arrays.stream(rgb)
                .mapToInt(value -> (int) Math.max(0, Math.min(255, Math.round(value))))
                .toArray();
    }

    /** The channels as they are, behind Adobe's mark unless the transform is -1. */
    private byte[] jpeg(int[] color, int transform) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, color.length, null);
        for (int i = 0; i < width * height; i++) {
            raster.setPixel(i % width, i / width, color);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(1);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), parameters);
        } finally {
            writer.dispose();
        }
        byte[] plain = bytes.toByteArray();
        byte[] mark = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
        if (transform < 0) {
            return plain;
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream();
        marked.write(plain, 0, 2);
        marked.writeBytes(mark);
        marked.write(plain, 2, plain.length - 2);
        return marked.toByteArray();
    }

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }
}
