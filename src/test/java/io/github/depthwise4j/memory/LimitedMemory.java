package io.github.depthwise4j.memory;

/** Another limit of native memory, until it is closed. */
public final class LimitedMemory implements AutoCloseable {
    private final long before = MemoryLimit.ofProcess().limit();

    private LimitedMemory(long limit) {
        Reclamation.forgetLast();
        MemoryLimit.ofProcess().limit(limit);
    }

    /** Allows this number of bytes in addition to those in use. */
    public static LimitedMemory toMore(long bytes) {
        return new LimitedMemory(MemoryLimit.ofProcess().reserved() + bytes);
    }

    /** The most bytes that may be in use. */
    public long limit() {
        return MemoryLimit.ofProcess().limit();
    }

    /** Has refusals come at once: without collecting garbage, and without waiting. */
    public LimitedMemory withoutCollecting() {
        Reclamation.patience(0);
        return this;
    }

    @Override
    public void close() {
        MemoryLimit.ofProcess().limit(before);
        Reclamation.patience(Reclamation.PATIENCE_NANOS);
    }
}
