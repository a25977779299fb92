package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.WorkspacePool;

/** The result of the depthwise part of a separable convolution, or of a band of it; belongs to one thread at a time. */
record Intermediate(NativeMemory memory) implements WorkspacePool.Workspace {
    /** A pool of such memory, of so many bytes each. */
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
