package io.github.depthwise4j.loading;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Runs work on a thread with a large stack while its caller waits. For what loads native code: an initialiser of oneDNN's library
 * touches half a megabyte of stack, which a caller need not have, and JavaCPP cannot unpack on a thread that is interrupted. The
 * threads that the loaders start, and that stay, are started from here, and so inherit nothing of the caller's: neither its context
 * class loader, nor its thread-local values, nor its access control context.
 */
public final class LargeStack {
    private static final String NAME = "depthwise4j-loader";
    private static final long STACK_BYTES = 8L << 20;

    private LargeStack() {}

    /**
     * Returns what the work returns, or throws what it throws. The wait cannot be interrupted; the caller's interrupt stays set.
     *
     * @throws OutOfMemoryError if no thread can be started
     */
    public static <T> T call(Supplier<T> work) {
        Task<T> task = new Task<>(work);
        Thread thread = unrelated(task);
        thread.start();
        join(thread);
        return task.result();
    }

    /** Where there is a security manager no longer, this calls the action and nothing else. */
    @SuppressWarnings("removal")
    private static Thread unrelated(Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, NAME, STACK_BYTES, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        });
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work and what came of it; the end of the thread makes it visible to the caller. */
    private static final class Task<T> implements Runnable {
        private final Supplier<T> work;
        private T value;
        private Throwable failure;

        Task(Supplier<T> work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                value = work.get();
            } catch (Throwable e) {
                failure = e;
            }
        }

        T result() {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return value;
        }
    }
}
