package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.FileErrors;
import io.github.depthwise4j.cli.io.OutputFile;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.cli.pictures.PictureFormat;
import io.github.depthwise4j.cli.pictures.PictureWriter;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.pictures.Picture;
import io.github.depthwise4j.pictures.PictureReader;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code depthwise4j network run}: a model on a picture. */
@Command(
        name = "run",
        description = {
            "Runs a model on a picture, which is resized to the input of the model.",
            "",
            "For a classifier it prints the largest numbers of each output, with --labels by their names. For a "
                    + "segmentation model, --output writes the mask of one channel as a picture, from "
                    + "black (0) to white (1)."
        },
        footer = {
            "",
            "Examples:",
            "  depthwise4j network run mobilenet.tflite --image cat.jpg --labels imagenet.txt",
            "  depthwise4j network run selfie.tflite --image me.jpg --range 0,1 --output mask.png"
        })
final class NetworkRunCommand extends CliCommand {
    private static final int IMAGE_RANK = 4;
    private static final int LARGEST_SAMPLE = 255;
    private static final int COLORS = 3;

    @Mixin
    private ModelOptions model;

    @Option(names = "--image", required = true, paramLabel = "<picture>", description = "The picture to read.")
    private Path imageFile;

    @Option(
            names = "--range",
            paramLabel = "<low,high>",
            split = ",",
            description = "What black and white become. Default: -1,1.")
    private List<Float> range = List.of(-1f, 1f);

    @Option(
            names = "--labels",
            paramLabel = "<file>",
            description = "The names of the classes, one a line, in the order of the output.")
    private Path labelFile;

    @Option(names = "--top", paramLabel = "<n>", description = "How many numbers to print. Default: 5.")
    private int top = 5;

    @Option(
            names = "--output",
            paramLabel = "<picture>",
            description = "Where to write the first output that is an image of one channel.")
    private Path outputFile;

    @Override
    public Integer call() {
        if (range.size() != 2 || top < 1) {
            throw CommandFailure.badInput(
                    "--range = " + range + ", --top = " + top + ", but two numbers and 1 or more are needed.");
        }
        OutputFile target = outputFile == null ? null : new OutputFile(outputFile);
        PictureFormat format = outputFile == null ? null : PictureFormat.of(outputFile);
        List<String> labels = labelFile == null ? List.of() : lines(labelFile);
        Picture picture = picture();
        try (Network network = model.load();
                Tensor input = PictureInput.of(picture, inputOf(network), range.get(0), range.get(1))) {
            long begin = System.nanoTime();
            List<Tensor> outputs = network.run(input);
            try {
                out().println(network.name() + " took " + Texts.duration(System.nanoTime() - begin));
                for (int i = 0; i < outputs.size(); i++) {
                    print(network.outputNames().get(i), outputs.get(i), labels);
                }
                if (target != null) {
                    Picture mask = mask(outputs);
                    target.write(stream -> PictureWriter.write(mask, format, stream));
                    out().println("wrote " + target + ": " + mask);
                }
            } finally {
                outputs.forEach(Tensor::close);
            }
        }
        return ExitCodes.DONE;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw FileErrors.cannotRead(file, e);
        }
    }

    private Picture picture() {
        try {
            return PictureReader.read(imageFile);
        } catch (IOException e) {
            throw FileErrors.cannotRead(imageFile, e);
        }
    }

    private Shape inputOf(Network network) {
        Shape shape = network.inputShapes().get(0);
        boolean image = network.inputShapes().size() == 1
                && shape.rank() == IMAGE_RANK
                && (shape.dim(3) == 1 || shape.dim(3) == COLORS);
        if (!image) {
            throw CommandFailure.badInput(model.file() + ": the inputs are " + network.inputShapes()
                    + ", but a picture fits one input [batch, height, width, 1 or 3] only.");
        }
        return shape;
    }

    private void print(String name, Tensor output, List<String> labels) {
        float[] values = output.toFloatArray();
        out().println((name.isEmpty() ? "output" : name) + " " + output.shape());
        IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .limit(top)
                .forEach(i -> out().println(String.format(
                        Locale.ROOT, "  %10.5f  %s", values[i], i < labels.size() ? labels.get(i) : "[" + i + "]")));
    }

    private Picture mask(List<Tensor> outputs) {
        for (Tensor output : outputs) {
            Shape shape = output.shape();
            if (shape.rank() == IMAGE_RANK && shape.dim(0) == 1 && shape.dim(3) == 1) {
                float[] values = output.toFloatArray();
                byte[] samples = new byte[values.length];
                for (int i = 0; i < values.length; i++) {
                    samples[i] = (byte) Math.round(LARGEST_SAMPLE * Math.min(Math.max(values[i], 0), 1));
                }
                return new Picture((int) shape.dim(2), (int) shape.dim(1), 1, samples, null);
            }
        }
        throw CommandFailure.badInput(model.file() + ": no output is an image of one channel, so that there is nothing "
                + "to write to " + outputFile + "; leave out --output.");
    }
}
