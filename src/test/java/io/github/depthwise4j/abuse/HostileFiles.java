package io.github.depthwise4j.abuse;

import io.github.depthwise4j.numpy.NpyFile;
import io.github.depthwise4j.numpy.NpzFile;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/** The files among the arguments of {@link Hostile}. */
final class HostileFiles {
    /** Nothing is written outside this file. */
    static final Path FILE = Corpus.temporaryFile();

    static final Path WISDOM = Corpus.temporaryFile();
    static final Path PICTURE = picture();
    /** A model of one operator, RELU. */
    static final Path MODEL = model();

    private HostileFiles() {}

    static Path path(Random random) {
        List<Path> paths =
                List.of(FILE, FILE, FILE, FILE.getParent(), FILE.resolve("below a file"), Path.of("missing/file"));
        return paths.get(random.nextInt(paths.size()));
    }

    /** An array as a file, whole or damaged. */
    static byte[] numpyBytes(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Tensor tensor = Tensor.allocate(DataType.FLOAT32, random.nextInt(3), random.nextInt(4))) {
            NpyFile.write(bytes, tensor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] result = bytes.toByteArray();
        if (random.nextBoolean()) {
            result[random.nextInt(result.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) > 0 ? result : Arrays.copyOf(result, random.nextInt(result.length));
    }

    static NpzFile archive(Random random) {
        try {
            Path file = Files.createTempFile("fuzz", ".npz");
            try (Tensor tensor = Tensor.allocate(DataType.FLOAT32, random.nextInt(4))) {
                NpzFile.write(file, Map.of("", tensor, "SAME", tensor));
                return NpzFile.open(file);
            } finally {
                // Linux keeps what is open.
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a file that some calls read. */
    static byte[] contents(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path model() {
        Path file = Corpus.temporaryFile();
        try (InputStream in = HostileFiles.class.getResourceAsStream("/models/relu.tflite")) {
            Files.write(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static Path picture() {
        Path file = Corpus.temporaryFile();
        try {
            ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
