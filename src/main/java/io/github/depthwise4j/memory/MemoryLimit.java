package io.github.depthwise4j.memory;

import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.settings.Setting;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much native memory may be in use. Who allocates reserves first, so that what is in use is never more than the
 * limit, whatever the number of threads.
 */
final class MemoryLimit {
    static final long NONE = Long.MAX_VALUE;

    /** Code, classes and stacks take about as much in a small container too. */
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
        return settings.isMemoryLimited() ? settings.memoryLimit().orElseGet(MemoryLimit::standard) : NONE;
    }

    private static long standard() {
        OptionalLong container = ContainerMemory.bytes(Path.of("/"));
        return container.isPresent() ? beside(Runtime.getRuntime().maxMemory(), container.getAsLong()) : NONE;
    }

    /**
     * The limit where none is set: what the container has beside the largest heap, less a tenth for the JVM itself. A
     * heap that may take nearly all is seldom full: a quarter of the container's memory is allowed in any case.
     */
    static long beside(long heap, long container) {
        long jvm = Math.max(container / 10, LEAST_FOR_JVM);
        return Math.max(container / 4, container - jvm - Math.min(heap, container));
    }

    /** Makes room for so many bytes; false if that would be more than the limit. */
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

    /** Gives up what was reserved. */
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

    /** Sets another limit, for a test, which puts the old one back. */
    void limit(long bytes) {
        limit = bytes;
    }

    /** What an operator can do about it. */
    static String remedy() {
        return "raise " + Setting.MEMORY_LIMIT.key() + " (system property " + Setting.MEMORY_LIMIT.property() + ")";
    }
}
