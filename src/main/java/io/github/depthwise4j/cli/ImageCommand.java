package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.FileErrors;
import io.github.depthwise4j.cli.io.OutputFile;
import io.github.depthwise4j.cli.io.ProgressLine;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.cli.pictures.PictureConvolution;
import io.github.depthwise4j.cli.pictures.PictureFormat;
import io.github.depthwise4j.cli.pictures.PictureKernel;
import io.github.depthwise4j.cli.pictures.PictureWriter;
import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code depthwise4j image}: filters a picture. */
@Command(
        name = "image",
        description = {
            "Filters a picture, each color channel separately: a visible depthwise convolution.",
            "",
            "PNG and JPEG are read and written, gray or RGB. Transparency stays unchanged, 16 bits per channel become "
                    + "8, and the four inks of a CMYK JPEG become RGB. GIF (the first frame), BMP, and TIFF (whole "
                    + "numbers, gray or RGB) are read. The area outside the picture counts as black (SAME padding). "
                    + "Results are limited to 0..255. Metadata is not copied, and the orientation that a camera "
                    + "recorded is not applied."
        },
        footer = {
            "",
            "Filters:",
            "  sobel     edges: the length of the gradient, from two filters per channel",
            "  blur      5 x 5, binomial weights",
            "  sharpen   3 x 3",
            "  emboss    3 x 3, light from the upper left",
            "  FILE.npy  your own: [height, width] for all channels, or [height, width, channels, 1]",
            "",
            "Example:",
            "  depthwise4j image --input photo.jpg --filter sobel --output edges.png"
        })
final class ImageCommand extends CliCommand {
    @Option(names = "--input", required = true, paramLabel = "<picture>", description = "The picture to read.")
    private Path inputFile;

    @Option(
            names = "--filter",
            required = true,
            paramLabel = "<filter>",
            description = "sobel, blur, sharpen, emboss, or a .npy file.")
    private String filter;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "<picture>",
            description = "The picture to write; its extension, .png or .jpg, selects the format.")
    private Path outputFile;

    @Override
    public Integer call() {
        PictureFormat format = PictureFormat.of(outputFile);
        OutputFile target = new OutputFile(outputFile);
        PictureKernel kernel = PictureKernel.of(filter);
        long start = System.nanoTime();
        Picture picture = picture();
        long read = System.nanoTime();
        Operations.loadOneDnn();
        long loaded = System.nanoTime();
        Picture filtered = filtered(picture, kernel);
        long done = System.nanoTime();
        target.write(stream -> PictureWriter.write(filtered, format, stream));
        long written = System.nanoTime();
        double megapixels = picture.width() * (double) picture.height() / 1e6;
        out().println("wrote " + target + ": " + filtered);
        out().println(String.format(
                Locale.ROOT,
                "%s took %s (%.1f megapixels per second); reading %s, loading oneDNN %s, writing %s",
                kernel.name(),
                Texts.duration(done - loaded),
                megapixels / ((done - loaded) / 1e9),
                Texts.duration(read - start),
                Texts.duration(loaded - read),
                Texts.duration(written - done)));
        return ExitCodes.DONE;
    }

    private Picture picture() {
        try {
            return PictureReader.read(inputFile);
        } catch (IOException e) {
            throw FileErrors.cannotRead(inputFile, e);
        }
    }

    private Picture filtered(Picture picture, PictureKernel kernel) {
        try (ProgressLine progress = ProgressLine.on(err())) {
            return new PictureConvolution(picture, kernel).run(progress);
        }
    }
}
