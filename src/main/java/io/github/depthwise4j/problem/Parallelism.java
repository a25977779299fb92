package io.github.depthwise4j.problem;

/**
 * How many threads one call may use. The calling thread always computes. The other threads are helpers: one fewer than
 * there are processors, shared by all operations of the process. They join only if a call is long enough. Results do
 * not depend on the number of threads. Immutable.
 */
public final class Parallelism {
    private static final Parallelism ADAPTIVE = new Parallelism(Integer.MAX_VALUE, true);
    private static final Parallelism CALLER_ONLY = new Parallelism(1, false);

    private final int maxThreads;
    private final boolean adaptive;

    private Parallelism(int maxThreads, boolean adaptive) {
        this.maxThreads = maxThreads;
        this.adaptive = adaptive;
    }

    /**
     * {@return all processors for a call that runs alone; only the calling thread while many calls run at the same
     * time}
     */
    public static Parallelism adaptive() {
        return ADAPTIVE;
    }

    /**
     * {@return up to this number of threads, also while other calls run}
     *
     * @param threads the largest number of threads of one call, the calling thread included, 1 or more; no more than
     *     the number of processors are used
     * @throws IllegalArgumentException if it is below 1
     */
    public static Parallelism fixed(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "parallelism: threads = " + threads + ", but a call has at least the caller's own; pass 1 or more");
        }
        return threads == 1 ? CALLER_ONLY : new Parallelism(threads, false);
    }

    /** {@return the calling thread alone} */
    public static Parallelism callerOnly() {
        return CALLER_ONLY;
    }

    /** {@return the largest number of threads of one call, the calling thread included} */
    public int maxThreads() {
        return maxThreads;
    }

    /** {@return whether no helpers join while there are as many calls as processors} */
    public boolean isAdaptive() {
        return adaptive;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Parallelism that && maxThreads == that.maxThreads && adaptive == that.adaptive;
    }

    @Override
    public int hashCode() {
        return 2 * maxThreads + (adaptive ? 1 : 0);
    }

    /** {@return adaptive, fixed(n) or callerOnly} */
    @Override
    public String toString() {
        if (adaptive) {
            return "adaptive";
        }
        return maxThreads == 1 ? "callerOnly" : "fixed(" + maxThreads + ")";
    }
}
