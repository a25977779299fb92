package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.plan.parallel.Workers;

/**
 * How many threads one call may use.
 *
 * @param threads the most, the caller included; 1 or more
 * @param adaptive whether helpers are left alone while as many callers as cores are at work
 */
public record ThreadLimit(int threads, boolean adaptive) {
    /** All cores, unless other callers use them. */
    public static final ThreadLimit ADAPTIVE = new ThreadLimit(Integer.MAX_VALUE, true);

    /** The caller's thread alone. */
    public static final ThreadLimit CALLER_ONLY = new ThreadLimit(1, false);

    /** The most threads that can work on so many slices. */
    public int threadsFor(int slices) {
        return Math.min(Math.min(threads, slices), Workers.shared().threads());
    }
}
