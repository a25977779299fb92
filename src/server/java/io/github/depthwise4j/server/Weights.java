package io.github.depthwise4j.server;

import io.github.depthwise4j.tensor.Shape;
import java.util.Random;

/**
 * The filters of the service. They are drawn at random; a real service reads trained ones, for example by {@code Npz}.
 */
final class Weights {
    static final int CHANNELS = 32;
    static final int OUT_CHANNELS = 64;
    static final Shape DEPTHWISE_SHAPE = Shape.of(3, 3, CHANNELS, 1);
    static final Shape POINTWISE_SHAPE = Shape.of(1, 1, CHANNELS, OUT_CHANNELS);
    static final float[] DEPTHWISE = random(DEPTHWISE_SHAPE, 1);
    static final float[] POINTWISE = random(POINTWISE_SHAPE, 2);

    private Weights() {}

    private static float[] random(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] weights = new float[Math.toIntExact(shape.elementCount())];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - 0.5f;
        }
        return weights;
    }
}
