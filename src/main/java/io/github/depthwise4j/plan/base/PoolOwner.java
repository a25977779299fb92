package io.github.depthwise4j.plan.base;

import java.util.function.Consumer;

/** An object that uses pools of workspaces: its own and those of its parts. */
public interface PoolOwner extends Kept {
    /**
     * An estimate of what oneDNN keeps for the primitives of one pool: descriptors, attributes and generated code. For
     * one kernel this is about 10 to 100 kB.
     */
    long PRIMITIVE_BYTES = 64 << 10;

    /** Calls the visitor for each pool. */
    void eachPool(Consumer<? super WorkspacePool<?>> visitor);

    @Override
    default long fixedBytes() {
        return PoolSum.of(this).pools() * PRIMITIVE_BYTES;
    }

    @Override
    default long idleBytes() {
        return PoolSum.of(this).idleBytes();
    }

    @Override
    default void trim() {
        eachPool(WorkspacePool::trim);
    }
}
