package io.github.depthwise4j.plan;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Lends each thread a workspace of its own for the time of a call. A thread tends to get the one it had last, whose addresses are
 * then already right. Without locks, and without allocation once there are as many as threads at a time.
 *
 * @param <W> what a thread works with
 */
final class WorkspacePool<W extends WorkspacePool.Workspace> implements AutoCloseable {
    /** What one thread works with. */
    interface Workspace extends AutoCloseable {
        @Override
        void close();
    }

    /** More callers than this at a time get workspaces that are made for the call and closed after it. */
    private static final int SLOTS =
            Integer.highestOneBit(Math.max(16, 4 * Runtime.getRuntime().availableProcessors()) * 2 - 1);

    private final AtomicReferenceArray<W> idle = new AtomicReferenceArray<>(SLOTS);
    private final Supplier<W> factory;

    WorkspacePool(Supplier<W> factory) {
        this.factory = factory;
    }

    W take() {
        int home = home();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (home + i) & (SLOTS - 1);
            if (idle.getPlain(slot) != null) {
                W workspace = idle.getAndSet(slot, null);
                if (workspace != null) {
                    return workspace;
                }
            }
        }
        return factory.get();
    }

    void giveBack(W workspace) {
        int home = home();
        for (int i = 0; i < SLOTS; i++) {
            int slot = (home + i) & (SLOTS - 1);
            if (idle.getPlain(slot) == null && idle.compareAndSet(slot, null, workspace)) {
                return;
            }
        }
        workspace.close();
    }

    private static int home() {
        return (int) Thread.currentThread().getId() & (SLOTS - 1);
    }

    /** Closes what was given back; nobody may be using the rest. */
    @Override
    public void close() {
        for (int slot = 0; slot < SLOTS; slot++) {
            W workspace = idle.getAndSet(slot, null);
            if (workspace != null) {
                workspace.close();
            }
        }
    }
}
