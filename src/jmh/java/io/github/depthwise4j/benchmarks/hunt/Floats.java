package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.reference.Elements;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.FloatBuffer;
import java.util.Random;

/**
 * Random numbers in native memory that all problems use one after the other. So no problem has to wait for new memory
 * pages and new numbers. The memory grows when a problem needs more.
 */
public final class Floats implements AutoCloseable {
    private static final int FEWEST = 1 << 16;

    private final Random random;
    private Tensor all;
    private FloatBuffer buffer;

    public Floats(long seed) {
        this.random = new Random(seed);
        reserve(FEWEST);
    }

    private void reserve(long elements) {
        all = Tensor.uninitialized(DataType.FLOAT32, elements);
        buffer = all.asFloatBuffer();
        float[] some = new float[FEWEST];
        for (long i = 0; i < elements; i += some.length) {
            if (i % (16L * FEWEST) == 0) {
                fillRandomly(some);
            }
            buffer.put((int) i, some, 0, (int) Math.min(some.length, elements - i));
        }
    }

    private void fillRandomly(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
    }

    /** A tensor over the memory, which the caller closes. */
    public Tensor tensor(Shape shape) {
        long elements = shape.elementCount();
        if (elements > buffer.capacity()) {
            all.close();
            reserve(Math.max(elements, Math.min(2L * buffer.capacity(), Draw.MOST_ELEMENTS)));
        }
        try (Tensor part = all.slice(0, elements)) {
            return part.reshape(shape);
        }
    }

    /** Frees the memory. Nothing that was made from it may be used afterwards. */
    @Override
    public void close() {
        all.close();
    }

    /** The numbers, from the first one on. */
    Elements elements() {
        return buffer::get;
    }

    /** The numbers as memory. */
    FloatBuffer buffer() {
        return buffer.duplicate();
    }
}
