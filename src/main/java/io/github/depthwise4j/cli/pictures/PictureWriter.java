package io.github.depthwise4j.cli.pictures;

import io.github.depthwise4j.errors.FileFormatException;
import io.github.depthwise4j.pictures.Picture;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes a picture as PNG or JPEG. */
public final class PictureWriter {
    /** ImageIO's default, 0.75, shows blocks around sharp edges, which many filters produce. */
    private static final float JPEG_QUALITY = 0.92f;

    private PictureWriter() {}

    /** Writes the picture; the stream is not closed. */
    public static void write(Picture picture, PictureFormat format, OutputStream out) throws IOException {
        if (format == PictureFormat.JPEG && picture.isTransparent()) {
            throw new FileFormatException(
                    "the picture has transparent pixels, which JPEG cannot hold; give the output the extension .png");
        }
        ImageWriter writer =
                ImageIO.getImageWritersByFormatName(format.imageIoName()).next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format == PictureFormat.JPEG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image(picture, format == PictureFormat.PNG), null, null), parameters);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage image(Picture picture, boolean withAlpha) {
        boolean hasAlpha = withAlpha && picture.alpha() != null;
        byte[] samples = hasAlpha ? interleaved(picture) : picture.colors();
        int bands = picture.channels() + (hasAlpha ? 1 : 0);
        ColorSpace space = ColorSpace.getInstance(picture.channels() == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        ColorModel model = new ComponentColorModel(
                space,
                hasAlpha,
                false,
                hasAlpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                picture.width(),
                picture.height(),
                picture.width() * bands,
                bands,
                IntStream.range(0, bands).toArray(),
                null);
        return new BufferedImage(model, raster, false, null);
    }

    private static byte[] interleaved(Picture picture) {
        int channels = picture.channels();
        byte[] samples = new byte[Math.multiplyExact(picture.alpha().length, channels + 1)];
        for (int pixel = 0; pixel < picture.alpha().length; pixel++) {
            System.arraycopy(picture.colors(), pixel * channels, samples, pixel * (channels + 1), channels);
            samples[pixel * (channels + 1) + channels] = picture.alpha()[pixel];
        }
        return samples;
    }
}
