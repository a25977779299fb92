package io.github.depthwise4j.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Direct buffers of the JVM that start at a multiple of 64 bytes, as the memory of tensors does. They are for callers
 * who have to hold a buffer, and let tensors use it by {@link Tensor#wrap(FloatBuffer, Shape)}: {@link
 * ByteBuffer#allocateDirect} aligns less, which can make a convolution one and a half times slower.
 *
 * <p>The buffers are in native byte order and hold zeros. The garbage collector frees them. They count towards the
 * JVM's {@code -XX:MaxDirectMemorySize}, not towards the library's {@code memoryLimit}.
 */
public final class AlignedBuffers {
    private static final int ALIGNMENT = 64;

    private AlignedBuffers() {}

    /**
     * {@return a new direct buffer of bytes}
     *
     * @param byteSize the capacity in bytes, at most 2,147,483,584
     * @throws IllegalArgumentException if the capacity is negative or too large
     * @throws OutOfMemoryError if the JVM allows no more direct memory
     */
    public static ByteBuffer allocateBytes(int byteSize) {
        if (byteSize < 0 || byteSize > Integer.MAX_VALUE - (ALIGNMENT - 1)) {
            throw refused("allocateBytes", "byteSize", byteSize, Integer.MAX_VALUE - (ALIGNMENT - 1));
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(byteSize + ALIGNMENT - 1);
        int skipped = -buffer.alignmentOffset(0, ALIGNMENT) & (ALIGNMENT - 1);
        return buffer.slice(skipped, byteSize).order(ByteOrder.nativeOrder());
    }

    /**
     * {@return a new direct buffer of floats}
     *
     * @param size the capacity in floats, at most 536,870,896
     * @throws IllegalArgumentException if the capacity is negative or too large
     * @throws OutOfMemoryError if the JVM allows no more direct memory
     */
    public static FloatBuffer allocateFloats(int size) {
        int most = (Integer.MAX_VALUE - (ALIGNMENT - 1)) / Float.BYTES;
        if (size < 0 || size > most) {
            throw refused("allocateFloats", "size", size, most);
        }
        return allocateBytes(size * Float.BYTES).asFloatBuffer();
    }

    private static IllegalArgumentException refused(String operation, String parameter, int value, int most) {
        return new IllegalArgumentException("AlignedBuffers." + operation + ": " + parameter + " = " + value
                + ", but must be 0 to " + most + "; use several buffers, or a Tensor, which can be larger");
    }
}
