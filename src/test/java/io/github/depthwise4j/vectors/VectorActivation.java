package io.github.depthwise4j.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.depthwise4j.problem.Activation;

/** What a case applies to every sum after the bias. */
public record VectorActivation(String name, double[] arguments) {
    private static final VectorActivation NONE = new VectorActivation("none", new double[0]);

    /** Reads a word, or {@code {"leaky_relu": alpha}}, {@code {"clip": [low, high]}}; null means none. */
    static VectorActivation read(JsonNode node) {
        if (node == null) {
            return NONE;
        }
        if (node.isTextual()) {
            return new VectorActivation(node.textValue(), new double[0]);
        }
        String name = node.fieldNames().next();
        JsonNode arguments = node.get(name);
        return new VectorActivation(
                name, arguments.isArray() ? Json.doubles(arguments) : new double[] {arguments.doubleValue()});
    }

    /** The library's own name of it. */
    public Activation activation() {
        return switch (name) {
            case "relu_n1_to_1" -> Activation.clip(-1, 1);
            case "leaky_relu" -> Activation.leakyRelu((float) arguments[0]);
            case "clip" -> Activation.clip((float) arguments[0], (float) arguments[1]);
            default -> Activation.parse(name);
        };
    }
}
