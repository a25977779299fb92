package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.onednn.Steps;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.PackedFilters;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.PlanEvents;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.base.Variants;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes plans for arrays of the Java heap, together with their filters. How a chunk is planned is passed in.
 *
 * @param planning what the caller asks of the plans
 * @param shared the packed filters of the operation, which the plans borrow
 * @param chunkBytes the approximate size of a chunk
 * @param longestNanos by the estimate, the longest time for which a step may keep an array where it is
 * @param mustCopy asked before each step: whether it may not keep arrays where they are, however short it is
 */
public record HeapArrayPlanner(
        Planning planning, PackedFilters shared, long chunkBytes, long longestNanos, BooleanSupplier mustCopy) {
    /** Some collectors wait for the end of a step, and all threads that need memory wait for them. */
    private static final long LONGEST_NANOS = 500_000;

    /** A planner of chunks of the standard size, whose steps are short. */
    public HeapArrayPlanner(Planning planning, PackedFilters shared) {
        this(planning, shared, HeapArrayChunks.CHUNK_BYTES, LONGEST_NANOS, RecentCollection.OF_THIS_PROCESS);
    }

    /**
     * Makes a plan, which the caller owns.
     *
     * @param wholePlanner makes the plan of the whole problem
     * @param planner makes the plan of a chunk, for the calling thread alone
     * @param bias null if the problem has none
     * @throws IllegalArgumentException if the problem adds a residual
     */
    public HeapArrayPlan plan(
            ConvolutionProblem problem,
            Function<ConvolutionProblem, ConvolutionPlan> wholePlanner,
            Function<ConvolutionProblem, ConvolutionPlan> planner,
            Tensor filter,
            Tensor bias) {
        refuseResidual(problem.fusion().residual(), problem);
        return make(
                problem,
                () -> wholePlanner.apply(problem),
                plan -> plan.pack(shared, filter, bias),
                () -> HeapArrayChunks.of(problem, chunkBytes),
                planner,
                (plan, chunk) ->
                        shared.share(plan, filter, chunk.firstChannel(), () -> pack(plan, chunk, filter, bias)));
    }

    /** Packs the part of a filter that a chunk needs. */
    private static PackedFilter pack(ConvolutionPlan plan, HeapArrayChunks.Chunk chunk, Tensor filter, Tensor bias) {
        try (Tensor someFilter = FilterChannels.filter(filter, chunk.problem(), chunk.firstChannel());
                Tensor someBias = FilterChannels.bias(bias, chunk.problem(), chunk.firstChannel())) {
            return plan.pack(someFilter, someBias);
        }
    }

    /**
     * Makes a plan, which the caller owns.
     *
     * @param wholePlanner makes the plan of the whole problem
     * @param planner makes the plan of a chunk, for the calling thread alone
     * @param depthwiseBias null if the depthwise part has none
     * @param pointwiseBias null if the pointwise part has none
     * @throws IllegalArgumentException if the problem adds a residual
     */
    public HeapArrayPlan plan(
            SeparableProblem problem,
            Function<SeparableProblem, SeparablePlan> wholePlanner,
            Function<SeparableProblem, SeparablePlan> planner,
            Tensor depthwiseFilter,
            Tensor depthwiseBias,
            Tensor pointwiseFilter,
            Tensor pointwiseBias) {
        ConvolutionProblem pointwise = problem.pointwise();
        refuseResidual(pointwise.fusion().residual(), problem);
        return make(
                problem,
                () -> wholePlanner.apply(problem),
                plan -> plan.pack(shared, depthwiseFilter, depthwiseBias, pointwiseFilter, pointwiseBias),
                () -> HeapArrayChunks.of(
                        problem.depthwise(), pointwise.geometry().oc(), chunkBytes),
                chunk -> planner.apply(new SeparableProblem(chunk, Variants.withInput(pointwise, chunk.outputShape()))),
                (plan, chunk) -> plan.pack(shared, depthwiseFilter, depthwiseBias, pointwiseFilter, pointwiseBias));
    }

    /**
     * Whether a plan can compute over arrays where they lie, and hold up the garbage collector for a short time only.
     */
    private boolean isShort(Plan plan) {
        return Steps.takeArrays() && plan.longestStepNanos() <= longestNanos;
    }

    private static void refuseResidual(boolean residual, Problem problem) {
        if (residual) {
            throw new IllegalArgumentException("the operation was built with residual(), which arrays of the Java heap "
                    + "cannot pass; call run(input, residual, output) with tensors [" + problem + "]");
        }
    }

    private <P extends Plan> HeapArrayPlan make(
            Problem problem,
            Supplier<P> wholePlanner,
            Function<P, PackedFilter> wholePacker,
            Supplier<List<HeapArrayChunks.Chunk>> chunks,
            Function<ConvolutionProblem, P> planner,
            BiFunction<P, HeapArrayChunks.Chunk, PackedFilter> packer) {
        PlanEvents events = PlanEvents.begin(planning.effort());
        CloseStack owned = new CloseStack();
        HeapArrayPlan plan;
        try {
            List<HeapArrayPlan.PlannedChunk> whole = whole(wholePlanner, wholePacker, owned);
            plan = new HeapArrayPlan(
                    problem.toString(),
                    problem.inputShape(),
                    problem.outputShape(),
                    whole.isEmpty() ? planned(chunks.get(), planner, packer, owned) : whole,
                    owned,
                    planning.parallelism(),
                    mustCopy);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
        return events.made(plan);
    }

    /**
     * The whole problem as one chunk, with its own plan for any number of threads; empty if it would hold up the
     * garbage collector for too long.
     */
    private <P extends Plan> List<HeapArrayPlan.PlannedChunk> whole(
            Supplier<P> planner, Function<P, PackedFilter> packer, CloseStack owned) {
        if (!Steps.takeArrays()) {
            return List.of();
        }
        P plan = planner.get();
        if (!isShort(plan)) {
            plan.close();
            return List.of();
        }
        owned.add(plan, plan::close);
        PackedFilter packed = packer.apply(plan);
        owned.add(packed, packed::close);
        return List.of(new HeapArrayPlan.PlannedChunk(plan, packed, 0, 0, true));
    }

    /** Chunks of equal problems share a plan; if they also have the same channels, they share the packed filter. */
    private <P extends Plan> List<HeapArrayPlan.PlannedChunk> planned(
            List<HeapArrayChunks.Chunk> chunks,
            Function<ConvolutionProblem, P> planner,
            BiFunction<P, HeapArrayChunks.Chunk, PackedFilter> packer,
            CloseStack owned) {
        Map<ConvolutionProblem, P> plans = new HashMap<>();
        Map<HeapArrayChunks.FilterKey, PackedFilter> filters = new HashMap<>();
        List<HeapArrayPlan.PlannedChunk> planned = new ArrayList<>();
        for (HeapArrayChunks.Chunk chunk : chunks) {
            P plan = plans.get(chunk.problem());
            if (plan == null) {
                P made = planner.apply(chunk.problem());
                plan = owned.add(made, made::close);
                plans.put(chunk.problem(), plan);
            }
            PackedFilter filter = filters.get(chunk.filterKey());
            if (filter == null) {
                PackedFilter packed = packer.apply(plan, chunk);
                filter = owned.add(packed, packed::close);
                filters.put(chunk.filterKey(), filter);
            }
            planned.add(new HeapArrayPlan.PlannedChunk(
                    plan, filter, (int) chunk.srcOffset(), (int) chunk.dstOffset(), isShort(plan)));
        }
        return planned;
    }
}
