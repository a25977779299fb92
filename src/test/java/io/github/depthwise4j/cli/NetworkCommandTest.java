package io.github.depthwise4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkCommandTest {
    @TempDir
    private Path directory;

    private Path photo;

    private static Path model(String name) {
        try {
            return Path.of(Objects.requireNonNull(NetworkCommandTest.class.getResource("/models/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void drawAPhoto() throws IOException {
        BufferedImage image = new BufferedImage(200, 120, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(60, 10, 80, 100);
        graphics.dispose();
        photo = directory.resolve("photo.png");
        ImageIO.write(image, "png", photo.toFile());
    }

    @Test
    void runsAModelOnAPictureAndWritesTheMask() throws IOException {
        Path mask = directory.resolve("mask.png");
        CommandRun run = CommandRun.of(
                        "network",
                        "run",
                        model("selfie_segmentation_landscape.tflite"),
                        "--image",
                        photo,
                        "--range",
                        "0,1",
                        "--output",
                        mask)
                .succeeded();
        assertThat(run.out()).contains("segment_back [1, 144, 256, 1]", "wrote " + mask + ": 256 x 144 pixels, gray");
        assertThat(ImageIO.read(mask.toFile()).getWidth()).isEqualTo(256);
    }

    @Test
    void printsTheLargestNumbersByTheirNames() throws IOException {
        Path labels = directory.resolve("labels.txt");
        Files.writeString(labels, "first\nsecond\n");
        CommandRun run = CommandRun.of(
                        "network",
                        "run",
                        model("hand_landmark_lite.tflite"),
                        "--image",
                        photo,
                        "--labels",
                        labels,
                        "--top",
                        "70")
                .succeeded();
        assertThat(run.out()).contains("Identity [1, 63]", "  first", "  second", "  [2]", "  [62]");
    }

    @Test
    void describesTheLayersAndWhatIsFused() {
        CommandRun run = CommandRun.of("network", "describe", model("face_detection_short_range.tflite"), "--batch", 2)
                .succeeded();
        assertThat(run.out()).contains("[[2, 128, 128, 3]]", "conv2d + add + relu", "max_pool2d", "computed by");
        assertThat(run.out().lines().count()).isGreaterThan(50);
    }

    @Test
    void verifiesEveryLayer() {
        CommandRun run = CommandRun.of("network", "verify", model("face_detection_short_range.tflite"), "--seed", 5)
                .succeeded();
        assertThat(run.out()).contains("passed: ", "seed 5: 53 layers", "worst error over bound 0.");
    }

    @Test
    void measuresRunsAndLayers() {
        CommandRun run = CommandRun.of(
                        "network", "bench", model("relu.tflite"), "--seconds", 1, "--callers", 3, "--layers", 1)
                .succeeded();
        assertThat(run.out()).contains("one thread", "all threads", "3 callers", "runs/s", "relu", "####");
    }

    @Test
    void refusesWhatItCannotUseInOneLine() throws IOException {
        Path text = directory.resolve("model.tflite");
        Files.writeString(text, "this is a text");
        CommandRun.of("network").refused("name a command");
        CommandRun.of("network", "describe", text).refused("model.tflite", "not a model of TensorFlow Lite");
        CommandRun.of("network", "describe", directory).refused("directory");
        CommandRun.of("network", "verify", directory.resolve("missing")).refused("no such file");
        CommandRun.of("network", "bench", model("relu.tflite"), "--seconds", 0).refused("--seconds = 0");
        CommandRun.of("network", "describe", model("relu.tflite"), "--batch", 0).refused("--batch = 0");
        CommandRun.of("network", "run", model("hand_landmark_lite.tflite"), "--image", photo, "--range", "1")
                .refused("--range = [1.0]");
        CommandRun.of("network", "run", model("hand_landmark_lite.tflite"), "--image", text)
                .refused("model.tflite", "not a picture");
        CommandRun.of(
                        "network",
                        "run",
                        model("hand_landmark_lite.tflite"),
                        "--image",
                        photo,
                        "--output",
                        directory.resolve("mask.png"))
                .refused("no output is an image of one channel");
    }
}
