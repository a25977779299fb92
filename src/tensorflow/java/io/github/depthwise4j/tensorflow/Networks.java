package io.github.depthwise4j.tensorflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The layers of known networks. */
final class Networks {
    private static final String FILE = "/networks/layers.txt";

    private Networks() {}

    static List<Convolution> layers() {
        try (InputStream in = Objects.requireNonNull(Networks.class.getResourceAsStream(FILE), FILE)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A problem per line, but for empty ones and those that start with a {@code #}. */
    static List<Convolution> read(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Convolution::parse)
                .toList();
    }
}
