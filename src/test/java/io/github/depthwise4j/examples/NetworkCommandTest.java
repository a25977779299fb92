package io.github.depthwise4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.Tensor;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, run as picocli runs it. */
class NetworkCommandTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... arguments) {
        return NetworkCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private void refused(String words, Object... arguments) {
        assertThat(run(arguments)).as(out + "" + err).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).startsWith("network: ").contains(words);
        err.getBuffer().setLength(0);
    }

    /** Writes what a network asks for, as Keras's export would. */
    private Path weights(Architecture architecture, String... without) throws IOException {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        Weights random = new RandomWeights(5);
        Network.of(architecture, (name, shape) -> {
                    arrays.put(name, random.get(name, shape));
                    return random.get(name, shape);
                })
                .close();
        Arrays.asList(without).forEach(arrays::remove);
        Path file = directory.resolve("weights.npz");
        NpzFile.write(file, arrays);
        arrays.values().forEach(Tensor::close);
        return file;
    }

    private Path picture() throws IOException {
        BufferedImage image = new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 50; x++) {
                image.setRGB(x, y, new Color(5 * x, 6 * y, 255 - 5 * x).getRGB());
            }
        }
        Path file = directory.resolve("photo.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    @Test
    void aTableShowsEveryLayerAndTheWhole() {
        assertThat(run("mobilenet_v2", "--size", 32, "--alpha", 0.35, "--runs", 3))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("mobilenet_v2, random weights", "median us", "GFLOP/s", "whole inference: median")
                .containsPattern("block_2_project +conv2d \\+ add +\\[1, 8, 8, 8\\] +[0-9,]+ ");
        assertThat(out.toString().lines().filter(line -> line.contains("[1, "))).hasSize(55);
    }

    @Test
    void severalCallersAreMeasuredTogether() {
        assertThat(run("xception_middle", "--size", 1, "--runs", 2, "--threads", 2))
                .isZero();
        assertThat(out.toString()).containsPattern("2 callers at the same time: [0-9.]+ inferences per second");
    }

    @Test
    void aPictureIsClassifiedWithWeightsFromAnArchive() throws IOException {
        Architecture architecture = MobileNetV1.of(32, 0.25);
        Path archive = weights(architecture);
        Path picture = picture();
        assertThat(run(
                        "mobilenet_v1",
                        "--size",
                        32,
                        "--alpha",
                        0.25,
                        "--runs",
                        1,
                        "--weights",
                        archive,
                        "--image",
                        picture))
                .as(err.toString())
                .isZero();
        try (Network network = Network.of(architecture, new RandomWeights(5));
                Tensor image = Images.read(picture, 32)) {
            float[] probabilities = network.infer(image);
            int best = IntStream.range(0, probabilities.length)
                    .reduce((a, b) -> probabilities[b] > probabilities[a] ? b : a)
                    .orElseThrow();
            assertThat(out.toString().lines().skip(1).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).startsWith(String.format("  class %4d  ", best)));
        }
    }

    @Test
    void badFilesAreRefusedInOneSentence() throws IOException {
        Path none = directory.resolve("none");
        Path text = Files.writeString(directory.resolve("text"), "no picture, no archive");
        refused("there is no such file", "mobilenet_v1", "--weights", none);
        refused("this is no .npz archive", "mobilenet_v1", "--weights", text);
        refused("this is a directory", "mobilenet_v1", "--weights", directory);
        refused("there is no such file", "mobilenet_v1", "--image", none);
        refused("this is not a picture", "mobilenet_v1", "--image", text);
        byte[] whole = Files.readAllBytes(picture());
        Path half = Files.write(directory.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2));
        refused("half.png", "mobilenet_v1", "--image", half);
    }

    @Test
    void weightsThatDoNotFitAreRefusedInOneSentence() throws IOException {
        Path archive = weights(MobileNetV1.of(32, 0.25), "conv_dw_3_bn/beta");
        refused("conv_dw_3_bn/beta", "mobilenet_v1", "--size", 32, "--alpha", 0.25, "--weights", archive);
        refused("conv1/kernel", "mobilenet_v1", "--size", 32, "--alpha", 0.5, "--weights", archive);
        refused("Conv1/kernel", "mobilenet_v2", "--size", 32, "--weights", archive);
    }

    @Test
    void badOptionsAreRefusedInOneSentence() {
        refused("mobilenet_v9", "mobilenet_v9");
        refused("<network>");
        refused("--size is 16", "mobilenet_v1", "--size", 16);
        refused("--runs is 0", "mobilenet_v1", "--runs", 0);
        refused("--threads is 0", "mobilenet_v1", "--threads", 0);
        refused("--alpha is NaN", "mobilenet_v1", "--alpha", "NaN");
        refused("--image cannot be used", "xception_middle", "--image", "photo.png");
        refused("--alpha cannot be used", "xception_middle", "--alpha", 2);
        refused("--colour", "mobilenet_v1", "--colour");
    }
}
