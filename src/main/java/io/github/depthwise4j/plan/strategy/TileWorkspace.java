package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.WorkspacePool;
import java.util.List;
import java.util.function.ToLongFunction;

/** The memory and the executions with which one thread computes tiles. */
final class TileWorkspace implements WorkspacePool.Workspace {
    private final TileKind.Executions[] executions;
    /** The addresses of the copies of the input, one for each kind of tiles. */
    private final long[] srcs;

    private final NativeMemory residual;
    private final NativeMemory dst;
    private final CloseStack owned;

    private TileWorkspace(List<TileKind> kinds, CloseStack owned) {
        this.owned = owned;
        this.executions = new TileKind.Executions[kinds.size()];
        this.srcs = new long[kinds.size()];
        for (int i = 0; i < executions.length; i++) {
            executions[i] = kinds.get(i).executions(owned);
        }
        NativeMemory src = allocateOrNull(srcBytes(kinds), owned);
        if (src != null) {
            if (kinds.stream().anyMatch(kind -> kind.shape().hasZeros())) {
                src.clear();
            }
            long own = 0;
            for (int i = 0; i < srcs.length; i++) {
                srcs[i] = src.address() + own;
                own += ownBytes(kinds.get(i));
            }
            for (int i = 0; i < srcs.length; i++) {
                // Behind the copies that have zeros of their own, the others share memory.
                srcs[i] = kinds.get(i).shape().hasZeros() ? srcs[i] : src.address() + own;
            }
        }
        this.residual = allocateOrNull(most(kinds, TileKind::residualBytes), owned);
        this.dst = allocateOrNull(most(kinds, TileKind::dstBytes), owned);
    }

    /** A new workspace, which its user closes. */
    static TileWorkspace of(List<TileKind> kinds) {
        CloseStack owned = new CloseStack();
        try {
            return new TileWorkspace(kinds, owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private static NativeMemory allocateOrNull(long bytes, CloseStack owned) {
        return bytes == 0 ? null : owned.add(NativeMemory.allocate(bytes));
    }

    private static long most(List<TileKind> kinds, ToLongFunction<TileKind> bytes) {
        return kinds.stream().mapToLong(bytes).max().orElseThrow();
    }

    /**
     * The bytes of a copy with zeros around it. The zeros of another kind lie elsewhere, so each kind has its own
     * memory. The zeros are written once: no copy touches them.
     */
    private static long ownBytes(TileKind kind) {
        return kind.shape().hasZeros() ? aligned(kind.srcBytes()) : 0;
    }

    private static long aligned(long bytes) {
        return (bytes + NativeMemory.ALIGNMENT - 1) & -NativeMemory.ALIGNMENT;
    }

    private static long srcBytes(List<TileKind> kinds) {
        long shared = most(kinds, kind -> kind.shape().hasZeros() ? 0 : kind.srcBytes());
        return shared + kinds.stream().mapToLong(TileWorkspace::ownBytes).sum();
    }

    /** The bytes of a workspace, without the arguments of its executions. */
    static long byteSize(List<TileKind> kinds) {
        return srcBytes(kinds)
                + most(kinds, TileKind::residualBytes)
                + most(kinds, TileKind::dstBytes)
                + kinds.stream().mapToLong(TileKind::scratchpadBytes).sum();
    }

    TileKind.Executions executions(int kind) {
        return executions[kind];
    }

    /** The address of the copy of the input. */
    long src(int kind) {
        return srcs[kind];
    }

    long residual() {
        return residual.address();
    }

    long dst() {
        return dst.address();
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
