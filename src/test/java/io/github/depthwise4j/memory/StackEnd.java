package io.github.depthwise4j.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;

/**
 * Allocates blocks and makes views of them at each depth of a stack while the Flight Recorder records allocations, and
 * prints what stayed allocated of the attempts that failed.
 */
final class StackEnd {
    /** Keeps the views, so that the garbage collector frees no block while others are counted. */
    private static final List<ByteBuffer> VIEWS = new ArrayList<>(100_000);

    private static long refused;
    private static long leaked;
    private static long leakedViews;

    private StackEnd() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Recording recording = new Recording()) {
            recording.enable("io.github.depthwise4j.NativeAllocation").withStackTrace();
            recording.start();
            NativeMemory.allocate(1).close();
            NativeMemory first = NativeMemory.allocate(1);
            VIEWS.add(first.view());
            for (int i = 0; i < 20; i++) {
                Thread thread = new Thread(null, StackEnd::descend, "narrow", (200 + i) << 10);
                thread.start();
                thread.join();
            }
        }
        System.out.println(refused > 0 ? "refused some" : "refused none");
        System.out.println("leaked " + leaked + " blocks, " + leakedViews + " views");
    }

    private static void descend() {
        try {
            descend();
        } catch (StackOverflowError e) {
            refused++;
        }
        long before = MemoryCounts.liveBlocks();
        NativeMemory block;
        try {
            block = NativeMemory.allocate(1);
        } catch (RuntimeException | Error e) {
            refused++;
            leaked += MemoryCounts.liveBlocks() - before;
            return;
        }
        boolean failed = false;
        try {
            VIEWS.add(block.view());
        } catch (RuntimeException | Error e) {
            failed = true;
        }
        block.close();
        if (failed) {
            leakedViews += MemoryCounts.liveBlocks() - before;
        }
    }
}
