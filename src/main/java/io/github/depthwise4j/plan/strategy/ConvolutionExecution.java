package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;

/** One thread's execution of a convolution, over addresses. */
final class ConvolutionExecution implements WorkspacePool.Workspace {
    private final Execution execution;

    ConvolutionExecution(ConvolutionPrimitive convolution) {
        this.execution = Execution.of(convolution);
    }

    /** Computes; {@code residual} is not looked at where the problem has none. */
    void run(long src, PackedFilter filter, long residual, long dst) {
        execution.pointTo(Role.SRC, src);
        execution.pointTo(Role.WEIGHTS, filter.weights().address());
        if (filter.bias() != null) {
            execution.pointTo(Role.BIAS, filter.bias().address());
        }
        if (residual != 0) {
            execution.pointTo(Role.RESIDUAL, residual);
        }
        execution.pointTo(Role.DST, dst);
        execution.run();
    }

    @Override
    public long byteSize() {
        return execution.byteSize();
    }

    @Override
    public void close() {
        execution.close();
    }
}
