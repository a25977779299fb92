package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Conv2d;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.SeparableConv2d;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Where threads leave what may be used by several at a time, take what others left, and close it under their hands. */
final class Exchange {
    private static final int PLACES = 24;

    private final AtomicReferenceArray<Object> places = new AtomicReferenceArray<>(PLACES);

    void give(Object value, Random random) {
        if (value instanceof Tensor
                || value instanceof DepthwiseConv2d
                || value instanceof Conv2d
                || value instanceof SeparableConv2d
                || value instanceof Network) {
            Object old = places.getAndSet(random.nextInt(PLACES), value);
            if (old != null) {
                Shelf.close(old);
            }
        }
    }

    Object any(Class<?> type, Random random) {
        Object value = places.get(random.nextInt(PLACES));
        if (!type.isInstance(value)) {
            return null;
        }
        if (random.nextInt(8) == 0) {
            Shelf.close(value);
        }
        return value;
    }

    void closeAll() {
        for (int i = 0; i < PLACES; i++) {
            Object value = places.getAndSet(i, null);
            if (value != null) {
                Shelf.close(value);
            }
        }
    }
}
