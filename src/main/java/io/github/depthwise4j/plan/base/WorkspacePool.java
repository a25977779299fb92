package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.memory.IdleMemory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends each thread a workspace of its own for the time of a call. A thread tends to get the one it had last, whose
 * addresses are then already right. Without locks, and without allocation once there are as many as threads at a time.
 * What is idle is bounded, and can be freed at any time.
 *
 * @param <W> what a thread works with
 */
public final class WorkspacePool<W extends WorkspacePool.Workspace> implements IdleMemory.Keeper, AutoCloseable {
    /** What one thread works with. */
    public interface Workspace extends AutoCloseable {
        /** The native memory in it. */
        long byteSize();

        @Override
        void close();
    }

    /**
     * The most workspaces that are kept while nobody uses them. No more threads than there are processors can be
     * between two calls at the same moment and still be running, and a few more wait for a processor just there:
     * steady callers, however many, find theirs. What a burst of callers leaves behind is closed when it is given
     * back.
     */
    static final int MOST_IDLE = Runtime.getRuntime().availableProcessors() + 8;

    private final AtomicReferenceArray<W> idle = new AtomicReferenceArray<>(MOST_IDLE);
    private final Supplier<W> factory;
    /** Whether others can ask for what is idle; several threads may find out that they cannot, which does no harm. */
    private boolean known;

    public WorkspacePool(Supplier<W> factory) {
        this.factory = factory;
    }

    public W take() {
        int home = home();
        for (int i = 0; i < MOST_IDLE; i++) {
            int slot = (home + i) % MOST_IDLE;
            if (idle.getPlain(slot) != null) {
                W workspace = idle.getAndSet(slot, null);
                if (workspace != null) {
                    return workspace;
                }
            }
        }
        return factory.get();
    }

    public void giveBack(W workspace) {
        if (!known) {
            known = true;
            IdleMemory.add(this);
        }
        int home = home();
        for (int i = 0; i < MOST_IDLE; i++) {
            int slot = (home + i) % MOST_IDLE;
            if (idle.getPlain(slot) == null && idle.compareAndSet(slot, null, workspace)) {
                return;
            }
        }
        workspace.close();
    }

    private static int home() {
        return (int) (Thread.currentThread().getId() % MOST_IDLE);
    }

    @Override
    public int idle() {
        int count = 0;
        for (int slot = 0; slot < MOST_IDLE; slot++) {
            if (idle.getPlain(slot) != null) {
                count++;
            }
        }
        return count;
    }

    /** The native memory of what is idle, at about this moment: others take and give back meanwhile. */
    public long idleBytes() {
        long bytes = 0;
        for (int slot = 0; slot < MOST_IDLE; slot++) {
            // A workspace that another thread takes meanwhile may be closed, but still knows its size.
            W workspace = idle.getAcquire(slot);
            bytes += workspace == null ? 0 : workspace.byteSize();
        }
        return bytes;
    }

    @Override
    public void trim() {
        for (int slot = 0; slot < MOST_IDLE; slot++) {
            W workspace = idle.getAndSet(slot, null);
            if (workspace != null) {
                workspace.close();
            }
        }
    }

    /** Closes what was given back; nobody may be using the rest. */
    @Override
    public void close() {
        IdleMemory.remove(this);
        trim();
    }
}
