package io.github.depthwise4j.memory;

/**
 * Runs at the end of an owner's life, when it is closed or when the garbage collector has found it. It must not refer
 * to the owner, because that would keep the owner alive.
 */
final class OwnerCleanup implements Runnable {
    private final RefCounted thing;
    private final ResourceType kind;
    private final Object detail;
    private final long byteSize;
    /** Where the owner was made, or null if that was not recorded. */
    private final Throwable origin;

    OwnerCleanup(RefCounted thing, ResourceType kind, Object detail, long byteSize) {
        this.thing = thing;
        this.kind = kind;
        this.detail = detail;
        this.byteSize = byteSize;
        this.origin = kind.isReported() ? LeakDetection.ofProcess().origin() : null;
        kind.opened();
    }

    /** Called once. */
    @Override
    public void run() {
        boolean forgotten = !thing.isClosed();
        if (forgotten) {
            RefCounted.rememberCleanerThread(Thread.currentThread());
        }
        thing.close();
        kind.ended();
        if (forgotten && kind.isReported()) {
            LeakDetection.ofProcess().report(kind + " " + detail, kind, byteSize, origin);
        }
    }
}
