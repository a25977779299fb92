package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.OpenMpThreads;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A depthwise convolution in NCHW, by blocks of channels: a block is copied into the layout that oneDNN's kernels are made for,
 * convolved there, and copied back, all while it is in the cache.
 */
public final class ChannelBlocksPlan extends ConvolutionPlan {
    private final ChannelBlocks strategy;
    private final Kind[] kinds;
    private final Part[] parts;
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
     * What is done for blocks of one kind: the last one may have fewer channels. Without residual, its reorder is null, and so is that of
     * the input where it can stay where it is.
     */
    private record Kind(
            Reorder in, Reorder residual, ConvolutionPrimitive convolution, Reorder out, FilterPacking packing) {}

    /**
     * One block; offsets are in bytes from the beginning of the image, of the packed filter and of the bias. Passes follow one another
     * in all of them.
     */
    private record Part(
            int kind,
            long srcOffset,
            long dstOffset,
            long weightsOffset,
            long weightsPassBytes,
            long biasOffset,
            long channel) {}

    /** What one thread does for blocks of one kind. */
    private record Executions(Execution in, Execution residual, Execution convolution, Execution out) {}

    /** What one thread works with. */
    private record Workspace(
            NativeMemory src, NativeMemory residual, NativeMemory dst, Executions[] executions, CloseStack owned)
            implements WorkspacePool.Workspace {
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
            ConvolutionProblem problem, ChannelBlocks strategy, List<Kind> kinds, List<Part> parts, CloseStack owned) {
        super(problem);
        ConvolutionGeometry geometry = problem.geometry();
        this.strategy = strategy.with(kinds.get(0).convolution.kernel());
        this.kinds = kinds.toArray(Kind[]::new);
        this.parts = parts.toArray(Part[]::new);
        this.owned = owned;
        this.images = strategy.wholeBatch() ? 1 : geometry.mb();
        this.srcImageBytes = geometry.srcElements() / geometry.mb() * Float.BYTES;
        this.dstImageBytes = geometry.dstElements() / geometry.mb() * Float.BYTES;
        this.weightsBytes = parts.stream()
                .mapToLong(part -> part.weightsOffset + part.weightsPassBytes * strategy.passes(problem))
                .max()
                .orElseThrow();
        this.passes = strategy.passes(problem);
        this.dstPlaneBytes = dstImageBytes / geometry.oc();
        this.biasPassBytes = (long) geometry.ic() * Float.BYTES;
        this.workspaces = new WorkspacePool<>(this::workspace);
    }

    /**
     * The plan for a depthwise problem in NCHW whose input and output are not empty.
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
        List<Kind> kinds = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        long weightsOffset = 0;
        int kindChannels = 0;
        for (long channel = 0; channel < geometry.ic(); channel += step) {
            int channels = (int) Math.min(step, geometry.ic() - channel);
            if (channels != kindChannels) {
                kinds.add(kind(problem, strategy, channels, owned));
                kindChannels = channels;
            }
            long first = channel * multiplier;
            long bytes = kinds.get(kinds.size() - 1).packing.byteSize();
            long aligned = (bytes + NativeMemory.ALIGNMENT - 1) & -NativeMemory.ALIGNMENT;
            parts.add(new Part(
                    kinds.size() - 1,
                    channel * srcChannelBytes,
                    first * dstChannelBytes,
                    weightsOffset,
                    aligned,
                    (strategy.filters() == Filters.BY_INDEX ? channel : first) * Float.BYTES,
                    first));
            weightsOffset += aligned * strategy.passes(problem);
        }
        return new ChannelBlocksPlan(problem, strategy, kinds, parts, owned);
    }

    private static Kind kind(ConvolutionProblem problem, ChannelBlocks strategy, int channels, CloseStack owned) {
        ConvolutionGeometry geometry = problem.geometry();
        int copies = strategy.copies(problem);
        int passes = strategy.passes(problem);
        int images = strategy.wholeBatch() ? geometry.mb() : 1;
        ConvolutionProblem block = strategy.block(problem, channels);
        ConvolutionPrimitive convolution = ConvolutionPrimitive.create(block, strategy.layout(), strategy.kernel());
        owned.add(convolution, convolution::close);
        ChannelReorders reorders = new ChannelReorders(images, strategy.layout(), "a block of channels of " + problem);
        // A single channel lies in NHWC as it does in NCHW.
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
        return new Kind(in, residual, convolution, out, packing);
    }

    private Workspace workspace() {
        long srcBytes = 0;
        long dstBytes = 0;
        Executions[] executions = new Executions[kinds.length];
        CloseStack made = new CloseStack();
        try {
            for (int i = 0; i < kinds.length; i++) {
                Kind kind = kinds[i];
                srcBytes = kind.in == null ? srcBytes : Math.max(srcBytes, kind.convolution.srcBytes());
                dstBytes = Math.max(dstBytes, kind.convolution.dstBytes());
                executions[i] = new Executions(
                        kind.in == null ? null : made.add(Execution.of(kind.in)),
                        kind.residual == null ? null : made.add(Execution.of(kind.residual)),
                        made.add(Execution.of(kind.convolution)),
                        made.add(Execution.of(kind.out)));
            }
            return new Workspace(
                    made.add(NativeMemory.allocate(srcBytes)),
                    hasResidual() ? made.add(NativeMemory.allocate(dstBytes)) : null,
                    made.add(NativeMemory.allocate(dstBytes)),
                    executions,
                    made);
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        NativeMemory packed = NativeMemory.allocate(weightsBytes);
        try {
            for (Part part : parts) {
                for (int pass = 0; pass < passes; pass++) {
                    kinds[part.kind].packing.pack(
                            filter.address() + (part.channel + pass) * Float.BYTES,
                            packed.address() + part.weightsOffset + pass * part.weightsPassBytes);
                }
            }
            return packed;
        } catch (RuntimeException | Error e) {
            packed.close();
            throw e;
        }
    }

    /** A pass finds the numbers of its channels side by side. */
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
        return other.packer() instanceof ChannelBlocksPlan blocks
                && strategy.channels() == blocks.strategy.channels()
                && strategy.filters() == blocks.strategy.filters()
                && weightsBytes == blocks.weightsBytes
                && kinds[0].convolution.weights().sameAs(blocks.kinds[0].convolution.weights())
                && last().weights().sameAs(blocks.last().weights());
    }

    private ConvolutionPrimitive last() {
        return kinds[kinds.length - 1].convolution;
    }

    /** The blocks of all images, which can be computed in any order. */
    public int parts() {
        return images * parts.length;
    }

    /** Computes one block. */
    public void computePart(int index, long src, PackedFilter filter, long residual, long dst) {
        computeParts(index, index + 1, src, filter, residual, dst);
    }

    @Override
    public void compute(long src, PackedFilter filter, long residual, long dst) {
        computeParts(0, parts(), src, filter, residual, dst);
    }

    private void computeParts(int from, int to, long src, PackedFilter filter, long residual, long dst) {
        Workspace workspace = workspaces.take();
        int threads = OpenMpThreads.single();
        try {
            for (int index = from; index < to; index++) {
                compute(workspace, index, src, filter, residual, dst);
            }
        } finally {
            OpenMpThreads.restore(threads);
            workspaces.giveBack(workspace);
        }
    }

    private void compute(Workspace workspace, int index, long src, PackedFilter filter, long residual, long dst) {
        int n = index / parts.length;
        Part part = parts[index % parts.length];
        Executions executions = workspace.executions[part.kind];
        long blockSrc = src + n * srcImageBytes + part.srcOffset;
        if (executions.in != null) {
            Step.reorder(executions.in, blockSrc, workspace.src.address());
            blockSrc = workspace.src.address();
        }
        for (int pass = 0; pass < passes; pass++) {
            long dstOffset = n * dstImageBytes + part.dstOffset + pass * dstPlaneBytes;
            long added = 0;
            if (residual != 0) {
                added = workspace.residual.address();
                Step.reorder(executions.residual, residual + dstOffset, added);
            }
            Step.convolve(
                    executions.convolution,
                    blockSrc,
                    filter.weights().address() + part.weightsOffset + pass * part.weightsPassBytes,
                    filter.bias() == null ? 0 : filter.bias().address() + part.biasOffset + pass * biasPassBytes,
                    added,
                    workspace.dst.address());
            Step.reorder(executions.out, workspace.dst.address(), dst + dstOffset);
        }
    }

    @Override
    public ChannelBlocks strategy() {
        return strategy;
    }

    @Override
    public ConvolutionDescription describe() {
        Kind kind = kinds[0];
        long bytes = kind.convolution.srcBytes()
                + kind.convolution.dstBytes() * (hasResidual() ? 2 : 1)
                + kind.convolution.scratchpadBytes();
        return ConvolutionDescription.composed(
                problem(),
                strategyName(),
                (kind.in == null ? "" : kind.in.implementation() + " + ") + kind.convolution.implementation() + " + "
                        + kind.out.implementation(),
                kind.convolution.weightsLayout(),
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
