package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.cli.io.OutputFile;
import io.github.depthwise4j.cli.io.ProgressLine;
import io.github.depthwise4j.cli.pictures.PictureConvolution;
import io.github.depthwise4j.cli.pictures.PictureFormat;
import io.github.depthwise4j.cli.pictures.PictureKernel;
import io.github.depthwise4j.cli.pictures.PictureWriter;
import io.github.depthwise4j.numpy.NpyBytes;
import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCommandTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;
    private static final double[][] EMBOSS = {{-2, -1, 0}, {-1, 1, 1}, {0, 1, 2}};
    private static final double[][] SHARPEN = {{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}};
    private static final double[][] SOBEL_ACROSS = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
    private static final double[][] SOBEL_DOWN = {{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}};

    @TempDir
    private Path directory;

    private CommandRun image(Path input, Object filter, Path output) {
        return CommandRun.of("image", "--input", input, "--filter", filter, "--output", output);
    }

    private Path output(String name) {
        return directory.resolve(name);
    }

    /** A picture of random pixels. */
    private Path picture(String name, int type) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        Random random = new Random(type);
        int bands = image.getRaster().getNumBands();
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < bands; band++) {
                    image.getRaster().setSample(x, y, band, random.nextInt(256));
                }
            }
        }
        Path file = directory.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** The sum at one pixel, in plain loops; outside is 0. */
    private static double sum(Raster picture, int band, int x, int y, double[][] kernel) {
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            for (int j = 0; j < kernel[i].length; j++) {
                int row = y + i - (kernel.length - 1) / 2;
                int column = x + j - (kernel[i].length - 1) / 2;
                if (row >= 0 && row < picture.getHeight() && column >= 0 && column < picture.getWidth()) {
                    sum += kernel[i][j] * picture.getSample(column, row, band);
                }
            }
        }
        return sum;
    }

    private static double[][] binomial() {
        double[] line = {1, 4, 6, 4, 1};
        double[][] kernel = new double[5][5];
        for (int i = 0; i < 25; i++) {
            kernel[i / 5][i % 5] = line[i / 5] * line[i % 5] / 256;
        }
        return kernel;
    }

    private static double expected(String filter, Raster picture, int band, int x, int y) {
        return switch (filter) {
            case "sobel" -> Math.hypot(sum(picture, band, x, y, SOBEL_ACROSS), sum(picture, band, x, y, SOBEL_DOWN));
            case "blur" -> sum(picture, band, x, y, binomial());
            case "sharpen" -> sum(picture, band, x, y, SHARPEN);
            case "emboss" -> sum(picture, band, x, y, EMBOSS);
            default -> throw new AssertionError(filter);
        };
    }

    private static void assertFiltered(String filter, Path from, Path to, int colors) throws IOException {
        Raster before = ImageIO.read(from.toFile()).getRaster();
        Raster after = ImageIO.read(to.toFile()).getRaster();
        assertThat(after.getBounds()).isEqualTo(before.getBounds());
        assertThat(after.getNumBands()).isEqualTo(before.getNumBands());
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                for (int band = 0; band < before.getNumBands(); band++) {
                    long wanted = band < colors
                            ? Math.max(0, Math.min(255, Math.round(expected(filter, before, band, x, y))))
                            : before.getSample(x, y, band);
                    assertThat(after.getSample(x, y, band))
                            .as("column %d, row %d, band %d", x, y, band)
                            .isEqualTo((int) wanted);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sobel", "blur", "sharpen", "emboss"})
    void filtersEveryPixelOfGrayRgbAndRgba(String filter) throws IOException {
        Path gray = picture("gray.png", BufferedImage.TYPE_BYTE_GRAY);
        Path rgb = picture("rgb.png", BufferedImage.TYPE_3BYTE_BGR);
        Path rgba = picture("rgba.png", BufferedImage.TYPE_4BYTE_ABGR);
        image(gray, filter, output("gray-out.png")).succeeded();
        image(rgb, filter, output("rgb-out.png")).succeeded();
        CommandRun run = image(rgba, filter, output("rgba-out.png")).succeeded();
        assertFiltered(filter, gray, output("gray-out.png"), 1);
        assertFiltered(filter, rgb, output("rgb-out.png"), 3);
        assertFiltered(filter, rgba, output("rgba-out.png"), 3);
        assertThat(run.out()).contains("37 x 23 pixels, RGB with alpha", filter + " took ");
    }

    @Test
    void givesTheSameInBandsAsAtOnce() {
        // Wide enough that a band is a few rows only.
        int width = 300_000;
        int height = 20;
        byte[] pixels = new byte[width * height];
        new Random(1).nextBytes(pixels);
        Picture picture = new Picture(width, height, 1, pixels, null);
        PictureKernel kernel = PictureKernel.of("blur");
        Picture filtered = new PictureConvolution(picture, kernel).run(new ProgressLine(null, false, () -> 0));
        double[][] taps = binomial();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x += 9_973) {
                double sum = 0;
                for (int i = 0; i < 25; i++) {
                    int row = y + i / 5 - 2;
                    int column = x + i % 5 - 2;
                    if (row >= 0 && row < height && column >= 0 && column < width) {
                        sum += taps[i / 5][i % 5] * (pixels[row * width + column] & 0xff);
                    }
                }
                assertThat(filtered.colors()[y * width + x] & 0xff).isEqualTo((int) Math.round(sum));
            }
        }
    }

    @Test
    void appliesAFilterFromAFile() throws IOException {
        Path rgb = picture("rgb.png", BufferedImage.TYPE_3BYTE_BGR);
        Path file = NpyBytes.write(
                output("emboss.npy"), NpyBytes.file("<f8", false, "(3, 3)", -2, -1, 0, -1, 1, 1, 0, 1, 2));
        image(rgb, file, output("out.png")).succeeded();
        assertFiltered("emboss", rgb, output("out.png"), 3);
        // One tap for each channel: nothing of the red, all of the green, half of the blue.
        Path perChannel = NpyBytes.write(output("rgb.npy"), NpyBytes.file("<f4", false, "(1, 1, 3, 1)", 0, 1, 0.5));
        image(rgb, perChannel, output("channels.png")).succeeded();
        int before = ImageIO.read(rgb.toFile()).getRGB(5, 7);
        int after = ImageIO.read(output("channels.png").toFile()).getRGB(5, 7);
        assertThat(after & 0xffffff).isEqualTo((before & 0x00ff00) | (int) Math.round((before & 0xff) * 0.5));
    }

    @Test
    void refusesFiltersThatFitNoPicture() throws IOException {
        Path gray = picture("gray.png", BufferedImage.TYPE_BYTE_GRAY);
        image(gray, "sobol", output("o.png")).refused("--filter = sobol", "sobel, blur, sharpen, emboss");
        image(gray, output("none.npy"), output("o.png")).refused("none.npy: there is no such file");
        Path rgb = NpyBytes.write(output("rgb.npy"), NpyBytes.file("<f4", false, "(1, 1, 3, 1)", 0, 1, 0.5));
        image(gray, rgb, output("o.png")).refused("for 3 channels, but the picture has 1");
        Path cube = NpyBytes.write(output("cube.npy"), NpyBytes.file("<f4", false, "(1, 1, 3)", 0, 1, 0.5));
        image(gray, cube, output("o.png")).refused("[1, 1, 3]", "reshape it");
        assertThat(output("o.png")).doesNotExist();
    }

    @Test
    void readsAndWritesJpeg() throws IOException {
        BufferedImage smooth = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                smooth.setRGB(x, y, x * 3 << 16 | y * 4 << 8 | 100);
            }
        }
        Path jpeg = output("smooth.jpg");
        ImageIO.write(smooth, "jpeg", jpeg.toFile());
        image(jpeg, "blur", output("exact.png")).succeeded();
        assertFiltered("blur", jpeg, output("exact.png"), 3);
        image(jpeg, "blur", output("out.JPEG")).succeeded();
        BufferedImage exact = ImageIO.read(output("exact.png").toFile());
        BufferedImage lossy = ImageIO.read(output("out.JPEG").toFile());
        assertThat(Files.readAllBytes(output("out.JPEG"))).startsWith(0xff, 0xd8);
        for (int y = 8; y < 40; y++) {
            for (int x = 8; x < 56; x++) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (exact.getRGB(x, y) >> shift & 0xff) - (lossy.getRGB(x, y) >> shift & 0xff);
                    assertThat(Math.abs(difference)).isLessThan(12);
                }
            }
        }
    }

    @Test
    void refusesTransparencyInJpegButDropsAnOpaqueAlpha() throws IOException {
        Path rgba = picture("rgba.png", BufferedImage.TYPE_4BYTE_ABGR);
        image(rgba, "blur", output("o.jpg")).refused("transparent pixels, which JPEG cannot hold", ".png");
        assertThat(output("o.jpg")).doesNotExist();
        BufferedImage opaque = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 16; i++) {
            opaque.setRGB(i / 4, i % 4, 0xff336699);
        }
        ImageIO.write(opaque, "png", output("opaque.png").toFile());
        image(output("opaque.png"), "blur", output("o.jpg")).succeeded();
    }

    @ParameterizedTest
    @CsvSource({"11,16 bits of gray", "12,black and white", "13,indexed colors"})
    void convertsOtherKindsOfPictures(int type, String what) throws IOException {
        BufferedImage image = new BufferedImage(8, 8, type);
        if (type == BufferedImage.TYPE_USHORT_GRAY) {
            for (int i = 0; i < 64; i++) {
                image.getRaster().setSample(i % 8, i / 8, 0, i * 257 + 100);
            }
        } else {
            image.setRGB(3, 4, 0xffffffff);
        }
        ImageIO.write(image, "png", output("in.png").toFile());
        Path identity = NpyBytes.write(output("one.npy"), NpyBytes.file("<f4", false, "(1, 1)", 1));
        CommandRun run = image(output("in.png"), identity, output("o.png")).succeeded();
        BufferedImage after = ImageIO.read(output("o.png").toFile());
        if (type == BufferedImage.TYPE_USHORT_GRAY) {
            assertThat(after.getRaster().getSample(5, 2, 0)).isEqualTo(21);
        } else {
            assertThat(after.getRGB(3, 4)).isEqualTo(0xffffffff);
            assertThat(after.getRGB(4, 3)).isEqualTo(0xff000000);
        }
        assertThat(run.out()).as(what).contains(type == BufferedImage.TYPE_BYTE_INDEXED ? "RGB" : "gray");
    }

    @Test
    void keepsGrayWithAlphaExact() throws IOException {
        Picture picture = new Picture(2, 1, 1, new byte[] {10, (byte) 200}, new byte[] {0, 77});
        new OutputFile(output("ga.png")).write(out -> PictureWriter.write(picture, PictureFormat.PNG, out));
        Picture again = PictureReader.read(output("ga.png"));
        assertThat(again.channels()).isEqualTo(1);
        assertThat(again.colors()).containsExactly(10, 200);
        assertThat(again.alpha()).containsExactly(0, 77);
    }

    @Test
    void refusesPicturesItCannotReadAndKeepsTheOldOutput() throws IOException {
        Path old = Files.writeString(output("o.png"), "precious");
        image(output("none.png"), "blur", old).refused("none.png: there is no such file");
        image(directory, "blur", old).refused("this is a directory");
        image(Files.writeString(output("text.png"), "hello"), "blur", old).refused("text.png: this is not a picture");
        Path whole = picture("whole.png", BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(output("half.png"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        image(half, "blur", old).refused("half.png: the picture cannot be decoded");
        ImageIO.write(ImageIO.read(whole.toFile()), "jpeg", output("whole.jpg").toFile());
        bytes = Files.readAllBytes(output("whole.jpg"));
        half = Files.write(output("half.jpg"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        image(half, "blur", old).refused("half.jpg: the picture ends too early");
        assertThat(old).hasContent("precious");
    }

    @Test
    void refusesAPictureLargerThanMemoryBeforeDecodingIt() throws IOException {
        Path whole = picture("whole.png", BufferedImage.TYPE_BYTE_GRAY);
        byte[] bytes = Files.readAllBytes(whole);
        // Width and height stand after signature, length and type of the first chunk, whose checksum follows.
        java.nio.ByteBuffer header = java.nio.ByteBuffer.wrap(bytes);
        header.putInt(16, 100_000).putInt(20, 100_000);
        java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
        checksum.update(bytes, 12, 17);
        header.putInt(29, (int) checksum.getValue());
        Path huge = Files.write(output("huge.png"), bytes);
        image(huge, "blur", output("o.png")).refused("100000 x 100000 pixels");
    }

    @Test
    void refusesAnExtensionItCannotWrite() throws IOException {
        Path gray = picture("gray.png", BufferedImage.TYPE_BYTE_GRAY);
        image(gray, "blur", output("o.webp")).refused("o.webp: the extension", ".png, .jpg or .jpeg");
    }
}
