package io.github.depthwise4j.plan;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One convolution in slices, each an image or a band of its rows, which several threads may compute. The slices are the same
 * whatever the number of threads, and so are the bits.
 */
final class SlicedPlan extends ConvolutionPlan {
    private final List<Slice> slices;
    private final List<DirectPlan> plans;
    private final ThreadLimit limit;
    private final boolean worthWaking;
    private final WorkspacePool<Call> calls;

    /** A slice; offsets are in bytes from the beginning of the tensors. */
    private record Slice(DirectPlan plan, long srcOffset, long dstOffset) {}

    /** One call of the plan. */
    private final class Call extends TensorJob {
        @Override
        int slices() {
            return slices.size();
        }

        @Override
        boolean isWorthWaking() {
            return worthWaking;
        }

        @Override
        void compute(int index) {
            Slice slice = slices.get(index);
            slice.plan.compute(src(slice.srcOffset), filter(), residual(slice.dstOffset), dst(slice.dstOffset));
        }
    }

    private SlicedPlan(ConvolutionProblem problem, List<Slice> slices, List<DirectPlan> plans, ThreadLimit limit) {
        super(problem);
        this.slices = slices;
        this.plans = plans;
        this.limit = limit;
        this.worthWaking = Slicing.isWorthWaking(problem);
        this.calls = new WorkspacePool<>(Call::new);
    }

    /** A plan in slices of what another does at once, or null where oneDNN wants the filter packed differently for them. */
    static SlicedPlan create(DirectPlan whole, int bandRows, ThreadLimit limit) {
        ConvolutionProblem problem = whole.problem();
        Map<ConvolutionProblem, DirectPlan> plans = new HashMap<>();
        try {
            List<Slice> slices = slices(problem, bandRows, whole.implementation(), plans);
            DirectPlan first = slices.get(0).plan;
            if (slices.stream().allMatch(slice -> slice.plan.packsLike(first))) {
                SlicedPlan sliced = new SlicedPlan(problem, slices, List.copyOf(plans.values()), limit);
                sliced.takeMeasurementsOf(whole);
                return sliced;
            }
        } catch (RuntimeException | Error e) {
            plans.values().forEach(DirectPlan::close);
            throw e;
        }
        plans.values().forEach(DirectPlan::close);
        return null;
    }

    private static List<Slice> slices(
            ConvolutionProblem problem,
            int bandRows,
            String implementation,
            Map<ConvolutionProblem, DirectPlan> plans) {
        ConvolutionGeometry geometry = problem.geometry();
        long srcImageBytes = geometry.srcElements() / geometry.mb() * Float.BYTES;
        long dstImageBytes = geometry.dstElements() / geometry.mb() * Float.BYTES;
        long srcRowBytes = srcImageBytes / geometry.ih();
        long dstRowBytes = dstImageBytes / geometry.oh();
        List<RowBands.Band> bands = RowBands.of(problem, bandRows);
        List<Slice> slices = new ArrayList<>();
        for (int n = 0; n < geometry.mb(); n++) {
            for (RowBands.Band band : bands) {
                slices.add(new Slice(
                        plans.computeIfAbsent(band.problem(), part -> DirectPlan.create(part, implementation)),
                        n * srcImageBytes + band.srcRow() * srcRowBytes,
                        n * dstImageBytes + band.dstRow() * dstRowBytes));
            }
        }
        return slices;
    }

    @Override
    NativeMemory packWeights(NativeMemory filter) {
        return slices.get(0).plan.packWeights(filter);
    }

    @Override
    void compute(NativeMemory src, PackedFilter filter, NativeMemory residual, NativeMemory dst) {
        TensorJob.run(calls, src, filter, residual, dst, limit);
    }

    @Override
    public String name() {
        return slices.get(0).plan.name();
    }

    @Override
    PlanDescription describe() {
        PlanDescription first = slices.get(0).plan.describe();
        int threads = Math.min(limit.threads(), Workers.shared().threads());
        return first.as(
                problem(), first.strategy() + ", in " + slices.size() + " slices for up to " + threads + " threads");
    }

    @Override
    void destroy() {
        plans.forEach(DirectPlan::close);
    }
}
