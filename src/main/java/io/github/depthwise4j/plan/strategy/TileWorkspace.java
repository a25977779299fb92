package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.WorkspacePool;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/** The memory and the steps with which one thread computes tiles. */
final class TileWorkspace implements WorkspacePool.Workspace {
    /** The steps of a tile, one for each kind of tiles. */
    private final Steps[] steps;

    private final CloseStack owned;
    /** The copy of the input, if copies with different zeros share memory; null otherwise. */
    private final NativeMemory shared;
    /** The bytes to clear before a kind that has zeros, if copies share memory. */
    private final long[] zeroed;
    /** The kind whose steps ran last, if copies share memory. */
    private int last = -1;

    private TileWorkspace(
            List<TileKind> kinds, TileSteps makeSteps, TileFilters filters, long mostOwnBytes, CloseStack owned) {
        this.owned = owned;
        boolean shares = sharesZeros(kinds, mostOwnBytes);
        // The addresses of the copies of the input, one for each kind of tiles.
        long[] srcs = new long[kinds.size()];
        NativeMemory src = allocateOrNull(srcBytes(kinds, mostOwnBytes), owned);
        this.shared = shares ? src : null;
        this.zeroed = kinds.stream().mapToLong(TileWorkspace::ownBytes).toArray();
        if (shares) {
            Arrays.fill(srcs, src.address());
        } else if (src != null) {
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
        NativeMemory residual = allocateOrNull(most(kinds, TileKind::residualBytes), owned);
        NativeMemory dst = allocateOrNull(most(kinds, TileKind::dstBytes), owned);
        NativeMemory scratchpad = allocateOrNull(most(kinds, TileKind::scratchpadBytes), owned);
        this.steps = new Steps[srcs.length];
        for (int i = 0; i < steps.length; i++) {
            TileKind kind = kinds.get(i);
            steps[i] = makeSteps
                    .of(
                            kind,
                            kind.executions(scratchpad == null ? 0 : scratchpad.address(), owned),
                            srcs[i],
                            residual == null ? 0 : residual.address(),
                            dst == null ? 0 : dst.address(),
                            filters.passBytes(i))
                    .ownedBy(owned);
        }
    }

    /** A new workspace, which its user closes. */
    static TileWorkspace of(List<TileKind> kinds, TileSteps makeSteps, TileFilters filters, long mostOwnBytes) {
        CloseStack owned = new CloseStack();
        try {
            return new TileWorkspace(kinds, makeSteps, filters, mostOwnBytes, owned);
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

    /** Whether all copies share memory, and zeros are written again: copies of their own would need much memory. */
    private static boolean sharesZeros(List<TileKind> kinds, long mostOwnBytes) {
        return kinds.stream().mapToLong(TileWorkspace::ownBytes).sum() > mostOwnBytes;
    }

    private static long srcBytes(List<TileKind> kinds, long mostOwnBytes) {
        if (sharesZeros(kinds, mostOwnBytes)) {
            return most(kinds, kind -> aligned(kind.srcBytes()));
        }
        long shared = most(kinds, kind -> kind.shape().hasZeros() ? 0 : kind.srcBytes());
        return shared + kinds.stream().mapToLong(TileWorkspace::ownBytes).sum();
    }

    /** The bytes of a workspace, without the arguments of its executions. */
    static long byteSize(List<TileKind> kinds, long mostOwnBytes) {
        return srcBytes(kinds, mostOwnBytes)
                + most(kinds, TileKind::residualBytes)
                + most(kinds, TileKind::dstBytes)
                + most(kinds, TileKind::scratchpadBytes);
    }

    /** The steps of a tile of this kind, which are executed next. */
    Steps steps(int kind) {
        if (shared != null && kind != last) {
            if (zeroed[kind] > 0) {
                shared.clear(zeroed[kind]);
            }
            last = kind;
        }
        return steps[kind];
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
