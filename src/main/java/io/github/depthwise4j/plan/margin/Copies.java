package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.memory.NativeMemory;

/**
 * Copies inside an output, which is at an address or in an array of the Java heap. The array is null if {@code start}
 * is an address, and not a distance in bytes from the array's first element. Positions and sizes are in numbers from
 * there.
 */
final class Copies {
    /** The numbers that are copied at a time. What was written last is in the cache, and Java can stop in between. */
    private static final long PIECE = 1 << 16;

    private Copies() {}

    /** Copies numbers; the ranges may overlap if the numbers move to the back. */
    static void move(float[] array, long start, long from, long to, long count) {
        for (long left = count; left > 0; left -= PIECE) {
            long begin = Math.max(0, left - PIECE);
            movePiece(array, start, from + begin, to + begin, left - begin);
        }
    }

    private static void movePiece(float[] array, long start, long from, long to, long count) {
        if (array == null) {
            NativeMemory.move(start + from * Float.BYTES, start + to * Float.BYTES, count * Float.BYTES);
        } else {
            long first = start / Float.BYTES;
            System.arraycopy(array, (int) (first + from), array, (int) (first + to), (int) count);
        }
    }

    /** Copies numbers to a place elsewhere, and again directly behind each copy. */
    static void repeat(float[] array, long start, long from, long count, long to, long times) {
        if (times == 0) {
            return;
        }
        move(array, start, from, to, count);
        long most = Math.max(1, PIECE / count) * count;
        long all = times * count;
        long done = count;
        while (done < all) {
            long next = Math.min(Math.min(done, most), all - done);
            move(array, start, to, to + done, next);
            done += next;
        }
    }
}
