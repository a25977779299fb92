package io.github.depthwise4j.abuse;

import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Threads that compute over arrays of the Java heap, and allocate new arrays of 200 kB for each call. Hardly anything
 * in the heap is alive, so nobody may run out of memory. Arguments: the threads, the seconds. Prints one line.
 */
final class ArraysAndGarbage {
    private static final Shape SHAPE = Shape.of(1, 28, 28, 64);

    private ArraysAndGarbage() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
        LongAdder calls = new LongAdder();
        LongAdder outOfMemory = new LongAdder();
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try (Tensor filter = Tensor.of(new float[9 * 64], 3, 3, 64, 1);
                DepthwiseConv2d op =
                        DepthwiseConv2d.builder(filter).padding(Padding.SAME).build()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        try {
                            float[] input = new float[(int) SHAPE.elementCount()];
                            op.run(input, SHAPE, new float[input.length]);
                            calls.increment();
                        } catch (OutOfMemoryError e) {
                            outOfMemory.increment();
                        }
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf("calls %d, out of memory %d%n", calls.sum(), outOfMemory.sum());
    }
}
