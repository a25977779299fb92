package io.github.depthwise4j.problem;

import io.github.depthwise4j.plan.base.ThreadLimit;

/**
 * How many threads one call may use. The caller's thread always works itself; the others are helpers, one less than there are
 * processors, which all operations of the process share and which are only asked where a call is worth it. Results do not depend
 * on it. Immutable.
 */
public final class Parallelism {
    private static final Parallelism ADAPTIVE = new Parallelism(ThreadLimit.ADAPTIVE);
    private static final Parallelism CALLER_ONLY = new Parallelism(ThreadLimit.CALLER_ONLY);

    private final ThreadLimit limit;

    private Parallelism(ThreadLimit limit) {
        this.limit = limit;
    }

    /** {@return all processors for a call that is alone, its own thread for each call where many run at the same time} */
    public static Parallelism adaptive() {
        return ADAPTIVE;
    }

    /**
     * {@return up to a number of threads, whoever else is at work}
     *
     * @param threads the most threads of one call, the caller's included, 1 or more; never more than there are processors are used
     * @throws IllegalArgumentException if it is below 1
     */
    public static Parallelism fixed(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "parallelism: threads = " + threads + ", but a call has at least the caller's own; pass 1 or more");
        }
        return new Parallelism(new ThreadLimit(threads, false));
    }

    /** {@return the caller's thread alone} */
    public static Parallelism callerOnly() {
        return CALLER_ONLY;
    }

    public ThreadLimit limit() {
        return limit;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parallelism that && limit.equals(that.limit);
    }

    @Override
    public int hashCode() {
        return limit.hashCode();
    }

    /** {@return adaptive, fixed(n) or callerOnly} */
    @Override
    public String toString() {
        if (limit.adaptive()) {
            return "adaptive";
        }
        return limit.threads() == 1 ? "callerOnly" : "fixed(" + limit.threads() + ")";
    }
}
