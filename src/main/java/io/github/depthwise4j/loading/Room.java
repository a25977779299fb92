package io.github.depthwise4j.loading;

import java.lang.ref.Reference;

/**
 * Makes sure that a thread has stack, and the JVM heap, for a step that must not fail in its middle: one that initialises classes,
 * which Java never does again after it failed, or one that enters native code, which does not survive the end of a stack. It has
 * no initialiser, so that it cannot fail for ever itself.
 */
public final class Room {
    /** As many levels as take 24 KiB of stack in compiled code, and 60 KiB in interpreted code. */
    private static final int LEVELS = 192;

    /** Loading takes less than 3 MiB. They are asked for in pieces, as they will be. */
    private static final int PIECES = 64;

    private static final int PIECE_BYTES = 64 << 10;

    private Room() {}

    /**
     * Returns if there is room, and keeps nothing.
     *
     * @throws StackOverflowError if the calling thread has too little stack left
     * @throws OutOfMemoryError if the Java heap has too little memory left
     */
    public static void require() {
        requireStack();
        byte[][] pieces = new byte[PIECES][];
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = new byte[PIECE_BYTES];
        }
        Reference.reachabilityFence(pieces);
    }

    /**
     * Returns if the calling thread has some ten kilobytes of stack left. Below them there are always the 80 KiB that the JVM keeps
     * for native code.
     *
     * @throws StackOverflowError if it has not
     */
    public static void requireStack() {
        descend(LEVELS, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** Its arguments are what fills the stack. */
    private static long descend(int levels, long a, long b, long c, long d, long e, long f, long g, long h) {
        return levels == 0 ? a + b + c + d + e + f + g + h : descend(levels - 1, b, c, d, e, f, g, h, a) + levels;
    }
}
