package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.dnnl.global.dnnl;

/** Uses the library for the first time in a bad moment, and then again: prints what both calls did. */
public final class FirstUse {
    private FirstUse() {}

    public static void main(String[] arguments) throws InterruptedException {
        switch (arguments[0]) {
            case "full heap" -> fullHeap(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0);
            case "interrupted" -> interrupted();
            case "interrupted while loading" -> interruptedWhileLoading();
            case "twice" -> twice();
            case "obstacle" -> obstacle(Path.of(arguments[1]));
            case "other user" -> otherUser();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** The number of kilobytes that stay free when the heap is filled. */
    private static void fullHeap(int kilobytesLeft) {
        byte[] left = new byte[kilobytesLeft << 10];
        Object[] chain = fill();
        left = null;
        Throwable first = null;
        try {
            load();
        } catch (RuntimeException | Error e) {
            // Its text is made when there is memory for it.
            first = e;
        }
        chain[0] = null;
        System.out.println(first == null ? "computed at once" : text(first));
        System.out.println(outcome());
    }

    private static Object[] fill() {
        Object[] chain = new Object[1];
        for (int size = 1 << 20; size >= 16; size /= 2) {
            try {
                for (; ; ) {
                    Object[] link = {chain[0], new byte[size]};
                    chain[0] = link;
                }
            } catch (OutOfMemoryError e) {
                // Smaller pieces fit into what is left.
            }
        }
        return chain;
    }

    private static void interrupted() {
        Thread.currentThread().interrupt();
        System.out.println(outcome() + ", interrupt " + (Thread.currentThread().isInterrupted() ? "kept" : "lost"));
        Thread.interrupted();
        System.out.println(outcome());
    }

    private static void interruptedWhileLoading() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            begun.countDown();
            System.out.println(
                    outcome() + ", interrupt " + (Thread.currentThread().isInterrupted() ? "kept" : "lost"));
        });
        caller.start();
        begun.await();
        while (caller.isAlive()) {
            caller.interrupt();
            caller.join(1);
        }
        System.out.println(outcome());
    }

    private static void twice() {
        System.out.println(outcome());
        System.out.println(outcome());
    }

    /** What stands in the way is removed between the two calls. */
    private static void obstacle(Path file) {
        System.out.println(outcome());
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(outcome());
    }

    /** Somebody else in the process was there first. */
    private static void otherUser() {
        dnnl.dnnl_get_effective_cpu_isa();
        twice();
    }

    private static String outcome() {
        try {
            load();
            return computed();
        } catch (RuntimeException | Error e) {
            return text(e);
        }
    }

    private static void load() {
        Depthwise4j.load();
    }

    private static String text(Throwable e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private static String computed() {
        float[] ones = new float[8 * 8 * 4];
        Arrays.fill(ones, 1);
        try (Tensor filter = Tensor.of(Arrays.copyOf(ones, 36), 3, 3, 4, 1);
                DepthwiseConv2d op = DepthwiseConv2d.builder(filter).build()) {
            float[] result = new float[6 * 6 * 4];
            op.run(ones, Shape.of(1, 8, 8, 4), result);
            return "computed " + result[0];
        }
    }
}
