package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.Fusion;
import io.github.depthwise4j.tensor.Shape;
import java.util.function.Consumer;

/**
 * Makes the output of the core the output of the problem. With a residual, the outputs of a margin are equal only
 * before it is added, so that is done last.
 */
final class Completion implements AutoCloseable {
    private final MarginFill fill;
    /** Null if there is no residual. */
    private final ResidualAdd residualAdd;

    Completion(Margins margins, Shape output, Fusion fusion) {
        this.fill = new MarginFill(margins);
        this.residualAdd = fusion.residual() ? new ResidualAdd(output, fusion.activation()) : null;
    }

    /** What the core adds and applies itself. */
    static Fusion ofCore(Fusion fusion) {
        return fusion.residual() ? fusion.bias() ? Fusion.BIAS : Fusion.NONE : fusion;
    }

    /** Completes an output that begins with the result of the core; {@code residual} is 0 if there is none. */
    void run(long residual, float[] array, long start) {
        fill.run(array, start);
        if (residualAdd != null) {
            residualAdd.run(residual, array, start);
        }
    }

    void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        if (residualAdd != null) {
            visitor.accept(residualAdd.pool());
        }
    }

    @Override
    public void close() {
        if (residualAdd != null) {
            residualAdd.close();
        }
    }
}
