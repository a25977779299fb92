package io.github.depthwise4j.memory;

import java.nio.FloatBuffer;

/**
 * Reads and writes the floats of a block of any size, without a native call for each. It may only be used while the
 * block is acquired, because it does not keep the block from being freed. The buffers inside check the ranges.
 */
public final class FloatParts {
    /** One buffer holds at most 2 GiB. */
    private static final int PART_BITS = 28;

    private final FloatBuffer[] parts;
    private final int bits;

    private FloatParts(int bits, FloatBuffer... parts) {
        this.bits = bits;
        this.parts = parts;
    }

    /** The floats of a block that the caller has acquired. */
    public static FloatParts of(NativeMemory memory) {
        return of(memory, PART_BITS);
    }

    /** In parts of two to the power of {@code bits} floats. */
    static FloatParts of(NativeMemory memory, int bits) {
        long floats = memory.byteSize() / Float.BYTES;
        long size = 1L << bits;
        FloatBuffer[] parts = new FloatBuffer[(int) ((floats + size - 1) >> bits)];
        for (int i = 0; i < parts.length; i++) {
            long first = i * size;
            long count = Math.min(size, floats - first);
            parts[i] = memory.floats(first, (int) count);
        }
        return new FloatParts(bits, parts);
    }

    /** The float of an index, which must be inside the block. */
    public float get(long index) {
        return parts[(int) (index >> bits)].get((int) index & ((1 << bits) - 1));
    }

    /** Sets the float of an index, which must be inside the block. */
    public void put(long index, float value) {
        parts[(int) (index >> bits)].put((int) index & ((1 << bits) - 1), value);
    }

    /** Fills the rest of a buffer with the floats from an index on; as many must be inside the block. */
    public void get(long index, FloatBuffer target) {
        long from = index;
        while (target.hasRemaining()) {
            FloatBuffer part = part(from, target.remaining());
            from += part.remaining();
            target.put(part);
        }
    }

    /** Sets the floats from an index on to the rest of a buffer; as many must be inside the block. */
    public void put(long index, FloatBuffer source) {
        long to = index;
        int end = source.limit();
        while (source.position() < end) {
            FloatBuffer part = part(to, end - source.position());
            to += part.remaining();
            source.limit(source.position() + part.remaining());
            part.put(source);
            source.limit(end);
        }
    }

    /** The floats from an index on, as many as wanted or as the part has. */
    private FloatBuffer part(long index, int most) {
        FloatBuffer part = parts[(int) (index >> bits)];
        int first = (int) index & ((1 << bits) - 1);
        return part.slice(first, Math.min(most, part.capacity() - first));
    }
}
