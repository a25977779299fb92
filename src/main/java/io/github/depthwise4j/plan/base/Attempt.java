package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.errors.OneDnnException;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Makes something that a computation can do without. If that fails with any exception, the caller computes in another
 * way: oneDNN may refuse a part of a problem, a part may be too large for a tensor, or there may be no memory for it.
 */
public final class Attempt {

    private Attempt() {}

    /**
     * Makes an object, or returns null. An {@link Error} is not caught: after it, nothing else is safe to try.
     *
     * @param subject what is tried, for the log
     * @param making leaves nothing open if it throws
     */
    public static <T> T orNull(Object subject, Supplier<T> making) {
        try {
            return making.get();
        } catch (RuntimeException e) {
            skipped(subject, e);
            return null;
        }
    }

    /** Logs why something is not used. An unexpected reason is logged as a warning. */
    public static void skipped(Object subject, RuntimeException reason) {
        boolean foreseen = reason instanceof OneDnnException
                || reason instanceof NativeMemoryException
                || reason instanceof IllegalArgumentException;
        logger().log(
                        foreseen ? Level.DEBUG : Level.WARNING,
                        "computing without " + subject + ", which failed: " + reason,
                        reason);
    }

    /** Made when there is something to log: the first logger of a process takes Java some 20 ms. */
    private static System.Logger logger() {
        return System.getLogger(Attempt.class.getName());
    }
}
