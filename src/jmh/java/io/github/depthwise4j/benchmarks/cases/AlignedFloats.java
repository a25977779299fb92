package io.github.depthwise4j.benchmarks.cases;

import io.github.depthwise4j.natives.NativeLibrary;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.Pointer;

/** Floats outside the Java heap, on a boundary of 64 bytes, for what has no memory of its own. */
public final class AlignedFloats {
    public static final int ALIGNMENT = 64;

    private static final int PERIOD = 1021;
    private static final float STEP = 1f / PERIOD;
    private static final float HALF = 0.5f;

    private final long block;
    private final long address;
    private final long bytes;

    private static final class Address extends Pointer {
        Address(long value) {
            this.address = value;
        }
    }

    private AlignedFloats(long bytes) {
        this.bytes = bytes;
        this.block = NativeLibrary.memory().allocate(bytes + ALIGNMENT);
        this.address = (block + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** {@return a copy of an array} */
    public static AlignedFloats of(float[] values) {
        AlignedFloats floats = new AlignedFloats((long) values.length * Float.BYTES);
        floats.buffer().put(values);
        return floats;
    }

    /** {@return this number of numbers; they are not all 0, so that every page has its own memory} */
    public static AlignedFloats arbitrary(long elements) {
        float[] values = new float[Math.toIntExact(elements)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % PERIOD * STEP - HALF;
        }
        return of(values);
    }

    /** {@return the memory} */
    public Pointer pointer() {
        return at(0);
    }

    /** The memory as Java sees it, valid until {@link #free}. */
    public FloatBuffer buffer() {
        return NativeLibrary.memory()
                .view(address, bytes)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    public Pointer at(long offset) {
        return new Address(address + offset);
    }

    public long bytes() {
        return bytes;
    }

    /** {@return the numbers} */
    public float[] toArray() {
        float[] values = new float[Math.toIntExact(bytes / Float.BYTES)];
        buffer().get(values);
        return values;
    }

    /** Gives the memory back. */
    public void free() {
        NativeLibrary.memory().free(block);
    }
}
