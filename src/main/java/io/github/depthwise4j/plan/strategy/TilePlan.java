package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.Slices;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A convolution tile by tile. The input of a tile is copied into a layout for which oneDNN has fast kernels, if it need
 * be with copies of its channels or with padding. It is convolved there, and in NCHW the result is copied back. All
 * this happens while the tile is in the cache.
 *
 * <p>The copies are exact, and the convolution sums the same terms. So the error bound is that of the convolution.
 */
final class TilePlan extends ConvolutionPlan implements Slices {
    /** If the copies of all kinds with zeros have more bytes together, they share memory. */
    private static final long MOST_OWN_BYTES = 16 << 20;

    private final TiledStrategy strategy;
    private final Tiles tiles;
    private final List<TileKind> kinds;
    private final TileFilters filters;
    private final CloseStack owned;
    private final WorkspacePool<TileWorkspace> workspaces;
    private final int bands;
    private final int tilesOfImage;
    /** The last tiles can have fewer images. */
    private final int lastImageKind;

    private final long mostOwnBytes;
    private final int chunks;
    private final int imagesPerTile;
    private final int passes;
    private final long srcImageBytes;
    private final long dstImageBytes;
    /** The bytes from one pixel to the next one, and from one group to the next one. */
    private final long srcPixelBytes;

    private final long dstPixelBytes;
    private final long srcGroupBytes;
    private final long dstGroupBytes;
    private final long biasGroupBytes;

    private TilePlan(
            ConvolutionProblem problem,
            TiledStrategy strategy,
            Tiles tiles,
            List<TileKind> kinds,
            TileFilters filters,
            long mostOwnBytes,
            CloseStack owned) {
        super(problem);
        ConvolutionGeometry geometry = problem.geometry();
        this.strategy = strategy.with(kinds.get(0).convolution().kernel());
        this.tiles = tiles;
        this.kinds = kinds;
        this.filters = filters;
        this.owned = owned;
        this.mostOwnBytes = mostOwnBytes;
        this.chunks = tiles.imageChunks();
        this.imagesPerTile = tiles.imageKinds().get(0);
        this.passes = tiles.passes();
        this.srcImageBytes = geometry.srcElements() / geometry.mb() * Float.BYTES;
        this.dstImageBytes = geometry.dstElements() / geometry.mb() * Float.BYTES;
        this.bands = tiles.bands().size();
        this.tilesOfImage = Math.multiplyExact(tiles.blocks().count(), bands);
        this.lastImageKind = tiles.imageKinds().size() - 1;
        boolean inPlanes = problem.dataFormat() == DataFormat.NCHW;
        this.srcPixelBytes = (inPlanes ? 1L : geometry.ic()) * Float.BYTES;
        this.dstPixelBytes = (inPlanes ? 1L : geometry.oc()) * Float.BYTES;
        this.srcGroupBytes = inPlanes ? srcImageBytes / geometry.g() : (long) geometry.icPerGroup() * Float.BYTES;
        this.dstGroupBytes = inPlanes ? dstImageBytes / geometry.g() : (long) geometry.ocPerGroup() * Float.BYTES;
        // By index, the biases of a pass are those of all groups.
        this.biasGroupBytes = (passes > 1 ? 1L : geometry.ocPerGroup()) * Float.BYTES;
        TileSteps steps = new TileSteps(
                passes,
                dstImageBytes / geometry.oc(),
                (long) geometry.g() * Float.BYTES,
                problem.fusion().residual());
        this.workspaces = new WorkspacePool<>(() -> TileWorkspace.of(kinds, steps, filters, mostOwnBytes));
    }

    /**
     * The plan for a problem whose input and output have elements.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    static TilePlan create(ConvolutionProblem problem, TiledStrategy strategy) {
        return create(problem, strategy, MOST_OWN_BYTES);
    }

    /** The same with another number of bytes above which copies share memory. */
    static TilePlan create(ConvolutionProblem problem, TiledStrategy strategy, long mostOwnBytes) {
        CloseStack owned = new CloseStack();
        try {
            Tiles tiles = new Tiles(problem, strategy.tiling(problem));
            List<TileKind> kinds = new ArrayList<>();
            for (TileShape shape : tiles.shapes()) {
                TileCopies copies = new TileCopies(problem, shape, tiles);
                TileKind like = kinds.stream()
                        .filter(kind -> kind.convolves(shape))
                        .findFirst()
                        .orElse(null);
                kinds.add(TileKind.create(problem, shape, strategy.kernel(), copies, like, owned));
            }
            TileFilters filters = new TileFilters(problem, tiles, kinds, owned);
            return new TilePlan(problem, strategy, tiles, List.copyOf(kinds), filters, mostOwnBytes, owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return filters.pack(filter);
    }

    /** {@inheritDoc} A pass needs the biases of its channels next to each other. */
    @Override
    public float[] orderBias(float[] bias) {
        float[] ordered = new float[bias.length];
        for (int i = 0; i < bias.length; i++) {
            ordered[i % passes * (bias.length / passes) + i / passes] = bias[i];
        }
        return ordered;
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return other.packer() instanceof TilePlan plan && filters.packsLike(plan.filters);
    }

    /** The number of tiles of all images. */
    @Override
    public int sliceCount() {
        return Math.multiplyExact(chunks, tilesOfImage);
    }

    @Override
    public void computeSlice(
            int index, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        computeTiles(index, index + 1, srcArray, src, filter, residual, dstArray, dst);
    }

    @Override
    public void computeAll(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        computeTiles(0, sliceCount(), srcArray, src, filter, residual, dstArray, dst);
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        computeAll(srcArray, src, filter, residual, dstArray, dst);
    }

    private void computeTiles(
            int from,
            int to,
            float[] srcArray,
            long src,
            PackedFilter filter,
            long residual,
            float[] dstArray,
            long dst) {
        TileWorkspace workspace = workspaces.take();
        try {
            for (int index = from; index < to; index++) {
                int chunk = index / tilesOfImage;
                int block = index % tilesOfImage / bands;
                int band = index % bands;
                int kind = tiles.kind(
                        chunk == chunks - 1 ? lastImageKind : 0,
                        tiles.blockKindOf(block),
                        tiles.bands().kindOf(band));
                long n = (long) chunk * imagesPerTile;
                long group = tiles.blocks().firstOf(block);
                long srcOffset = n * srcImageBytes
                        + group * srcGroupBytes
                        + tiles.bands().srcPixel(band) * srcPixelBytes;
                long dstOffset = n * dstImageBytes
                        + group * dstGroupBytes
                        + tiles.bands().dstPixel(band) * dstPixelBytes;
                workspace
                        .steps(kind)
                        .run(
                                srcArray,
                                src + srcOffset,
                                filter.weightsAddress() + filters.offset(block, kind),
                                filter.biasAddress() + group * biasGroupBytes,
                                residual + dstOffset,
                                dstArray,
                                dst + dstOffset);
            }
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    @Override
    public long longestStepNanos() {
        return StepTime.nanosOfTiles(problem(), strategy.kernel()) / sliceCount();
    }

    @Override
    public TiledStrategy strategy() {
        return strategy;
    }

    /** The same plan with the tiles for this number of threads; null if these are the tiles of this plan. */
    TilePlan forThreadsOrNull(int threads) {
        TiledStrategy divided = strategy.forThreads(problem(), threads);
        return divided.equals(strategy) ? null : create(problem(), divided, mostOwnBytes);
    }

    @Override
    public boolean isSlow() {
        return kinds.stream().anyMatch(TileKind::isSlow);
    }

    @Override
    public List<Kernel> kernels() {
        return kinds.stream()
                .map(kind -> kind.convolution().kernel())
                .distinct()
                .toList();
    }

    @Override
    public long workspaceBytes() {
        return TileWorkspace.byteSize(kinds, mostOwnBytes);
    }

    @Override
    public ConvolutionDescription describe() {
        return ConvolutionDescription.composed(
                problem(),
                strategyName(),
                implementations(),
                kinds.get(0).convolution().weightsLayout(),
                workspaceBytes(),
                filters.byteSize());
    }

    /** The implementations of each kind of tile, with the sizes if there are several kinds. */
    private String implementations() {
        Map<String, List<String>> sizes = new LinkedHashMap<>();
        for (TileKind kind : kinds) {
            sizes.computeIfAbsent(kind.implementations(), each -> new ArrayList<>())
                    .add(kind.shape().toString());
        }
        return kinds.size() == 1
                ? sizes.keySet().iterator().next()
                : sizes.entrySet().stream()
                        .map(each -> each.getKey() + " for " + String.join(", ", each.getValue()))
                        .collect(Collectors.joining("; "));
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(workspaces);
    }

    @Override
    public void destroy() {
        workspaces.close();
        owned.close();
    }
}
