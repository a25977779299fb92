package io.github.depthwise4j.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The threads of a test. If one of them fails, the test fails. */
public final class StartedThreads {
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /** Runs the same code on this number of threads, and returns when all have ended. */
    public static void run(int count, Runnable body) throws InterruptedException {
        StartedThreads all = new StartedThreads();
        for (int i = 0; i < count; i++) {
            all.start(body);
        }
        all.join();
    }

    /** Starts one thread. */
    public Thread start(Runnable body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (Throwable e) {
                failures.add(e);
            }
        });
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Waits until all have ended, and throws what they threw. */
    public void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            AssertionError error = new AssertionError(failures.size() + " threads failed", failures.peek());
            failures.forEach(error::addSuppressed);
            throw error;
        }
    }
}
