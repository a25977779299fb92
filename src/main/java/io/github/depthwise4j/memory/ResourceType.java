package io.github.depthwise4j.memory;

import java.util.concurrent.atomic.AtomicLong;

/** A kind of thing that users own and close, and how many of it are open. */
public final class ResourceType {
    private final String name;
    private final boolean reported;
    private final AtomicLong open = new AtomicLong();

    private ResourceType(String name, boolean reported) {
        this.name = name;
        this.reported = reported;
    }

    /** A kind that holds native memory: it is reported if the garbage collector had to free one of its things. */
    public static ResourceType ofNativeMemory(String name) {
        return new ResourceType(name, true);
    }

    /** A kind whose things hold nothing that has to be freed: nothing happens if nobody closes them. */
    public static ResourceType ofNothing(String name) {
        return new ResourceType(name, false);
    }

    /** The number of things neither closed nor freed by the garbage collector. */
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
