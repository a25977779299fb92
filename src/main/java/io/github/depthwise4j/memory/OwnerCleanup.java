package io.github.depthwise4j.memory;

/**
 * What happens at the end of an owner's life, be it that it was closed or that the garbage collector found it. Must
 * not refer to the owner, which it would keep alive.
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
            RefCounted.isCleanersThread(Thread.currentThread());
        }
        thing.close();
        kind.ended();
        if (forgotten && kind.isReported()) {
            LeakDetection.ofProcess().report(kind + " " + detail, kind, byteSize, origin);
        }
    }
}
