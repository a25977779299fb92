package io.github.depthwise4j.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Times the runs of a network in one turn. */
final class Turn {
    private static final long TURN_NANOS = 120_000_000;

    private Turn() {}

    /** One run, on the thread that calls. */
    interface Runner extends AutoCloseable {
        /** Something that can be run by one thread at a time. */
        Runnable forOneCaller();

        @Override
        void close();
    }

    /** The median time of the runs of a turn. */
    static double micros(Runnable run) {
        List<Double> times = new ArrayList<>();
        long begin = System.nanoTime();
        run.run();
        long now = System.nanoTime();
        while (now - begin < TURN_NANOS || times.isEmpty()) {
            long before = now;
            run.run();
            now = System.nanoTime();
            times.add((now - before) / 1e3);
        }
        return median(times.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The runs in a second by several callers at the same time. */
    static double perSecond(Runner runner, int callers) {
        // Ours runs once to make its outputs, which is not to be counted.
        List<Runnable> runs = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            runs.add(runner.forOneCaller());
        }
        return perSecond(runs);
    }

    /** The runs in a second if each of these is run again and again by a thread of its own. */
    static double perSecond(List<Runnable> callers) {
        AtomicLong runs = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        long begin = System.nanoTime();
        for (Runnable run : callers) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() - begin < 2 * TURN_NANOS) {
                    run.run();
                    runs.incrementAndGet();
                }
            });
            thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.get(0));
        }
        return runs.get() * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin);
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
