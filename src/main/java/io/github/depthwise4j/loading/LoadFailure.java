package io.github.depthwise4j.loading;

/**
 * Turns what a loader of native code throws into the exception users see. This floor allocates with native code, but
 * what is wrong with a machine is known two floors up: the implementation is found as a service.
 */
public interface LoadFailure {
    /**
     * Does what the loader will do, as far as that may fail for a reason that can pass, as a full disk is. Throws the exception to
     * throw, with the remedy in its message.
     */
    void rehearse();

    /** The exception to throw, with the remedy in its message. */
    RuntimeException explain(Throwable failure);
}
