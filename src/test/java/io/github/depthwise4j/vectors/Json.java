package io.github.depthwise4j.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Arrays out of JSON. */
final class Json {
    private Json() {}

    static long[] longs(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray();
    }

    static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        IntStream.range(0, floats.length).forEach(i -> floats[i] = (float) values[i]);
        return floats;
    }

    /** A padding in the form {@code Padding.parse} takes: a word, or a list, whether or not it is a valid one. */
    static String padding(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }
}
