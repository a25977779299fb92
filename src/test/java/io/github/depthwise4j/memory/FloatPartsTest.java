package io.github.depthwise4j.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatPartsTest {
    /** Small parts stand for those of 2 GiB. A failure names its seed. */
    @Test
    void readsAndWritesAcrossPartsAsAnArrayWould() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(70);
            float[] expected = new float[size];
            try (NativeMemory memory = NativeMemory.allocate((long) size * Float.BYTES)) {
                memory.clear();
                FloatParts parts = FloatParts.of(memory, random.nextInt(7));
                for (int i = 0; i < 100; i++) {
                    int from = random.nextInt(size + 1);
                    float[] values = new float[random.nextInt(size - from + 1)];
                    switch (random.nextInt(4)) {
                        case 0 -> {
                            for (int j = 0; j < values.length; j++) {
                                values[j] = random.nextFloat();
                            }
                            System.arraycopy(values, 0, expected, from, values.length);
                            FloatBuffer source = buffer(random, values.length);
                            int before = source.position();
                            source.duplicate().put(values);
                            parts.put(from, source);
                            assertThat(source.position()).as("seed %d", seed).isEqualTo(before + values.length);
                            assertThat(source.hasRemaining()).isFalse();
                        }
                        case 1 -> {
                            FloatBuffer target = buffer(random, values.length);
                            parts.get(from, target);
                            assertThat(target.hasRemaining()).isFalse();
                            target.position(target.position() - values.length).get(values);
                            assertThat(values)
                                    .as("seed %d", seed)
                                    .containsExactly(Arrays.copyOfRange(expected, from, from + values.length));
                        }
                        default -> {
                            if (from < size) {
                                assertThat(parts.get(from)).as("seed %d", seed).isEqualTo(expected[from]);
                                expected[from] = random.nextFloat();
                                parts.put(from, expected[from]);
                            }
                        }
                    }
                }
            }
        }
    }

    /** A buffer with this number of remaining floats, on the heap or direct, in any byte order. */
    private static FloatBuffer buffer(Random random, int remaining) {
        int before = random.nextInt(3);
        int bytes = (before + remaining + random.nextInt(3)) * Float.BYTES;
        ByteBuffer buffer = random.nextBoolean() ? ByteBuffer.allocate(bytes) : ByteBuffer.allocateDirect(bytes);
        return buffer.order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .limit(before + remaining)
                .position(before);
    }
}
