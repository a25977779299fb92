package io.github.depthwise4j.memory;

import java.util.concurrent.atomic.AtomicLong;

/** A type of resources that users own and close, with the number of those that are open. */
public final class ResourceType {
    private final String name;
    private final boolean reported;
    private final AtomicLong open = new AtomicLong();

    private ResourceType(String name, boolean reported) {
        this.name = name;
        this.reported = reported;
    }

    /** A type that holds native memory: a resource that the garbage collector has to free is reported. */
    public static ResourceType ofNativeMemory(String name) {
        return new ResourceType(name, true);
    }

    /** A type that holds nothing to free: nothing happens if nobody closes its resources. */
    public static ResourceType ofNothing(String name) {
        return new ResourceType(name, false);
    }

    /** The number of resources that are neither closed nor freed by the garbage collector. */
    public long open() {
        return open.get();
    }

    void opened() {
        open.incrementAndGet();
    }

    void ended() {
        open.decrementAndGet();
    }

    boolean isReported() {
        return reported;
    }

    @Override
    public String toString() {
        return name;
    }
}
