package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.memory.IdleMemory;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends each thread a workspace of its own during a call. A thread usually gets the workspace that it had last, which
 * is then still in its cache. There are no locks, and no allocation, unless more threads are at work at a time than
 * ever before. The number of idle workspaces is bounded, and they can be freed at any time.
 *
 * @param <W> the type of the workspaces
 */
public final class WorkspacePool<W extends WorkspacePool.Workspace> implements IdleMemory.Keeper, AutoCloseable {
    /** The memory and the executions that one thread uses during a call. */
    public interface Workspace extends AutoCloseable {
        /** The size of its native memory. */
        long byteSize();

        @Override
        void close();
    }

    /**
     * The most idle workspaces that are kept. At any moment, the threads between two calls are at most the running
     * ones, one per processor, and a few that wait for a processor. So steady callers find a workspace, however many
     * they are. Workspaces above this number, after a burst of callers, are closed when they are given back.
     */
    static final int MOST_IDLE = Runtime.getRuntime().availableProcessors() + 8;

    private final AtomicReferenceArray<W> idle = new AtomicReferenceArray<>(MOST_IDLE);
    private final Supplier<W> factory;
    /** Whether this pool is registered for {@link IdleMemory}. Several threads may register it; this does no harm. */
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

    /** The native bytes of the idle workspaces. This is approximate while other threads use the pool. */
    public long idleBytes() {
        long bytes = 0;
        for (int slot = 0; slot < MOST_IDLE; slot++) {
            // Another thread may close this workspace meanwhile; a closed workspace still has its size.
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

    /** Closes the idle workspaces. No thread may still use a workspace. */
    @Override
    public void close() {
        IdleMemory.remove(this);
        trim();
    }
}
