package io.github.depthwise4j.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The files of cases. */
public final class Vectors {
    public static final String DEPTHWISE = "depthwise_conv2d";
    public static final String CONV2D = "conv2d";
    public static final String SEPARABLE = "separable_conv2d";

    private Vectors() {}

    /** The cases of all three operations that state values or a refusal. */
    public static List<VectorCase> tensorFlowVectors() {
        return read("tf-vectors.json", VectorCase::read);
    }

    /** The depthwise sizes of TensorFlow's own tests. */
    public static List<ShapeCase> tensorFlowConfigs() {
        return shapes("tf-configs.json");
    }

    /** The depthwise sizes of oneDNN's own tests. */
    public static List<ShapeCase> oneDnnShapes() {
        return shapes("onednn-dw-shapes.json");
    }

    private static List<ShapeCase> shapes(String file) {
        return read(file, ShapeCase::read).stream()
                .filter(shape -> shape.operation().equals(DEPTHWISE))
                .toList();
    }

    private static <T> List<T> read(String file, Function<JsonNode, T> reader) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file), file)) {
            JsonNode cases = new ObjectMapper().readTree(in).required("cases");
            return StreamSupport.stream(cases.spliterator(), false).map(reader).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
