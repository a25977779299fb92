package io.github.depthwise4j.memory;

/** Another limit of native memory, until it is closed. */
public final class LimitedMemory implements AutoCloseable {
    private final long before = MemoryLimit.ofProcess().limit();

    private LimitedMemory(long limit) {
        Reclamation.forgetLast();
        MemoryLimit.ofProcess().limit(limit);
    }

    /** Lets so many bytes be allocated beside those in use. */
    public static LimitedMemory toMore(long bytes) {
        return new LimitedMemory(MemoryLimit.ofProcess().reserved() + bytes);
    }

    /** The most bytes that may be in use. */
    public long limit() {
        return MemoryLimit.ofProcess().limit();
    }

    /** Leaves the garbage collector out, as if it had just run. */
    public LimitedMemory withoutCollecting() {
        Reclamation.pretendJustCollected();
        return this;
    }

    @Override
    public void close() {
        MemoryLimit.ofProcess().limit(before);
    }
}
