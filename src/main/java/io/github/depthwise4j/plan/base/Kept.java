package io.github.depthwise4j.plan.base;

/** The native memory of an object that a cache keeps. */
public interface Kept {
    /**
     * The native bytes that are freed only when this is closed: packed filters, and an estimate of oneDNN's own
     * memory.
     */
    long fixedBytes();

    /** The native bytes that are kept for later calls, and can be freed at any time. */
    long idleBytes();

    /** Frees the idle bytes. */
    void trim();
}
