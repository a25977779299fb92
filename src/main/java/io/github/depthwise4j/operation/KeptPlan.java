package io.github.depthwise4j.operation;

import io.github.depthwise4j.memory.RefCounted;
import io.github.depthwise4j.plan.base.Kept;
import java.util.concurrent.atomic.AtomicLong;

/** A plan as operations and one-shot calls keep it, with what belongs to it: what {@link LibraryStats#plans()} counts. */
public abstract class KeptPlan extends RefCounted implements Kept {
    private static final AtomicLong LIVE = new AtomicLong();

    KeptPlan() {
        LIVE.incrementAndGet();
    }

    /** The number of such plans that are not freed. */
    public static long live() {
        return LIVE.get();
    }

    @Override
    protected final void free() {
        try {
            destroy();
        } finally {
            LIVE.decrementAndGet();
        }
    }

    /** Frees the plan and what belongs to it. */
    abstract void destroy();
}
