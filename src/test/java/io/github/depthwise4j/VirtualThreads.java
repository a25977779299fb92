package io.github.depthwise4j;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.memory.MemoryCounts;
import io.github.depthwise4j.memory.RefusedRequests;
import io.github.depthwise4j.onednn.OpenMpNumber;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many virtual threads that meet new shapes, with too little memory for all of them: the bits are those of one thread,
 * and no thread they run on keeps another OpenMP number. Before Java 21, threads of a pool stand in for them.
 *
 * <p>Arguments: the number of threads, the number of shapes. Start it with {@code OMP_NUM_THREADS=3}, so that a number
 * that is not put back shows.
 */
public final class VirtualThreads {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final int CHANNELS = 16;
    private static final int MOST_FAULTS = 5;
    private static final int ONE_REFUSED_IN = 1_000;

    private final int shapes;
    private final float[][] expected;
    private final DepthwiseConv2d operation;
    private final int openMp = OpenMpNumber.here();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong computed = new AtomicLong();

    private VirtualThreads(int shapes, DepthwiseConv2d operation) {
        this.shapes = shapes;
        this.operation = operation;
        this.expected = new float[shapes][];
    }

    private static Shape shape(int index) {
        return Shape.of(1, 5 + index % 29, 6 + index / 29, CHANNELS);
    }

    private float[] compute(int index) {
        try (Tensor in = Data.random(index, shape(index).dims());
                Tensor out = operation.run(in)) {
            return out.toFloatArray();
        }
    }

    private void call(int index) {
        checkNumber("before");
        for (; ; ) {
            try {
                if (!Arrays.equals(compute(index), expected[index])) {
                    faults.add("other bits for " + shape(index));
                }
                break;
            } catch (NativeMemoryException e) {
                refusals.incrementAndGet();
                checkNumber("after a refusal");
                sleep();
            }
        }
        computed.incrementAndGet();
        checkNumber("after");
    }

    private void checkNumber(String when) {
        int now = OpenMpNumber.here();
        if (now != openMp) {
            faults.add(when + " a call, OpenMP would use " + now + " threads in place of " + openMp);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Executor executor() throws ReflectiveOperationException {
        return Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS
                ? Executors.newFixedThreadPool(64, task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    return thread;
                })
                : (Executor) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }

    private void computeExpected() {
        for (int i = 0; i < shapes; i++) {
            expected[i] = compute(i);
        }
    }

    private void run(int threads) throws Exception {
        Executor executor = executor();
        CountDownLatch ended = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            int index = ThreadLocalRandom.current().nextInt(shapes);
            executor.execute(() -> {
                try {
                    call(index);
                } catch (Throwable e) {
                    faults.add(e.toString());
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
    }

    /** Each request for memory waits, and some are refused. */
    private void runWithLittleMemory(int threads) throws Exception {
        try (RefusedRequests refused = RefusedRequests.oneIn(ONE_REFUSED_IN)) {
            run(threads);
            requests.set(refused.count());
        }
    }

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[0]);
        VirtualThreads program;
        try (Tensor filter = Data.random(1, 3, 3, CHANNELS, 2);
                DepthwiseConv2d operation = DepthwiseConv2d.builder(filter).build()) {
            program = new VirtualThreads(Integer.parseInt(arguments[1]), operation);
            program.computeExpected();
            program.runWithLittleMemory(threads);
        }
        Depthwise4j.trim();
        if (MemoryCounts.liveBlocks() != 0) {
            program.faults.add(MemoryCounts.liveBlocks() + " blocks are left");
        }
        program.faults.stream().limit(MOST_FAULTS).forEach(System.out::println);
        System.out.println("computed " + program.computed + " of " + threads + ", OpenMP number " + program.openMp
                + ", faults " + program.faults.size());
        System.err.println(program.requests + " requests for memory, " + program.refusals + " failed calls");
    }
}
