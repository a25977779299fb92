package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.errors.NativeMemoryException;
import io.github.depthwise4j.errors.OneDnnException;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * A way to compute that a problem can do without. Where it cannot be had, whatever the exception, another way is taken: oneDNN may refuse
 * a part, a part may be too large for a tensor, or there may be no memory for it.
 */
public final class OptionalWay {
    private static final System.Logger LOGGER = System.getLogger(OptionalWay.class.getName());

    private OptionalWay() {}

    /**
     * Makes what belongs to such a way, or returns null. An {@link Error} is not caught: after it, no other way is safe.
     *
     * @param way its name, for the log
     * @param making leaves nothing open where it throws
     */
    public static <T> T orNull(Object way, Supplier<T> making) {
        try {
            return making.get();
        } catch (RuntimeException e) {
            skipped(way, e);
            return null;
        }
    }

    /** Logs why a way is not taken: as a warning where the reason is none of those there can be. */
    public static void skipped(Object way, RuntimeException reason) {
        boolean foreseen = reason instanceof OneDnnException
                || reason instanceof NativeMemoryException
                || reason instanceof IllegalArgumentException;
        LOGGER.log(
                foreseen ? Level.DEBUG : Level.WARNING,
                "computing without " + way + ", which failed: " + reason,
                reason);
    }
}
