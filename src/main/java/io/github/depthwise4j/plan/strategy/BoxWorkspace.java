package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import java.util.List;
import java.util.function.ToLongFunction;

/** The memory and the copies with which one thread computes boxes of a separable convolution. */
final class BoxWorkspace implements WorkspacePool.Workspace {
    private final List<BoxKind> kinds;
    private final CloseStack owned;
    private final long src;
    private final long between;
    private final long dst;
    private final long residual;
    /** The copies of each kind; null if there is nothing to copy. */
    private final Steps[] in;

    private final Steps[] out;
    private final Steps[] residuals;

    private BoxWorkspace(List<BoxKind> kinds, CloseStack owned) {
        this.kinds = kinds;
        this.owned = owned;
        this.src = allocate(most(kinds, BoxKind::srcBytes));
        this.between = allocate(most(kinds, BoxKind::betweenBytes));
        this.dst = allocate(most(kinds, BoxKind::dstBytes));
        this.residual = allocate(most(kinds, BoxKind::residualBytes));
        this.in = new Steps[kinds.size()];
        this.out = new Steps[kinds.size()];
        this.residuals = new Steps[kinds.size()];
        for (int i = 0; i < in.length; i++) {
            BoxKind kind = kinds.get(i);
            in[i] = copyOrNull(kind.in(), new Place(Role.SRC, Operand.SRC, 0), Place.at(Role.DST, src));
            residuals[i] =
                    copyOrNull(kind.residual(), new Place(Role.SRC, Operand.SRC, 0), Place.at(Role.DST, residual));
            out[i] = copyOrNull(kind.out(), Place.at(Role.SRC, dst), new Place(Role.DST, Operand.DST, 0));
        }
    }

    /** A new workspace, which its user closes. */
    static BoxWorkspace of(List<BoxKind> kinds) {
        CloseStack owned = new CloseStack();
        try {
            return new BoxWorkspace(kinds, owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private long allocate(long bytes) {
        return bytes == 0 ? 0 : owned.add(NativeMemory.allocate(bytes)).address();
    }

    private Steps copyOrNull(Reorder reorder, Place from, Place to) {
        if (reorder == null) {
            return null;
        }
        Execution execution = Execution.of(reorder).ownedBy(owned);
        return Steps.of(List.of(Step.reorder(execution, from, to))).ownedBy(owned);
    }

    private static long most(List<BoxKind> kinds, ToLongFunction<BoxKind> bytes) {
        return kinds.stream().mapToLong(bytes).max().orElseThrow();
    }

    /** The bytes of a workspace, without the arguments of its executions. */
    static long byteSize(List<BoxKind> kinds) {
        return most(kinds, BoxKind::srcBytes)
                + most(kinds, BoxKind::betweenBytes)
                + most(kinds, BoxKind::dstBytes)
                + most(kinds, BoxKind::residualBytes);
    }

    /** Computes a box. The places are those of the box in the operands; {@code added} is 0 without a residual. */
    void compute(int kind, float[] srcArray, long from, PackedFilter filter, long added, float[] dstArray, long to) {
        if (in[kind] != null) {
            in[kind].run(srcArray, from, 0, 0, 0, null, 0);
        }
        if (residuals[kind] != null) {
            residuals[kind].run(null, added, 0, 0, 0, null, 0);
        }
        BoxKind plans = kinds.get(kind);
        boolean copied = in[kind] != null;
        plans.depthwise().compute(copied ? null : srcArray, copied ? src : from, filter, 0, null, between);
        plans.pointwise()
                .compute(
                        null,
                        between,
                        filter.next(),
                        residuals[kind] == null ? added : residual,
                        out[kind] == null ? dstArray : null,
                        out[kind] == null ? to : dst);
        if (out[kind] != null) {
            out[kind].run(null, 0, 0, 0, 0, dstArray, to);
        }
    }

    @Override
    public long byteSize() {
        return owned.byteSize();
    }

    @Override
    public void close() {
        owned.close();
    }
}
