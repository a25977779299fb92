package io.github.depthwise4j.loading;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Runs work on a new thread with a large stack while the caller waits. Native code is loaded this way for three
 * reasons. An initialiser in oneDNN's library uses half a megabyte of stack, and the caller's thread may have less.
 * JavaCPP cannot unpack files on an interrupted thread. And the loaders start threads that stay alive: started from
 * here, they inherit no context class loader, no thread-local values and no access control context from the caller.
 */
public final class LargeStack {
    private static final String NAME = "depthwise4j-loader";
    private static final long STACK_BYTES = 8L << 20;

    private LargeStack() {}

    /**
     * Runs the work and returns its result, or throws its exception. An interrupt does not end the wait; the caller's
     * interrupt status stays set.
     *
     * @throws OutOfMemoryError if no thread can be started
     */
    public static <T> T call(Supplier<T> work) {
        return call(work, null, null);
    }

    /**
     * The same, where two other things are done at the same time, which must be done later in any case, and may fail
     * now: one on a second thread of this kind, and one by the caller.
     *
     * @param beside null for nothing
     * @param meanwhile null for nothing
     * @throws OutOfMemoryError if no thread can be started
     */
    public static <T> T call(Supplier<T> work, Runnable beside, Runnable meanwhile) {
        Task<T> task = new Task<>(work);
        Thread thread = newThread(task);
        thread.start();
        Thread second = null;
        try {
            if (beside != null) {
                second = newThread(new Attempt(beside));
                second.start();
            }
            if (meanwhile != null) {
                meanwhile.run();
            }
        } catch (RuntimeException | Error e) {
            // It fails again where it is needed, and is reported there.
        } finally {
            join(thread);
            if (second != null) {
                join(second);
            }
        }
        return task.result();
    }

    /**
     * A thread that inherits nothing. In a Java without security manager, {@code doPrivileged} only calls the action.
     */
    @SuppressWarnings("removal")
    private static Thread newThread(Runnable task) {
        // No lambda: the first one of a process takes Java 10 ms, and the loading has not begun yet.
        return AccessController.doPrivileged(new PrivilegedAction<Thread>() {
            @Override
            public Thread run() {
                Thread thread = new Thread(null, task, NAME, STACK_BYTES, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
                return thread;
            }
        });
    }

    /** Waits until the thread has ended. An interrupt does not end the wait; the interrupt status stays set. */
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

    /** Does what may fail. */
    private record Attempt(Runnable work) implements Runnable {
        @Override
        public void run() {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // It fails again where it is needed, and is reported there.
            }
        }
    }

    /** The work and its result. The caller reads the result after {@code join}, which makes it visible. */
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
