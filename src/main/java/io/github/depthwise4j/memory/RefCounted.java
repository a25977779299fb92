package io.github.depthwise4j.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;

/**
 * A native resource with one owner and any number of users.
 *
 * <p>The owner calls {@link #close()} when it needs the resource no more. A user (a running call, or a buffer that a
 * caller got) calls {@link #acquire()} before it uses the resource and {@link #release()} afterwards. The resource is
 * freed when the owner has closed it and the last user has released it. So closing frees nothing that a running call
 * uses. Safe for any number of threads; no thread waits.
 */
public abstract class RefCounted implements AutoCloseable {
    private static final int CLOSED = 1 << 31;
    private static final VarHandle STATE;
    private static final Cleaner CLEANER = Cleaner.create();

    /**
     * The thread of {@link #CLEANER}, once it has run. Not volatile: only that thread has to see it, and it writes it.
     */
    private static Thread cleanerThread;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(RefCounted.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The sign bit is set once the owner has closed; the other bits count the owner (until then) and the users. */
    @SuppressWarnings("unused") // accessed through STATE
    private volatile int state = 1;

    /** Frees the thing; called once, by the thread that ends the last use. */
    protected abstract void free();

    /**
     * Announces a user.
     *
     * @return false if the owner has closed the thing: it must not be touched then
     */
    public boolean acquire() {
        for (; ; ) {
            int current = (int) STATE.getVolatile(this);
            if (current < 0) {
                return false;
            }
            if (STATE.compareAndSet(this, current, current + 1)) {
                return true;
            }
        }
    }

    /**
     * Announces one more user while another one is known, on whose behalf the caller acts. Unlike {@link #acquire()},
     * it works after the owner has closed the thing.
     */
    final void acquireAgain() {
        STATE.getAndAdd(this, 1);
    }

    /** Ends the use that a successful {@link #acquire()} began. */
    public final void release() {
        int before = (int) STATE.getAndAdd(this, -1);
        if (before == CLOSED + 1) {
            free();
        }
    }

    /** Whether the owner has closed the thing; users may still be at work. */
    public final boolean isClosed() {
        return (int) STATE.getVolatile(this) < 0;
    }

    /** Ends the owner's interest; the thing is freed when the last user has gone. A second call does nothing. */
    @Override
    public final void close() {
        int before = (int) STATE.getAndBitwiseOr(this, CLOSED);
        if (before >= 0) {
            release();
        }
    }

    /**
     * Closes this resource when {@code owner} becomes unreachable, and reports the owner as forgotten. An owner that is
     * closed in time closes this resource first and then calls {@code clean()} on the result: then nothing is reported.
     * The resource must not refer to its owner.
     *
     * @param detail describes the owner in messages; its text is made only when it is needed
     * @param byteSize the native memory that the owner keeps, for messages
     */
    public final Cleaner.Cleanable closeWith(Object owner, ResourceType kind, Object detail, long byteSize) {
        return CLEANER.register(owner, new OwnerCleanup(this, kind, detail, byteSize));
    }

    /** How many owners were never closed, so that the garbage collector had to find them. */
    public static long forgottenOwners() {
        return LeakDetection.found();
    }

    /** Ends one use when {@code user} becomes unreachable. */
    protected final void releaseWith(Object user) {
        CLEANER.register(user, () -> {
            rememberCleanerThread(Thread.currentThread());
            release();
        });
    }

    /** Remembers the thread that frees what the garbage collector found. */
    static void rememberCleanerThread(Thread thread) {
        cleanerThread = thread;
    }

    /** Whether the caller frees what the garbage collector found. */
    static boolean onCleanersThread() {
        return Thread.currentThread() == cleanerThread;
    }
}
