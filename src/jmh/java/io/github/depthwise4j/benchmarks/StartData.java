package io.github.depthwise4j.benchmarks;

import java.util.Random;

/** The numbers of {@link BareStart} and {@link OurStart}, made without a class of either library. */
final class StartData {
    private StartData() {}

    static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
