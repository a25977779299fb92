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

    /** No threads yet; {@link #add} starts them. */
    public Threads() {
        this(PATIENCE);
    }

    private Threads(Duration patience) {
        this.patience = patience;
    }

    /** Starts one thread. */
    public static Threads start(Task task) {
        Threads threads = new Threads();
        threads.add(task);
        return threads;
    }

    /** Starts one more thread, and returns it. */
    public Thread add(Task task) {
        Thread thread = new Thread(() -> attempt(task), "test-thread-" + threads.size());
        // A thread that hangs must not keep the JVM of the tests from ending.
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Runs the task on this number of threads at the same time, and returns when all have ended. */
    public static void run(int count, NumberedTask task) {
        run(count, task, PATIENCE);
    }

    static void run(int count, NumberedTask task, Duration patience) {
        Threads threads = new Threads(patience);
        CountDownLatch begin = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(() -> {
                begin.await();
                task.run(number);
            });
        }
        begin.countDown();
        threads.close();
    }

    private void attempt(Task task) {
        try {
            task.run();
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
