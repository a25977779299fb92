package io.github.depthwise4j.plan.separable;

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
    /** The copy of the input of a box; null if every box is read where it lies. */
    private final NativeMemory src;

    private final long between;
    private final long dst;
    private final long residual;
    /** The copies of each kind; null if there is nothing to copy. */
    private final Steps[] in;

    private final Steps[] out;
    private final Steps[] residuals;
    /** The kind whose input was copied last: the zeros around it are there. */
    private int copied = -1;

    private BoxWorkspace(List<BoxKind> kinds, CloseStack owned) {
        this.kinds = kinds;
        this.owned = owned;
        long srcBytes = most(kinds, BoxKind::srcBytes);
        this.src = srcBytes == 0 ? null : owned.add(NativeMemory.allocate(srcBytes));
        this.between = allocate(most(kinds, BoxKind::betweenBytes));
        this.dst = allocate(most(kinds, BoxKind::dstBytes));
        this.residual = allocate(most(kinds, BoxKind::residualBytes));
        this.in = new Steps[kinds.size()];
        this.out = new Steps[kinds.size()];
        this.residuals = new Steps[kinds.size()];
        for (int i = 0; i < in.length; i++) {
            BoxKind kind = kinds.get(i);
            in[i] = copyOrNull(
                    kind.in(),
                    new Place(Role.SRC, Operand.SRC, 0),
                    Place.at(Role.DST, srcAddress() + kind.zerosBefore()));
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

    private long srcAddress() {
        return src == null ? 0 : src.address();
    }

    private long allocate(long bytes) {
        return bytes == 0 ? 0 : owned.add(NativeMemory.allocate(bytes)).address();
    }

    private Steps copyOrNull(Reorder reorder, Place from, Place to) {
        if (reorder == null) {
            return null;
        }
        Execution execution = Execution.of(reorder).ownedBy(owned);
        return Steps.of(List.of(new Steps.Step(execution, List.of(from, to)))).ownedBy(owned);
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
        BoxKind box = kinds.get(kind);
        if (in[kind] != null) {
            if (box.hasZeros() && kind != copied) {
                src.clear(box.srcBytes());
            }
            copied = kind;
            in[kind].run(srcArray, from, 0, 0, 0, null, 0);
        }
        if (residuals[kind] != null) {
            residuals[kind].run(null, added, 0, 0, 0, null, 0);
        }
        boolean inPlace = in[kind] == null;
        box.parts()
                .depthwise()
                .compute(inPlace ? srcArray : null, inPlace ? from : srcAddress(), filter, 0, null, between);
        box.parts()
                .pointwise()
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
