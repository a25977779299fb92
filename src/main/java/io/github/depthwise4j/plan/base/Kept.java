package io.github.depthwise4j.plan.base;

/** What a cache keeps, as far as its memory is concerned. */
public interface Kept {
    /** The native bytes that only closing frees: packed filters, and an estimate of what oneDNN has made. */
    long fixedBytes();

    /** The native bytes that are kept for later calls and can be freed at any time. */
    long idleBytes();

    /** Frees what is idle. */
    void trim();
}
