package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Place;
import io.github.depthwise4j.onednn.Place.Operand;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.strategy.Strategy.Replicate;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A depthwise convolution in NHWC whose channel multiplier is above 1. Every input channel is copied once for each of
 * its filters. Then each output channel has an input channel of its own, and oneDNN's depthwise kernels can compute
 * it.
 *
 * <p>This is done band by band, so that the copies are still in the cache when they are convolved. The copies are
 * exact, and the convolution sums the same terms. So the error bound is the same.
 */
final class ReplicatePlan extends ConvolutionPlan {
    private final Replicate strategy;
    private final BandPrimitives[] primitives;
    private final Band[] bands;
    private final FilterPacking packing;
    private final CloseStack owned;
    private final WorkspacePool<Workspace> workspaces;
    private final int images;
    private final long srcImageBytes;
    private final long dstImageBytes;
    private final long replicatedBytes;

    /**
     * The primitives for bands of equal problems: the bands at the edges of the image have other padding than the
     * others.
     */
    private record BandPrimitives(ConvolutionProblem problem, Reorder replication, ConvolutionPrimitive convolution) {}

    /**
     * One band of each image, with the index of its primitives. Offsets are in bytes from the beginning of the image.
     */
    private record Band(int primitives, long srcOffset, long dstOffset) {}

    /** The memory and the steps of one thread: the steps of a band, for each of the {@link BandPrimitives}. */
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

    private ReplicatePlan(
            ConvolutionProblem problem,
            int rows,
            List<BandPrimitives> primitives,
            List<Band> bands,
            FilterPacking packing,
            CloseStack owned) {
        super(problem);
        ConvolutionGeometry geometry = problem.geometry();
        this.strategy = new Replicate(rows, primitives.get(0).convolution.kernel());
        this.primitives = primitives.toArray(BandPrimitives[]::new);
        this.bands = bands.toArray(Band[]::new);
        this.packing = packing;
        this.owned = owned;
        this.images = rows == Replicate.WHOLE_BATCH ? 1 : geometry.mb();
        this.srcImageBytes = geometry.srcElements() / geometry.mb() * Float.BYTES;
        this.dstImageBytes = geometry.dstElements() / geometry.mb() * Float.BYTES;
        this.replicatedBytes = primitives.stream()
                .mapToLong(each -> each.convolution.srcBytes())
                .max()
                .orElseThrow();
        this.workspaces = new WorkspacePool<>(this::workspace);
    }

    /**
     * The plan for a depthwise problem in NHWC whose input and output have elements.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    static ReplicatePlan create(ConvolutionProblem problem, Replicate strategy) {
        CloseStack owned = new CloseStack();
        try {
            return create(problem, strategy.rows(), strategy.kernel(), owned);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    private static ReplicatePlan create(ConvolutionProblem problem, int rows, Kernel kernel, CloseStack owned) {
        ConvolutionGeometry geometry = problem.geometry();
        List<BandPrimitives> primitives = new ArrayList<>();
        List<Band> bands = new ArrayList<>();
        if (rows == Replicate.WHOLE_BATCH) {
            ConvolutionProblem whole = Depthwise.channelsLast(problem, geometry.mb(), geometry.oc(), 1);
            primitives.add(primitives(whole, geometry.ic(), kernel, owned));
            bands.add(new Band(0, 0, 0));
        } else {
            long srcRowBytes = (long) geometry.iw() * geometry.ic() * Float.BYTES;
            long dstRowBytes = (long) geometry.ow() * geometry.oc() * Float.BYTES;
            Map<ConvolutionProblem, Integer> known = new LinkedHashMap<>();
            for (RowBands.Band band : RowBands.of(problem, RowBands.evenly(geometry.oh(), rows))) {
                ConvolutionProblem single = Depthwise.channelsLast(band.problem(), 1, geometry.oc(), 1);
                Integer index = known.get(single);
                if (index == null) {
                    index = primitives.size();
                    known.put(single, index);
                    primitives.add(primitives(single, geometry.ic(), kernel, owned));
                }
                bands.add(new Band(index, band.srcRow() * srcRowBytes, band.dstRow() * dstRowBytes));
            }
        }
        ConvolutionPrimitive first = primitives.get(0).convolution;
        if (!primitives.stream().allMatch(each -> each.convolution.weights().sameAs(first.weights()))) {
            // The bands at the edges need another layout of the filter than the others, but there is one packed filter.
            ReplicatePlan whole = create(problem, new Replicate(Replicate.WHOLE_BATCH, kernel));
            owned.close();
            return whole;
        }
        // All bands have the same filter. The whole image, repeated, may be larger than a tensor can be.
        FilterPacking packing = new FilterPacking(primitives.get(0).problem, first);
        owned.add(packing, packing::close);
        return new ReplicatePlan(problem, rows, primitives, bands, packing, owned);
    }

    private static BandPrimitives primitives(ConvolutionProblem single, int channels, Kernel kernel, CloseStack owned) {
        ConvolutionPrimitive convolution = ConvolutionPrimitive.create(single, ActivationLayout.CHANNELS_LAST, kernel);
        owned.add(convolution, convolution::close);
        int multiplier = single.geometry().ic() / channels;
        long elements = single.geometry().srcElements() / multiplier;
        long[] dims = {elements / channels, channels, multiplier};
        // The last axis makes the copies: its source stride is 0.
        try (MemoryDescriptor from = MemoryDescriptor.float32(dims, new long[] {channels, 1, 0});
                MemoryDescriptor to =
                        MemoryDescriptor.float32(dims, new long[] {(long) channels * multiplier, multiplier, 1})) {
            Reorder replication = Reorder.repeating(from, to, "the repeated channels of " + single);
            owned.add(replication, replication::close);
            return new BandPrimitives(single, replication, convolution);
        }
    }

    private Workspace workspace() {
        Steps[] steps = new Steps[primitives.length];
        CloseStack made = new CloseStack();
        try {
            long replicated = made.add(NativeMemory.allocate(replicatedBytes)).address();
            for (int i = 0; i < primitives.length; i++) {
                Execution replication = Execution.of(primitives[i].replication).ownedBy(made);
                Execution convolution = Execution.of(primitives[i].convolution).ownedBy(made);
                steps[i] = Steps.of(List.of(
                                Step.reorder(
                                        replication,
                                        new Place(Role.SRC, Operand.SRC, 0),
                                        Place.at(Role.DST, replicated)),
                                Step.convolve(convolution, Place.at(Role.SRC, replicated))))
                        .ownedBy(made);
            }
            return new Workspace(steps, made);
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return packing.pack(filter);
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return other.packer() instanceof ReplicatePlan replicate
                && primitives[0].convolution.weights().sameAs(replicate.primitives[0].convolution.weights());
    }

    @Override
    public void compute(float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        Workspace workspace = workspaces.take();
        try {
            for (int n = 0; n < images; n++) {
                long srcImage = src + n * srcImageBytes;
                long dstImage = n * dstImageBytes;
                for (Band band : bands) {
                    long offset = dstImage + band.dstOffset;
                    workspace.steps[band.primitives].run(
                            srcArray,
                            srcImage + band.srcOffset,
                            filter.weightsAddress(),
                            filter.biasAddress(),
                            residual + offset,
                            dstArray,
                            dst + offset);
                }
            }
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    @Override
    public long longestStepNanos() {
        return Slicing.nanos(problem()) / ((long) images * bands.length);
    }

    @Override
    public Strategy strategy() {
        return strategy;
    }

    @Override
    public ConvolutionDescription describe() {
        ConvolutionPrimitive convolution = primitives[0].convolution;
        return ConvolutionDescription.composed(
                problem(),
                strategyName(),
                primitives[0].replication.implementation() + " + " + convolution.implementation(),
                convolution.weightsLayout(),
                replicatedBytes + convolution.scratchpadBytes(),
                packing.byteSize());
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
