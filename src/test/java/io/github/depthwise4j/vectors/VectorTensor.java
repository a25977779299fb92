package io.github.depthwise4j.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;

/** A shape and the values in row-major order, as exact as the file states them. */
public record VectorTensor(long[] shape, double[] values) {

    /** Reads a flat list, {@code {"range": [first, step]}} or {@code {"fill": value}}. */
    static VectorTensor read(JsonNode node) {
        long[] shape = Json.longs(node.get("shape"));
        return new VectorTensor(shape, values(node.get("values"), Math.toIntExact(count(shape))));
    }

    private static double[] values(JsonNode node, int count) {
        if (node.isArray()) {
            double[] values = Json.doubles(node);
            if (values.length != count) {
                throw new IllegalStateException(values.length + " values for " + count + " elements");
            }
            return values;
        }
        double[] values = new double[count];
        if (node.has("fill")) {
            Arrays.fill(values, node.get("fill").doubleValue());
        } else {
            double first = node.required("range").get(0).doubleValue();
            double step = node.required("range").get(1).doubleValue();
            Arrays.setAll(values, i -> first + step * i);
        }
        return values;
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public float[] floats() {
        return Json.floats(values);
    }

    /** A new tensor, which the caller closes. */
    public Tensor toTensor() {
        return Tensor.of(floats(), shape);
    }
}
