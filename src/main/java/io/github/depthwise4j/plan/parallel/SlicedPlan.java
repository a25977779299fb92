package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.OptionalWay;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One convolution in slices, each an image or a band of its rows, all computed in the same way. A caller that finds no helper computes a
 * depthwise convolution undivided, which has the same bits.
 */
public final class SlicedPlan extends ThreadedPlan {
    private final List<Slice> slices;
    private final List<ConvolutionPlan> plans;
    private final Strategy strategy;
    /** What a caller without helpers computes; null where the slices are. */
    private final ConvolutionPlan whole;

    private final int images;
    private final long srcImageBytes;
    private final long dstImageBytes;

    /** A slice of each image; offsets are in bytes from its beginning. */
    private record Slice(ConvolutionPlan plan, long srcOffset, long dstOffset) {}

    private SlicedPlan(
            ConvolutionPlan whole, List<Slice> slices, Collection<ConvolutionPlan> plans, Parallelism parallelism) {
        super(whole.problem(), parallelism);
        this.slices = slices;
        this.plans = List.copyOf(plans);
        this.strategy = whole.strategy();
        ConvolutionGeometry geometry = whole.problem().geometry();
        this.images = geometry.mb();
        this.srcImageBytes = geometry.srcElements() / images * Float.BYTES;
        this.dstImageBytes = geometry.dstElements() / images * Float.BYTES;
        takeMeasurementsOf(whole);
        this.whole = Slicing.hasSameBitsInSlices(whole) ? whole : null;
    }

    /**
     * A plan in slices of what another does at once; null where the way is not possible for one of them, where oneDNN wants the filter
     * packed differently for them, or where it computes one of them with another kernel, to other bits than the whole.
     *
     * @param whole the other plan, which the result takes over; it stays the caller's where there is none
     * @param bandRows the output rows of a slice; where images cannot be divided into rows, a slice is an image
     */
    public static SlicedPlan create(ConvolutionPlan whole, int bandRows, Parallelism parallelism) {
        Map<ConvolutionProblem, ConvolutionPlan> plans = new HashMap<>();
        try {
            List<Slice> slices =
                    slices(whole.problem(), bandRows, part -> StrategyExecutors.plan(part, whole.strategy()), plans);
            ConvolutionPlan first = slices.get(0).plan;
            boolean mixable = Slicing.hasSameBitsInSlices(whole)
                    ? plans.values().stream()
                            .allMatch(plan ->
                                    plan.packsLike(whole) && plan.kernel().equals(whole.kernel()))
                    : plans.values().stream().allMatch(first::packsLike);
            if (mixable) {
                SlicedPlan sliced = new SlicedPlan(whole, slices, plans.values(), parallelism);
                if (sliced.whole == null) {
                    whole.close();
                }
                return sliced;
            }
        } catch (RuntimeException e) {
            OptionalWay.skipped("slices", e);
        } catch (Error e) {
            plans.values().forEach(ConvolutionPlan::close);
            throw e;
        }
        plans.values().forEach(ConvolutionPlan::close);
        return null;
    }

    private static List<Slice> slices(
            ConvolutionProblem problem,
            int bandRows,
            Function<ConvolutionProblem, ConvolutionPlan> planner,
            Map<ConvolutionProblem, ConvolutionPlan> plans) {
        ConvolutionGeometry geometry = problem.geometry();
        long srcImageBytes = geometry.srcElements() / geometry.mb() * Float.BYTES;
        long dstImageBytes = geometry.dstElements() / geometry.mb() * Float.BYTES;
        long srcRowBytes = srcImageBytes / geometry.ih();
        long dstRowBytes = dstImageBytes / geometry.oh();
        List<Slice> slices = new ArrayList<>();
        for (RowBands.Band band : RowBands.of(problem, bandRows)) {
            slices.add(new Slice(
                    plans.computeIfAbsent(band.problem(), planner),
                    band.srcRow() * srcRowBytes,
                    band.dstRow() * dstRowBytes));
        }
        return slices;
    }

    @Override
    public int slices() {
        return images * slices.size();
    }

    @Override
    public void computeSlice(int index, long src, PackedFilter filter, long residual, long dst) {
        Slice slice = slices.get(index % slices.size());
        int n = index / slices.size();
        long dstOffset = n * dstImageBytes + slice.dstOffset;
        long added = residual == 0 ? 0 : residual + dstOffset;
        slice.plan.compute(src + n * srcImageBytes + slice.srcOffset, filter, added, dst + dstOffset);
    }

    @Override
    public boolean computeAlone(long src, PackedFilter filter, long residual, long dst) {
        if (whole == null) {
            return false;
        }
        whole.compute(src, filter, residual, dst);
        return true;
    }

    @Override
    public NativeMemory packWeights(NativeMemory filter) {
        return slices.get(0).plan.packWeights(filter);
    }

    @Override
    public float[] orderBias(float[] bias) {
        return slices.get(0).plan.orderBias(bias);
    }

    @Override
    public ConvolutionPlan packer() {
        return slices.get(0).plan.packer();
    }

    @Override
    public boolean packsLike(ConvolutionPlan other) {
        return packer().packsLike(other);
    }

    @Override
    public Strategy strategy() {
        return strategy;
    }

    @Override
    public ConvolutionDescription describe() {
        return describe(slices.get(0).plan.describe());
    }

    @Override
    public void eachPoolOfSlices(Consumer<? super WorkspacePool<?>> visitor) {
        plans.forEach(plan -> plan.eachPool(visitor));
        if (whole != null) {
            whole.eachPool(visitor);
        }
    }

    @Override
    public void destroySlices() {
        plans.forEach(ConvolutionPlan::close);
        if (whole != null) {
            whole.close();
        }
    }
}
