package io.github.depthwise4j.errors;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Memory outside the Java heap could not be allocated: the setting {@code memoryLimit} does not allow it, or the
 * operating system refused it. Before this, the library frees its idle memory and lets the garbage collector look for
 * forgotten tensors. Nothing else has changed: the same call can succeed later, when there is enough memory.
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
     * @param asked the bytes that were requested
     * @param inUse the bytes in use
     * @param limit the most bytes that may be in use
     * @param remedy how to raise the limit
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
     * @param asked the bytes that were requested
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

    /** {@return the bytes that were requested} */
    public long asked() {
        return asked;
    }

    /** {@return the bytes that the library used at that time} */
    public long inUse() {
        return inUse;
    }

    /** {@return the limit in bytes; empty if the operating system refused} */
    public OptionalLong limit() {
        return limit == NONE ? OptionalLong.empty() : OptionalLong.of(limit);
    }
}
