package io.github.depthwise4j.plan;

import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Floats in the middle of a larger direct buffer. All other floats of the buffer are NaN. */
public final class GuardedFloats {
    private static final int ALIGNMENT = 64;
    private static final int GUARD = 1024;

    private final int start;
    private final int length;
    private final ByteBuffer all;

    public GuardedFloats(float[] values, int offset) {
        this.start = GUARD + offset;
        this.length = values.length * Float.BYTES;
        this.all = ByteBuffer.allocateDirect(start + length + GUARD + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .order(ByteOrder.nativeOrder());
        byte[] pattern = new byte[all.capacity()];
        Arrays.fill(pattern, (byte) 0xFF);
        all.put(0, pattern);
        floats().put(values);
    }

    public Tensor tensor(Shape shape) {
        return Tensor.wrap(floats(), shape.dims());
    }

    private FloatBuffer floats() {
        return all.slice(start, length).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    public float[] values() {
        float[] values = new float[length / Float.BYTES];
        floats().get(values);
        return values;
    }

    public void assertGuardsIntact(String what) {
        for (int i = 0; i < all.capacity(); i++) {
            if ((i < start || i >= start + length) && all.get(i) != (byte) 0xFF) {
                throw new AssertionError(what + ": the byte at " + (i - start) + " of " + length + " was written");
            }
        }
    }
}
