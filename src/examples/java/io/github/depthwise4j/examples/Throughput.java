package io.github.depthwise4j.examples;

import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * How much several callers get done at the same time, each with a network of its own.
 *
 * @param threads the callers
 * @param perSecond inferences of all of them
 * @param medianMilliseconds what one inference took
 */
record Throughput(int threads, double perSecond, double medianMilliseconds) {

    static Throughput measure(Supplier<Network> networks, Tensor input, int threads, int runs)
            throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<long[]>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(callers.submit(() -> caller(networks, input, runs, ready)));
            }
            ready.await();
            long start = System.nanoTime();
            long[] all = new long[threads * runs];
            for (int i = 0; i < threads; i++) {
                System.arraycopy(results.get(i).get(), 0, all, i * runs, runs);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Throughput(threads, all.length / seconds, LayerTimes.median(all) / 1e6);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a caller failed: " + e.getCause().getMessage(), e);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Waits until all callers have warmed up; counts down in any case, so that nobody waits for one that failed. */
    private static long[] caller(Supplier<Network> networks, Tensor input, int runs, CountDownLatch ready)
            throws InterruptedException {
        boolean waiting = false;
        try (Network network = networks.get()) {
            network.infer(input);
            ready.countDown();
            waiting = true;
            ready.await();
            long[] times = new long[runs];
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                network.infer(input);
                times[i] = System.nanoTime() - start;
            }
            return times;
        } finally {
            if (!waiting) {
                ready.countDown();
            }
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d callers at the same time: %.1f inferences per second, %.2f ms each (median)",
                threads,
                perSecond,
                medianMilliseconds);
    }
}
