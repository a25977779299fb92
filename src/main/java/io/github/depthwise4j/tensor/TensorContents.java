package io.github.depthwise4j.tensor;

import io.github.depthwise4j.memory.NativeMemory;
import java.util.Arrays;

/**
 * Work on all elements of a tensor, in pieces that fit into a CPU's first cache. The caller has acquired the memory.
 */
final class TensorContents {
    private static final int PIECE = 1 << 12;

    private TensorContents() {}

    static void fill(NativeMemory memory, long count, float value) {
        float[] values = new float[(int) Math.min(count, PIECE)];
        Arrays.fill(values, value);
        for (long done = 0; done < count; done += values.length) {
            memory.write(values, 0, done * Float.BYTES, (int) Math.min(values.length, count - done));
        }
    }

    /** Whether the elements are the same, as {@link Arrays#equals(float[], float[])} compares them. */
    static boolean equal(NativeMemory one, NativeMemory other, long count) {
        float[] ofOne = new float[(int) Math.min(count, PIECE)];
        float[] ofOther = new float[ofOne.length];
        for (long done = 0; done < count; done += ofOne.length) {
            int piece = (int) Math.min(ofOne.length, count - done);
            one.read(done * Float.BYTES, ofOne, 0, piece);
            other.read(done * Float.BYTES, ofOther, 0, piece);
            if (!Arrays.equals(ofOne, 0, piece, ofOther, 0, piece)) {
                return false;
            }
        }
        return true;
    }
}
