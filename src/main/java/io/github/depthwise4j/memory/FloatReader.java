package io.github.depthwise4j.memory;

import com.sun.jna.Pointer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Reads single floats of a block, wherever they lie, without a native call for each. May only be used while the block
 * is acquired: it does not keep it from being freed.
 */
public final class FloatReader {
    /** One buffer holds at most 2 GiB. */
    private static final int PART_BITS = 28;

    private static final int PART = 1 << PART_BITS;

    private final FloatBuffer[] parts;

    private FloatReader(FloatBuffer... parts) {
        this.parts = parts;
    }

    /** A reader of a block that the caller has acquired. */
    public static FloatReader of(NativeMemory memory) {
        long floats = memory.byteSize() / Float.BYTES;
        FloatBuffer[] parts = new FloatBuffer[(int) ((floats + PART - 1) >> PART_BITS)];
        for (int i = 0; i < parts.length; i++) {
            long first = (long) i << PART_BITS;
            long count = Math.min(PART, floats - first);
            parts[i] = new Pointer(memory.address())
                    .getByteBuffer(first * Float.BYTES, count * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
        return new FloatReader(parts);
    }

    /** The float of an index, which must be inside the block. */
    public float get(int index) {
        return parts[index >> PART_BITS].get(index & (PART - 1));
    }
}
