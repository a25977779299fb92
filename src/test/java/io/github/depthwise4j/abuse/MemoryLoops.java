package io.github.depthwise4j.abuse;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.DepthwiseConv2d;
import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.tensor.DataType;
import io.github.depthwise4j.tensor.Tensor;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Programs that leave native memory to the garbage collector, on tensors of 1.6 MB. Arguments: the loop ({@code views},
 * {@code forgotten} or {@code live}), the seconds it runs (or, as {@code 500x}, the tensors to allocate), the threads.
 * Prints one line of figures.
 *
 * <ul>
 *   <li>{@code views}: allocate, run, {@code asFloatBuffer()}, {@code close()};
 *   <li>{@code forgotten}: allocate, run, close nothing;
 *   <li>{@code live}: open tensors fill the limit, then each thread goes on asking for more.
 * </ul>
 */
public final class MemoryLoops {
    private static final long[] SHAPE = {1, 80, 80, 64};
    private static final int CHANNELS = 64;

    private final String loop;
    private final long nanos;
    private final long tensors;
    private final AtomicLong allocated = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong slowestRefusal = new AtomicLong();

    private MemoryLoops(String loop, String amount) {
        boolean counted = amount.endsWith("x");
        this.loop = loop;
        this.tensors = counted ? Long.parseLong(amount.substring(0, amount.length() - 1)) : Long.MAX_VALUE;
        this.nanos = counted
                ? TimeUnit.MINUTES.toNanos(10)
                : (long) (Double.parseDouble(amount) * TimeUnit.SECONDS.toNanos(1));
    }

    public static void main(String[] arguments) throws Exception {
        new MemoryLoops(arguments[0], arguments[1]).run(Integer.parseInt(arguments[2]));
    }

    private void run(int threads) throws Exception {
        try (Tensor filter = Tensor.allocate(DataType.FLOAT32, 3, 3, CHANNELS, 1);
                DepthwiseConv2d op =
                        DepthwiseConv2d.builder(filter).padding(Padding.SAME).build();
                Tensor input = Tensor.allocate(DataType.FLOAT32, SHAPE)) {
            op.run(input).close();
            List<Tensor> live = loop.equals("live") ? fill() : List.of();
            long start = status("VmRSS");
            long collections = collections();
            long begin = System.nanoTime();
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> work(op, begin + nanos)));
            }
            long peak = 0;
            while (!futures.stream().allMatch(Future::isDone)) {
                peak = Math.max(peak, status("VmRSS"));
                Thread.sleep(10);
            }
            for (Future<?> future : futures) {
                future.get();
            }
            pool.shutdown();
            double seconds = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "%s on %d threads, resident MiB at start %d peak %d end %d, limit %d MiB, allocated %d "
                            + "(%.0f/s), refused %d,"
                            + " slowest refusal %d ms, %d collections%n",
                    loop,
                    threads,
                    start,
                    peak,
                    status("VmRSS"),
                    Depthwise4j.stats().memoryLimit() >> 20,
                    allocated.get(),
                    allocated.get() / seconds,
                    refused.get(),
                    TimeUnit.NANOSECONDS.toMillis(slowestRefusal.get()),
                    collections() - collections);
            live.forEach(Tensor::close);
        }
    }

    private static List<Tensor> fill() {
        List<Tensor> tensors = new ArrayList<>();
        try {
            for (; ; ) {
                tensors.add(Tensor.allocate(DataType.FLOAT32, SHAPE));
            }
        } catch (NativeMemoryException full) {
            return tensors;
        }
    }

    private void work(DepthwiseConv2d op, long end) {
        while (System.nanoTime() - end < 0 && allocated.get() < tensors) {
            long begin = System.nanoTime();
            try {
                switch (loop) {
                    case "views" -> views(op);
                    case "forgotten" -> forget(op);
                    default -> Tensor.allocate(DataType.FLOAT32, SHAPE).close();
                }
                allocated.addAndGet(2);
            } catch (NativeMemoryException e) {
                refused.incrementAndGet();
                slowestRefusal.accumulateAndGet(System.nanoTime() - begin, Math::max);
            }
        }
    }

    private static void views(DepthwiseConv2d op) {
        try (Tensor in = Tensor.allocate(DataType.FLOAT32, SHAPE)) {
            in.asFloatBuffer().put(0, 1);
            try (Tensor out = op.run(in)) {
                use(out.asFloatBuffer().get(0));
            }
        }
    }

    private static void forget(DepthwiseConv2d op) {
        use(op.run(Tensor.allocate(DataType.FLOAT32, SHAPE)).shape().elementCount());
    }

    private static void use(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalStateException("the inputs are zeros and ones");
        }
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    /** A line of the process's status, in MiB. */
    private static long status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
