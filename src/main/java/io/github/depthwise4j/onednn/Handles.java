package io.github.depthwise4j.onednn;

import java.util.concurrent.atomic.AtomicLong;

/** Counts oneDNN's handles, so that a test can prove that all were destroyed. */
public final class Handles {
    private static final AtomicLong LIVE = new AtomicLong();

    private Handles() {}

    /** Descriptors, primitives, memories and streams created and not yet destroyed; the engine, made once, is not counted. */
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
