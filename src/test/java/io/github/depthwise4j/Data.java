package io.github.depthwise4j;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;

/** Tensors of random numbers for tests. */
public final class Data {
    private Data() {}

    /** Numbers of both signs; the same for the same seed. */
    public static float[] values(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    public static Tensor random(long seed, long... shape) {
        return Tensor.of(values(Shape.of(shape), seed), shape);
    }
}
