package io.github.depthwise4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Threads that a test starts. What a task throws on a thread fails the test, and so does a thread that does not end:
 * the thread that started them has to {@link #close()} them, which waits for all.
 */
public final class Threads implements AutoCloseable {
    /** Guards against hanging; no test takes so long. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Duration patience;

    /** Work that may throw anything. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** Work that is told which of the threads does it, from 0 on. */
    @FunctionalInterface
    public interface NumberedTask {
        void run(int thread) throws Exception;
    }

    private Threads(int count, NumberedTask task, Duration patience) {
        this.patience = patience;
        CountDownLatch begin = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> attempt(begin, task, number), "test-thread-" + i);
            // A thread that hangs must not keep the JVM of the tests from ending.
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        begin.countDown();
    }

    /** Starts one thread. */
    public static Threads start(Task task) {
        return new Threads(1, thread -> task.run(), PATIENCE);
    }

    /** Runs the task on so many threads at a time and returns when all have ended. */
    public static void run(int count, NumberedTask task) {
        run(count, task, PATIENCE);
    }

    static void run(int count, NumberedTask task, Duration patience) {
        new Threads(count, task, patience).close();
    }

    private void attempt(CountDownLatch begin, NumberedTask task, int number) {
        try {
            begin.await();
            task.run(number);
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    public boolean isAlive() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /**
     * Waits for all threads.
     *
     * @throws AssertionError if a task threw something, or a thread did not end
     */
    @Override
    public void close() {
        long end = System.nanoTime() + patience.toNanos();
        AssertionError failure = null;
        for (Thread thread : threads) {
            join(thread, end);
            if (thread.isAlive()) {
                failure = added(
                        failure,
                        new AssertionError(
                                thread.getName() + " did not end: " + Arrays.toString(thread.getStackTrace())));
                thread.interrupt();
            }
        }
        for (Throwable each : failures) {
            failure = added(failure, new AssertionError("a started thread failed: " + each, each));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static void join(Thread thread, long end) {
        try {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while it waited for " + thread.getName(), e);
        }
    }

    private static AssertionError added(AssertionError first, AssertionError next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
