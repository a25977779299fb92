package io.github.depthwise4j.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.depthwise4j.errors.FileFormatException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Pictures of random kinds are read to the numbers they were written with, or refused. */
class RandomPicturesTest extends RandomPictures {
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GRAY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    private int[][] samples(int channels, int largest) {
        int[][] samples = new int[width * height][channels];
        for (int[] pixel : samples) {
            for (int c = 0; c < channels; c++) {
                // Often one of few values, so that one color is often the transparent one.
                pixel[c] = random.nextBoolean() ? largest * random.nextInt(2) : random.nextInt(largest + 1);
            }
        }
        return samples;
    }

    private static int eightBits(int sample, int depth) {
        return (int) Math.round(sample * 255.0 / ((1 << depth) - 1));
    }

    /** The samples in 8 bits, with an opacity behind them. */
    private static int[][] expected(int[][] samples, int channels, int depth, IntUnaryOperator opacity) {
        int[][] expected = new int[samples.length][channels + 1];
        for (int i = 0; i < samples.length; i++) {
            for (int c = 0; c < channels; c++) {
                expected[i][c] = eightBits(samples[i][c], depth);
            }
            expected[i][channels] = opacity.applyAsInt(i);
        }
        return expected;
    }

    @Test
    void pngFilesOfEveryKindGiveTheirSamplesAndTheirTransparency() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            newSize();
            int kind = List.of(GRAY, RGB, PALETTE, GRAY_ALPHA, RGB_ALPHA).get(random.nextInt(5));
            List<Integer> depths =
                    kind == GRAY ? List.of(1, 2, 4, 8, 16) : kind == PALETTE ? List.of(1, 2, 4, 8) : List.of(8, 16);
            int depth = depths.get(random.nextInt(depths.size()));
            boolean interlaced = random.nextBoolean();
            boolean transparent = random.nextBoolean();
            String what = "PNG kind " + kind + ", " + depth + " bits" + (interlaced ? ", interlaced" : "")
                    + (transparent ? ", tRNS" : "");
            switch (kind) {
                case GRAY, RGB -> plainPng(kind, depth, interlaced, transparent, what);
                case PALETTE -> palettePng(depth, interlaced, transparent, what);
                default -> alphaPng(kind, depth, interlaced, what);
            }
        }
    }

    private void plainPng(int kind, int depth, boolean interlaced, boolean transparent, String what)
            throws IOException {
        int channels = kind == GRAY ? 1 : 3;
        int[][] samples = samples(channels, (1 << depth) - 1);
        int[] color = samples[random.nextInt(samples.length)];
        PackedBits chunk = new PackedBits();
        Arrays.stream(color).forEach(sample -> chunk.put(sample, 16));
        byte[] bytes = new PngBytes(
                        width, height, depth, kind, interlaced, samples, null, transparent ? chunk.bytes() : null)
                .encode();
        int[][] expected =
                expected(samples, channels, depth, i -> transparent && Arrays.equals(samples[i], color) ? 0 : 255);
        assertPicture(read(bytes, "png"), channels, expected, what);
    }

    private void palettePng(int depth, boolean interlaced, boolean transparent, String what) throws IOException {
        int[][] samples = samples(1, (1 << depth) - 1);
        byte[] palette = new byte[3 << depth];
        random.nextBytes(palette);
        palette[0] = (byte) ~palette[1];
        byte[] alpha = new byte[1 + random.nextInt(1 << depth)];
        random.nextBytes(alpha);
        byte[] bytes = new PngBytes(
                        width, height, depth, PALETTE, interlaced, samples, palette, transparent ? alpha : null)
                .encode();
        int[][] expected = new int[samples.length][];
        for (int i = 0; i < expected.length; i++) {
            int entry = samples[i][0];
            int opacity = transparent && entry < alpha.length ? alpha[entry] & 0xff : 255;
            expected[i] = new int[] {
                palette[3 * entry] & 0xff, palette[3 * entry + 1] & 0xff, palette[3 * entry + 2] & 0xff, opacity
            };
        }
        assertPicture(read(bytes, "png"), 3, expected, what);
    }

    private void alphaPng(int kind, int depth, boolean interlaced, String what) throws IOException {
        int channels = kind == GRAY_ALPHA ? 1 : 3;
        int[][] samples = samples(channels + 1, (1 << depth) - 1);
        byte[] bytes = new PngBytes(width, height, depth, kind, interlaced, samples, null, null).encode();
        int[][] expected = expected(samples, channels, depth, i -> eightBits(samples[i][channels], depth));
        assertPicture(read(bytes, "png"), channels, expected, what);
    }

    /** Those that are read are gray, red with green and blue, or a palette, of whole numbers without a sign. */
    @Test
    void tiffFilesOfEveryKindGiveTheirSamplesOrAreRefused() throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            newSize();
            int colors = List.of(0, 1, 2, 2, 3, 5, 6, 8).get(random.nextInt(8));
            int depth = List.of(1, 2, 4, 8, 16, 32).get(random.nextInt(6));
            int format = random.nextInt(depth == 32 ? 4 : 3);
            boolean planar = random.nextBoolean();
            int extra = random.nextInt(4) - 1;
            boolean gray = colors < 2;
            if (colors == 3) {
                extra = -1;
            }
            if (!gray && colors != 3 && depth < 8 || gray && extra >= 0 && depth < 8) {
                continue;
            }
            int channels = gray || colors == 3 ? 1 : colors == 5 ? 4 : 3;
            int[][] samples = samples(channels + (extra >= 0 ? 1 : 0), depth == 32 ? 1 << 30 : (1 << depth) - 1);
            int[] palette = null;
            if (colors == 3) {
                depth = Math.min(depth, 8);
                samples = samples(1, (1 << depth) - 1);
                palette = random.ints(3 << depth, 0, 256)
                        .map(value -> value * 257)
                        .toArray();
                palette[0] = 65535 - palette[1 << depth];
            }
            String what = "TIFF of colors " + colors + ", " + depth + " bits, format " + format
                    + (planar ? ", planar" : "") + ", extra " + extra;
            byte[] bytes =
                    new TiffBytes(width, height, colors, depth, format, planar, extra, samples, palette).encode();
            boolean readable = colors <= 3 && depth <= 16 && format <= 1 && (colors > 0 || extra < 0);
            try {
                Picture picture = read(bytes, "tif");
                int[][] expected = palette == null
                        ? expectedTiff(samples, channels, depth, extra, colors == 0)
                        : looked(samples, palette);
                assertThat(readable).as(what).isTrue();
                assertPicture(picture, palette == null ? channels : 3, expected, what);
            } catch (FileFormatException e) {
                assertThat(e.getMessage()).hasLineCount(1).doesNotContain("bounds", "Exception");
                if (readable) {
                    fail("seed " + SEED + ", " + what + " is refused: " + e.getMessage());
                }
            }
        }
    }

    private static int[][] expectedTiff(int[][] samples, int channels, int depth, int extra, boolean inverted) {
        int largest = (1 << depth) - 1;
        int[][] expected =
                expected(samples, channels, depth, i -> extra >= 0 ? eightBits(samples[i][channels], depth) : 255);
        for (int i = 0; i < expected.length; i++) {
            for (int c = 0; c < channels; c++) {
                int stored = inverted ? largest - samples[i][c] : samples[i][c];
                int opacity = extra == 1 ? samples[i][channels] : largest;
                expected[i][c] = opacity == 0 ? 0 : (int) Math.min(255, Math.round((double) stored / opacity * 255));
            }
        }
        return expected;
    }

    private static int[][] looked(int[][] samples, int[] palette) {
        int entries = palette.length / 3;
        int[][] expected = new int[samples.length][];
        for (int i = 0; i < expected.length; i++) {
            int entry = samples[i][0];
            expected[i] = new int[] {
                palette[entry] / 257, palette[entries + entry] / 257, palette[2 * entries + entry] / 257, 255
            };
        }
        return expected;
    }

    @Test
    void bmpFilesGiveTheirSamples() throws IOException {
        int[] types = {
            BufferedImage.TYPE_INT_RGB,
            BufferedImage.TYPE_3BYTE_BGR,
            BufferedImage.TYPE_BYTE_GRAY,
            BufferedImage.TYPE_BYTE_INDEXED,
            BufferedImage.TYPE_BYTE_BINARY,
            BufferedImage.TYPE_USHORT_565_RGB,
            BufferedImage.TYPE_USHORT_555_RGB
        };
        for (int round = 0; round < ROUNDS; round++) {
            newSize();
            int type = types[random.nextInt(types.length)];
            BufferedImage image = new BufferedImage(width, height, type);
            boolean gray = type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_BYTE_BINARY;
            int[][] expected = new int[width * height][];
            for (int i = 0; i < expected.length; i++) {
                int x = i % width;
                int y = i / width;
                if (gray) {
                    int largest = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 1;
                    int sample = random.nextInt(largest + 1);
                    image.getRaster().setSample(x, y, 0, sample);
                    expected[i] = new int[] {sample * 255 / largest, 255};
                } else {
                    image.setRGB(x, y, random.nextInt());
                    int rgb = image.getRGB(x, y);
                    expected[i] = new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, 255};
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            assertThat(ImageIO.write(image, "bmp", bytes)).isTrue();
            assertPicture(read(bytes.toByteArray(), "bmp"), gray ? 1 : 3, expected, "BMP of Java's type " + type);
        }
    }
}
