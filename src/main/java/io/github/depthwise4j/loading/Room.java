package io.github.depthwise4j.loading;

import java.lang.ref.Reference;

/**
 * Checks that enough stack and heap are left for a step that must not fail halfway. Such a step initialises classes,
 * and Java never repeats an initialiser that failed; or it enters native code, and native code does not survive a stack
 * overflow. This class has no static initialiser, so it cannot fail permanently itself.
 */
public final class Room {
    /** The depth of the recursion. It takes 24 KiB of stack in compiled code and 60 KiB in interpreted code. */
    private static final int LEVELS = 192;

    /** Loading takes less than 3 MiB of heap, in small pieces; the check asks for 4 MiB in small pieces too. */
    private static final int PIECES = 64;

    private static final int PIECE_BYTES = 64 << 10;

    /** A heap that may still grow by this much has room without a try; Java takes 10 ms to clear new pages. */
    private static final long PLENTY = 64L << 20;

    private Room() {}

    /**
     * Returns if enough stack and heap are left. Nothing stays allocated.
     *
     * @throws StackOverflowError if the calling thread has too little stack left
     * @throws OutOfMemoryError if the Java heap has too little memory left
     */
    public static void require() {
        requireStack();
        Runtime java = Runtime.getRuntime();
        if (java.maxMemory() - (java.totalMemory() - java.freeMemory()) >= PLENTY) {
            return;
        }
        byte[][] pieces = new byte[PIECES][];
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = new byte[PIECE_BYTES];
        }
        Reference.reachabilityFence(pieces);
    }

    /**
     * Returns if the calling thread has some tens of kilobytes of stack left. Below them are always the 80 KiB that the
     * JVM reserves for native code.
     *
     * @throws StackOverflowError if too little stack is left
     */
    public static void requireStack() {
        descend(LEVELS, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    /** Calls itself; the arguments fill the stack. */
    private static long descend(int levels, long a, long b, long c, long d, long e, long f, long g, long h) {
        return levels == 0 ? a + b + c + d + e + f + g + h : descend(levels - 1, b, c, d, e, f, g, h, a) + levels;
    }
}
