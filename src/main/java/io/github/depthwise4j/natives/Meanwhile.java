package io.github.depthwise4j.natives;

import io.github.depthwise4j.errors.NativeLoadException;

/** Work that is done once: while native code is loaded, or else afterwards. */
public final class Meanwhile<T, E extends Exception> implements Runnable {
    private final Work<T, E> work;
    private boolean done;
    private T value;
    private Exception exception;
    private Error error;

    /** What is done. */
    public interface Work<T, E extends Exception> {
        /** Does it, and returns the result. */
        T get() throws E;
    }

    Meanwhile(Work<T, E> work) {
        this.work = work;
    }

    @Override
    public void run() {
        tryWork();
    }

    private void tryWork() {
        try {
            value = work.get();
            done = true;
        } catch (Exception e) {
            exception = e;
        } catch (Error e) {
            error = e;
        }
    }

    /**
     * The result. Does the work now if it has not begun.
     *
     * @param refusal why native code cannot be loaded; null if it is loaded
     */
    T result(NativeLoadException refusal) throws E {
        if (!done && exception == null && error == null) {
            tryWork();
        }
        if (error != null) {
            throw error;
        }
        if (exception instanceof RuntimeException e) {
            throw e instanceof NativeLoadException && refusal != null ? refusal : e;
        }
        if (exception != null) {
            @SuppressWarnings("unchecked")
            E checked = (E) exception;
            throw checked;
        }
        return value;
    }
}
