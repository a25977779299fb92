package io.github.depthwise4j.onednn;

import java.util.concurrent.atomic.AtomicLong;

/** Counts oneDNN's handles, so tests can prove that all were destroyed. */
public final class Handles {
    private static final AtomicLong LIVE = new AtomicLong();

    private Handles() {}

    /**
     * The descriptors, primitives, memory objects and streams that are not destroyed yet. The one engine is not
     * counted.
     */
    public static long live() {
        return LIVE.get();
    }

    static void created() {
        LIVE.incrementAndGet();
    }

    static void destroyed() {
        LIVE.decrementAndGet();
    }
}
