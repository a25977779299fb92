package io.github.depthwise4j.plan.base;

import java.util.function.Consumer;

/** The number of pools of an owner, and the bytes of their idle workspaces. */
final class PoolSum implements Consumer<WorkspacePool<?>> {
    private long pools;
    private long idleBytes;

    private PoolSum() {}

    static PoolSum of(PoolOwner owner) {
        PoolSum sum = new PoolSum();
        owner.eachPool(sum);
        return sum;
    }

    @Override
    public void accept(WorkspacePool<?> pool) {
        pools++;
        idleBytes += pool.idleBytes();
    }

    long pools() {
        return pools;
    }

    long idleBytes() {
        return idleBytes;
    }
}
