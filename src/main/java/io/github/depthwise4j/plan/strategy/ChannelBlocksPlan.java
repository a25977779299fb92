package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.Slices;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A depthwise convolution in NCHW by blocks of channels. A block is copied into a layout for which oneDNN has fast
 * kernels, convolved there, and copied back while it is still in the cache.
 */
public final class ChannelBlocksPlan extends ConvolutionPlan implements Slices {
    private final ChannelBlocks strategy;
    private final BlockPrimitives[] primitives;
    private final Block[] blocks;
    private final CloseStack owned;
    private final WorkspacePool<Workspace> workspaces;
    private final int images;
    private final long srcImageBytes;
    private final long dstImageBytes;
    private final long weightsBytes;
    private final int passes;
    private final long dstPlaneBytes;
    private final long biasPassBytes;

    /**
     * The primitives for blocks with the same number of channels: the last block can have fewer than the others.
     * {@code in} is null if the input need not be copied, {@code residual} if the problem has none.
     */
    private record BlockPrimitives(
            Reorder in, Reorder residual, ConvolutionPrimitive convolution, Reorder out, FilterPacking packing) {
        /** The bytes between the filters of two passes. */
        long weightsPassBytes() {
            return (packing.byteSize() + NativeMemory.ALIGNMENT - 1) & -NativeMemory.ALIGNMENT;
        }
    }

    /**
     * One block of each image. Offsets are in bytes from the beginning of the image, of the packed filter and of the
     * bias. In the packed filter and in the bias, the data of each pass follow those of the pass before it.
     *
     * @param primitives the index of its primitives
     * @param channel its first output channel
     */
    private record Block(
            int primitives,
            long srcOffset,
            long dstOffset,
            long weightsOffset,
            long weightsPassBytes,
            long biasOffset,
            long channel) {}

    /** The memory and the steps of one thread: the steps of a block, for each of the {@link BlockPrimitives}. */
    private record Workspace(Steps[] steps, CloseStack owned) implements WorkspacePool.Workspace {
        @Override
        public long byteSize() {
            return owned.byteSize();
        }

        @Override
        public void close() {
            owned.close();
        }
    }

    private ChannelBlocksPlan(
            ConvolutionProblem problem,
            ChannelBlocks strategy,
            List<BlockPrimitives> primitives,
            List<Block> blocks,
            CloseStack owned) {
        super(problem);
        ConvolutionGeometry geometry = problem.geometry();
        this.strategy = strategy.with(primitives.get(0).convolution.kernel());
        this.primitives = primitives.toArray(BlockPrimitives[]::new);
        this.blocks = blocks.toArray(Block[]::new);
        this.owned = owned;
        this.images = strategy.wholeBatch() ? 1 : geometry.mb();
        this.srcImageBytes = geometry.srcElements() / geometry.mb() * Float.BYTES;
        this.dstImageBytes = geometry.dstElements() / geometry.mb() * Float.BYTES;
        this.weightsBytes = blocks.stream()
                .mapToLong(each -> each.weightsOffset + each.weightsPassBytes * strategy.passes(problem))
                .max()
                .orElseThrow();
        this.passes = strategy.passes(problem);
        this.dstPlaneBytes = dstImageBytes / geometry.oc();
        this.biasPassBytes = (long) geometry.ic() * Float.BYTES;
        this.workspaces = new WorkspacePool<>(this::workspace);
    }

    /**
     * The plan for a depthwise problem in NCHW whose input and output have elements.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    public static ChannelBlocksPlan create(ConvolutionProblem problem, ChannelBlocks strategy) {
        CloseStack owned = new CloseStack();
        try {
            return create(problem, strategy, owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private static ChannelBlocksPlan create(ConvolutionProblem problem, ChannelBlocks strategy, CloseStack owned) {
        ConvolutionGeometry geometry = problem.geometry();
        int multiplier = geometry.ocPerGroup();
        int step = strategy.blockChannels(problem) / multiplier;
        long srcChannelBytes = (long) geometry.ih() * geometry.iw() * Float.BYTES;
        long dstChannelBytes = (long) geometry.oh() * geometry.ow() * Float.BYTES;
        List<BlockPrimitives> primitives = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        long weightsOffset = 0;
        int sameChannels = 0;
        for (long channel = 0; channel < geometry.ic(); channel += step) {
            int channels = (int) Math.min(step, geometry.ic() - channel);
            if (channels != sameChannels) {
                primitives.add(primitives(problem, strategy, channels, owned));
                sameChannels = channels;
            }
            long first = channel * multiplier;
            long aligned = primitives.get(primitives.size() - 1).weightsPassBytes();
            blocks.add(new Block(
                    primitives.size() - 1,
                    channel * srcChannelBytes,
                    first * dstChannelBytes,
                    weightsOffset,
                    aligned,
                    (strategy.filters() == Filters.BY_INDEX ? channel : first) * Float.BYTES,
                    first));
            weightsOffset += aligned * strategy.passes(problem);
        }
        return new ChannelBlocksPlan(problem, strategy, primitives, blocks, owned);
    }

    private static BlockPrimitives primitives(
            ConvolutionProblem problem, ChannelBlocks strategy, int channels, CloseStack owned) {
        ConvolutionGeometry geometry = problem.geometry();
        int copies = strategy.copies(problem);
        int passes = strategy.passes(problem);
        int images = strategy.wholeBatch() ? geometry.mb() : 1;
        ConvolutionProblem block = strategy.block(problem, channels);
        ConvolutionPrimitive convolution = ConvolutionPrimitive.create(block, strategy.layout(), strategy.kernel());
        owned.add(convolution, convolution::close);
        ChannelReorders reorders = new ChannelReorders(images, strategy.layout(), "a block of channels of " + problem);
        // A single channel has the same layout in NHWC and in NCHW.
        boolean stays = block.geometry().ic() == 1 && strategy.layout() == ActivationLayout.CHANNELS_LAST;
        Reorder in = stays ? null : reorders.in(channels, copies, geometry.ih(), geometry.iw());
        if (in != null) {
            owned.add(in, in::close);
        }
        boolean apart = strategy.filters() == Filters.BY_INDEX;
        int outputs = block.geometry().oc();
        Reorder out = apart
                ? reorders.outApart(outputs, passes, geometry.oh(), geometry.ow())
                : reorders.out(outputs, geometry.oh(), geometry.ow());
        owned.add(out, out::close);
        Reorder residual = null;
        if (problem.fusion().residual()) {
            residual = apart
                    ? reorders.inApart(outputs, passes, geometry.oh(), geometry.ow())
                    : reorders.in(outputs, 1, geometry.oh(), geometry.ow());
            owned.add(residual, residual::close);
        }
        FilterPacking packing = new FilterPacking(
                block,
                convolution,
                geometry.oc(),
                apart ? passes : block.geometry().ocPerGroup());
        owned.add(packing, packing::close);
        return new BlockPrimitives(in, residual, convolution, out, packing);
    }

    private Workspace workspace() {
        long srcBytes = 0;
        long dstBytes = 0;
        for (BlockPrimitives each : primitives) {
            srcBytes = each.in == null ? srcBytes : Math.max(srcBytes, each.convolution.srcBytes());
            dstBytes = Math.max(dstBytes, each.convolution.dstBytes());
        }
        Steps[] steps = new Steps[primitives.length];
        CloseStack made = new CloseStack();
        try {
            long src = made.add(NativeMemory.allocate(srcBytes)).address();
            long residual =
                    hasResidual() ? made.add(NativeMemory.allocate(dstBytes)).address() : 0;
            long dst = made.add(NativeMemory.allocate(dstBytes)).address();
            for (int i = 0; i < primitives.length; i++) {
                steps[i] =
                        Steps.of(steps(primitives[i], src, residual, dst, made)).ownedBy(made);
            }
            return new Workspace(steps, made);
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    /** The steps of a block, between memory at these addresses, whose executions {@code made} takes over. */
    private List<Steps.Step> steps(BlockPrimitives block, long src, long residual, long dst, CloseStack made) {
        List<Steps.Step> steps = new ArrayList<>();
        Place given = new Place(Role.SRC, Operand.SRC, 0);
        Place copied = Place.at(Role.SRC, src);
        if (block.in != null) {
            steps.add(Step.reorder(Execution.of(block.in).ownedBy(made), given, Place.at(Role.DST, src)));
        }
        Execution residualIn =
                block.residual == null ? null : Execution.of(block.residual).ownedBy(made);
        Execution convolution = Execution.of(block.convolution).ownedBy(made);
        Execution out = Execution.of(block.out).ownedBy(made);
        for (int pass = 0; pass < passes; pass++) {
            long dstOffset = pass * dstPlaneBytes;
            Place added = null;
            if (residualIn != null) {
                Place addend = new Place(Role.SRC, Operand.RESIDUAL, dstOffset);
                steps.add(Step.reorder(residualIn, addend, Place.at(Role.DST, residual)));
                added = Place.at(Role.RESIDUAL, residual);
            }
            steps.add(Step.convolve(
                    convolution,
                    block.in == null ? given : copied,
                    pass * block.weightsPassBytes(),
                    pass * biasPassBytes,
                    added,
                    Place.at(Role.DST, dst)));
            steps.add(Step.reorder(out, Place.at(Role.SRC, dst), new Place(Role.DST, Operand.DST, dstOffset)));
        }
        return steps;
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        NativeMemory packed = NativeMemory.allocate(weightsBytes);
        try {
            for (Block block : blocks) {
                for (int pass = 0; pass < passes; pass++) {
                    primitives[block.primitives].packing.pack(
                            filter.address() + (block.channel + pass) * Float.BYTES,
                            packed.address() + block.weightsOffset + pass * block.weightsPassBytes);
                }
            }
            return packed;
        } catch (RuntimeException | Error e) {
            packed.close();
            throw e;
        }
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
        return other.packer() instanceof ChannelBlocksPlan plan
                && strategy.channels() == plan.strategy.channels()
                && strategy.filters() == plan.strategy.filters()
                && weightsBytes == plan.weightsBytes
                && primitives[0].convolution.weights().sameAs(plan.primitives[0].convolution.weights())
                && last().weights().sameAs(plan.last().weights());
    }

    private ConvolutionPrimitive last() {
        return primitives[primitives.length - 1].convolution;
    }

    /** The number of blocks in all images. */
    @Override
    public int sliceCount() {
        return images * blocks.length;
    }

    @Override
    public void computeSlice(
            int index, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        computeBlocks(index, index + 1, srcArray, src, filter, residual, dstArray, dst);
    }

    @Override
    public void computeAll(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        compute(srcArray, src, filter, residual, dstArray, dst);
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        computeBlocks(0, sliceCount(), srcArray, src, filter, residual, dstArray, dst);
    }

    private void computeBlocks(
            int from,
            int to,
            float[] srcArray,
            long src,
            PackedFilter filter,
            long residual,
            float[] dstArray,
            long dst) {
        Workspace workspace = workspaces.take();
        try {
            for (int index = from; index < to; index++) {
                int n = index / blocks.length;
                Block block = blocks[index % blocks.length];
                long dstOffset = n * dstImageBytes + block.dstOffset;
                workspace.steps[block.primitives].run(
                        srcArray,
                        src + n * srcImageBytes + block.srcOffset,
                        filter.weightsAddress() + block.weightsOffset,
                        filter.biasAddress() + block.biasOffset,
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
        return Slicing.nanos(problem()) / sliceCount();
    }

    @Override
    public ChannelBlocks strategy() {
        return strategy;
    }

    @Override
    public ConvolutionDescription describe() {
        BlockPrimitives each = primitives[0];
        long bytes = each.convolution.srcBytes()
                + each.convolution.dstBytes() * (hasResidual() ? 2 : 1)
                + each.convolution.scratchpadBytes();
        return ConvolutionDescription.composed(
                problem(),
                strategyName(),
                (each.in == null ? "" : each.in.implementation() + " + ") + each.convolution.implementation() + " + "
                        + each.out.implementation(),
                each.convolution.weightsLayout(),
                bytes,
                weightsBytes);
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
