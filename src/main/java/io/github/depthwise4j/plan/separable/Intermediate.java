package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.WorkspacePool;

/**
 * The memory for the result of the depthwise part of a separable convolution, or of one band. One thread uses it at a
 * time.
 */
record Intermediate(NativeMemory memory) implements WorkspacePool.Workspace {
    /** A pool of intermediates of this size. */
    static WorkspacePool<Intermediate> pool(long byteSize) {
        return new WorkspacePool<>(() -> new Intermediate(NativeMemory.allocate(byteSize)));
    }

    @Override
    public long byteSize() {
        return memory.byteSize();
    }

    @Override
    public void close() {
        memory.close();
    }
}
