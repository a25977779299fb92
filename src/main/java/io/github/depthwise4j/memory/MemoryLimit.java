package io.github.depthwise4j.memory;

import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much native memory may be in use. Every allocation reserves its bytes first, so any number of threads together
 * stay within the limit.
 */
final class MemoryLimit {
    static final long NONE = Long.MAX_VALUE;

    /** The memory for code, classes and stacks, which a small container needs as well. */
    private static final long LEAST_FOR_JVM = 128L << 20;

    private static volatile MemoryLimit ofProcess;

    private final AtomicLong reserved = new AtomicLong();
    /** Changed by tests only. */
    private volatile long limit;

    private MemoryLimit(long limit) {
        this.limit = limit;
    }

    /**
     * The limit of this process.
     *
     * @throws IllegalArgumentException if a setting is not allowed
     */
    static MemoryLimit ofProcess() {
        MemoryLimit current = ofProcess;
        return current != null ? current : create();
    }

    private static synchronized MemoryLimit create() {
        if (ofProcess == null) {
            ofProcess = new MemoryLimit(bytes(RuntimeSettings.current()));
        }
        return ofProcess;
    }

    /**
     * The most bytes that may be in use, {@link #NONE} if there is no limit. Before the first allocation, what the
     * limit would be now: this puts no settings in force.
     *
     * @throws IllegalArgumentException if a setting is not allowed
     */
    static long preview() {
        MemoryLimit current = ofProcess;
        return current != null ? current.limit() : bytes(RuntimeSettings.preview());
    }

    private static long bytes(RuntimeSettings settings) {
        if (!settings.isMemoryLimited()) {
            return NONE;
        }
        OptionalLong limit = settings.memoryLimit();
        return limit.isPresent() ? limit.getAsLong() : standard();
    }

    private static long standard() {
        OptionalLong container = ContainerMemory.bytes(Path.of("/"));
        return container.isPresent() ? beside(Runtime.getRuntime().maxMemory(), container.getAsLong()) : NONE;
    }

    /**
     * The limit if none is set: the memory of the container, less the largest heap, less a tenth for the JVM itself. A
     * quarter of the container's memory is allowed in any case, because a very large heap is seldom full.
     */
    static long beside(long heap, long container) {
        long jvm = Math.max(container / 10, LEAST_FOR_JVM);
        return Math.max(container / 4, container - jvm - Math.min(heap, container));
    }

    /** Reserves bytes; returns false, and reserves nothing, if the limit does not allow them. */
    boolean reserve(long bytes) {
        for (; ; ) {
            long now = reserved.get();
            if (now > limit - bytes) {
                return false;
            }
            if (reserved.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    /** Ends a reservation. */
    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    long reserved() {
        return reserved.get();
    }

    /** The most bytes that may be in use, {@link #NONE} if there is no limit. */
    long limit() {
        return limit;
    }

    /** Sets another limit, for a test, which restores the old one. */
    void limit(long bytes) {
        limit = bytes;
    }

    /** How an operator can raise the limit. */
    static String remedy() {
        return "raise " + Setting.MEMORY_LIMIT.key() + " (system property " + Setting.MEMORY_LIMIT.property() + ")";
    }
}
