package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * The packed filters of all blocks of channels, one behind the other. A block whose bands need the filter in different
 * layouts has one packed filter for each layout. In a packed filter, the data of each pass follow those of the pass
 * before it.
 */
final class TileFilters {
    private final Tiles tiles;
    private final int allOutputChannels;
    private final int outputsPerGroup;
    /** The packings of each kind of block, one for each layout. */
    private final List<List<Packing>> packings = new ArrayList<>();
    /** For each kind of tile, the bytes between the begin of its block's filters and its filter. */
    private final long[] kindOffsets;
    /** The bytes of one pass, for each kind of tile. */
    private final long[] passBytes;
    /** The bytes of the filters of each kind of block. */
    private final long[] blockBytes;

    /** The packing into one layout. */
    private record Packing(FilterPacking packing, MemoryDescriptor layout, long offset) {
        long passBytes() {
            return aligned(packing.byteSize());
        }
    }

    /**
     * The packed filters for tiles.
     *
     * @param kinds the kinds of tiles, in the order of {@link Tiles#shapes}
     * @param owned owns the primitives that pack
     */
    TileFilters(ConvolutionProblem problem, Tiles tiles, List<TileKind> kinds, CloseStack owned) {
        this.tiles = tiles;
        this.allOutputChannels = problem.geometry().oc();
        this.outputsPerGroup = problem.geometry().ocPerGroup();
        this.kindOffsets = new long[kinds.size()];
        this.passBytes = new long[kinds.size()];
        this.blockBytes = new long[tiles.blockKindCount()];
        for (int kind = 0; kind < blockBytes.length; kind++) {
            blockBytes[kind] = addPackings(kinds, kind, owned);
        }
    }

    private long addPackings(List<TileKind> kinds, int blockKind, CloseStack owned) {
        List<Packing> ofBlock = new ArrayList<>();
        long bytes = 0;
        for (int i : kindsOf(blockKind)) {
            MemoryDescriptor layout = kinds.get(i).convolution().weights();
            Packing packing = ofBlock.stream()
                    .filter(each -> each.layout.sameAs(layout))
                    .findFirst()
                    .orElse(null);
            if (packing == null) {
                packing = new Packing(packing(kinds.get(i), owned), layout, bytes);
                ofBlock.add(packing);
                bytes += packing.passBytes() * tiles.passes();
            }
            kindOffsets[i] = packing.offset;
            passBytes[i] = packing.passBytes();
        }
        packings.add(ofBlock);
        return bytes;
    }

    /** The kinds of tiles with this kind of block. */
    private List<Integer> kindsOf(int blockKind) {
        List<Integer> kinds = new ArrayList<>();
        for (int images = 0; images < tiles.imageKinds().size(); images++) {
            for (int band = 0; band < tiles.bandKindCount(); band++) {
                kinds.add(tiles.kind(images, blockKind, band));
            }
        }
        return kinds;
    }

    private FilterPacking packing(TileKind kind, CloseStack owned) {
        ConvolutionProblem convolved = kind.shape().convolved();
        ConvolutionGeometry geometry = convolved.geometry();
        int groupStride = tiles.passes() > 1 ? tiles.passes() : geometry.ocPerGroup();
        FilterPacking packing = new FilterPacking(convolved, kind.convolution(), allOutputChannels, groupStride);
        return owned.add(packing);
    }

    private static long aligned(long bytes) {
        return (bytes + NativeMemory.ALIGNMENT - 1) & -NativeMemory.ALIGNMENT;
    }

    long byteSize() {
        return blockOffset(tiles.blocks().count());
    }

    /** The bytes before the filters of a block. */
    private long blockOffset(int block) {
        int equal = Math.min(block, tiles.blocks().equal());
        long offset = equal * blockBytes[0];
        for (int other = equal; other < block; other++) {
            offset += blockBytes[tiles.blockKindOf(other)];
        }
        return offset;
    }

    /** The bytes before the packed filter of a block and a kind of tiles. */
    long offset(int block, int kind) {
        return blockOffset(block) + kindOffsets[kind];
    }

    /** The bytes of one pass. */
    long passBytes(int kind) {
        return passBytes[kind];
    }

    NativeMemory pack(NativeMemory filter) {
        NativeMemory packed = NativeMemory.allocate(byteSize());
        try {
            for (int block = 0; block < tiles.blocks().count(); block++) {
                long from = filter.address() + (long) tiles.blocks().firstOf(block) * outputsPerGroup * Float.BYTES;
                for (Packing each : packings.get(tiles.blockKindOf(block))) {
                    long to = packed.address() + blockOffset(block) + each.offset;
                    for (int pass = 0; pass < tiles.passes(); pass++) {
                        each.packing.pack(from + (long) pass * Float.BYTES, to + pass * each.passBytes());
                    }
                }
            }
            return packed;
        } catch (RuntimeException | Error e) {
            packed.close();
            throw e;
        }
    }

    /** Whether the packed filters are the same. */
    boolean packsLike(TileFilters other) {
        if (byteSize() != other.byteSize()
                || tiles.passes() != other.tiles.passes()
                || !tiles.blocks().equals(other.tiles.blocks())
                || packings.size() != other.packings.size()) {
            return false;
        }
        for (int i = 0; i < packings.size(); i++) {
            if (!sameLayouts(packings.get(i), other.packings.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameLayouts(List<Packing> some, List<Packing> others) {
        for (int i = 0; i < some.size(); i++) {
            if (i >= others.size() || !some.get(i).layout.sameAs(others.get(i).layout)) {
                return false;
            }
        }
        return some.size() == others.size();
    }
}
