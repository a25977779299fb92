package io.github.depthwise4j.errors;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Memory outside the Java heap could not be allocated: the setting {@code memoryLimit} does not allow it, or the
 * operating system refused it. Idle working memory had been given back before, and forgotten tensors looked for.
 * Nothing else has changed: the call that needed the memory can be made again once there is some.
 */
public final class NativeMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final long NONE = -1;

    private final long asked;
    private final long inUse;
    private final long limit;

    private NativeMemoryException(String message, long asked, long inUse, long limit) {
        super(message);
        this.asked = asked;
        this.inUse = inUse;
        this.limit = limit;
    }

    /**
     * A refusal by the limit.
     *
     * @param asked the bytes asked for
     * @param inUse the bytes in use
     * @param limit the most that may be in use
     * @param remedy what raises the limit
     * @return the exception
     */
    public static NativeMemoryException beyondLimit(long asked, long inUse, long limit, String remedy) {
        return new NativeMemoryException(
                "depthwise4j cannot allocate " + asked + " bytes of native memory: " + inUse
                        + " bytes are in use, and the limit is " + limit
                        + "; close tensors and operations that are no longer needed, use smaller batches, or "
                        + Objects.requireNonNull(remedy, "remedy"),
                asked,
                inUse,
                limit);
    }

    /**
     * A refusal by the operating system.
     *
     * @param asked the bytes asked for
     * @param inUse the bytes in use
     * @return the exception
     */
    public static NativeMemoryException refusedBySystem(long asked, long inUse) {
        return new NativeMemoryException(
                "depthwise4j cannot allocate " + asked
                        + " bytes of native memory: the operating system refuses them, with "
                        + inUse
                        + " bytes in use by depthwise4j; close tensors and operations that are no longer needed, "
                        + "or give the process more memory",
                asked,
                inUse,
                NONE);
    }

    /** {@return the bytes asked for} */
    public long asked() {
        return asked;
    }

    /** {@return the bytes this library had in use when it was refused} */
    public long inUse() {
        return inUse;
    }

    /** {@return the limit in bytes; empty if the operating system refused} */
    public OptionalLong limit() {
        return limit == NONE ? OptionalLong.empty() : OptionalLong.of(limit);
    }
}
