package io.github.depthwise4j.plan.heap;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.plan.Planner;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.PackedFilters;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.PlanEvents;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes plans for arrays of the Java heap, together with their filters. */
public final class HeapArrayPlanner {
    private HeapArrayPlanner() {}

    /**
     * Makes a plan, which the caller owns.
     *
     * @param shared the packed filters of the operation, which the plan borrows
     * @param bias null where the problem has none
     * @throws IllegalArgumentException if the problem adds a residual
     */
    public static HeapArrayPlan plan(
            ConvolutionProblem problem, Planning planning, PackedFilters shared, Tensor filter, Tensor bias) {
        return plan(problem, planning, shared, filter, bias, HeapArrayParts.PART_BYTES);
    }

    /** The plan with parts of about so many bytes. */
    static HeapArrayPlan plan(
            ConvolutionProblem problem,
            Planning planning,
            PackedFilters shared,
            Tensor filter,
            Tensor bias,
            long partBytes) {
        refuseResidual(problem.fusion().residual(), problem);
        return PlanEvents.of(
                planning.effort(),
                () -> make(
                        problem,
                        HeapArrayParts.of(problem, partBytes),
                        planning.parallelism(),
                        part -> Planner.plan(part, planning.effort()),
                        (plan, part) ->
                                shared.share(plan, filter, part.firstChannel(), () -> pack(plan, part, filter, bias))));
    }

    /** Packs the part of a filter that a part of the problem wants. */
    private static PackedFilter pack(ConvolutionPlan plan, HeapArrayParts.Part part, Tensor filter, Tensor bias) {
        try (Tensor someFilter = FilterChannels.filter(filter, part.problem(), part.firstChannel());
                Tensor someBias = FilterChannels.bias(bias, part.problem(), part.firstChannel())) {
            return plan.pack(someFilter, someBias);
        }
    }

    /**
     * Makes a plan, which the caller owns.
     *
     * @param shared the packed filters of the operation, which the plan borrows
     * @param depthwiseBias null where the depthwise part has none
     * @param pointwiseBias null where the pointwise part has none
     * @throws IllegalArgumentException if the problem adds a residual
     */
    public static HeapArrayPlan plan(
            SeparableProblem problem,
            Planning planning,
            PackedFilters shared,
            Tensor depthwiseFilter,
            Tensor depthwiseBias,
            Tensor pointwiseFilter,
            Tensor pointwiseBias) {
        return plan(
                problem,
                planning,
                shared,
                depthwiseFilter,
                depthwiseBias,
                pointwiseFilter,
                pointwiseBias,
                HeapArrayParts.PART_BYTES);
    }

    /** The plan with parts of about so many bytes. */
    static HeapArrayPlan plan(
            SeparableProblem problem,
            Planning planning,
            PackedFilters shared,
            Tensor depthwiseFilter,
            Tensor depthwiseBias,
            Tensor pointwiseFilter,
            Tensor pointwiseBias,
            long partBytes) {
        ConvolutionProblem pointwise = problem.pointwise();
        refuseResidual(pointwise.fusion().residual(), problem);
        Planning alone = new Planning(planning.effort(), Parallelism.callerOnly());
        return PlanEvents.of(
                planning.effort(),
                () -> make(
                        problem,
                        HeapArrayParts.of(
                                problem.depthwise(), pointwise.geometry().oc(), partBytes),
                        planning.parallelism(),
                        part -> Planner.plan(new SeparableProblem(part, behind(part, pointwise)), alone),
                        (plan, part) ->
                                plan.pack(shared, depthwiseFilter, depthwiseBias, pointwiseFilter, pointwiseBias)));
    }

    /** The pointwise convolution of the result of a part. */
    private static ConvolutionProblem behind(ConvolutionProblem part, ConvolutionProblem pointwise) {
        return new ConvolutionProblem(
                pointwise.parameters(),
                pointwise.dataType(),
                part.outputShape(),
                pointwise.filterShape(),
                pointwise.fusion());
    }

    private static void refuseResidual(boolean residual, Problem problem) {
        if (residual) {
            throw new IllegalArgumentException("the operation was built with residual(), which arrays of the Java heap "
                    + "cannot pass; call run(input, residual, output) with tensors [" + problem + "]");
        }
    }

    /** Parts of the same sizes share a plan, and of the same channels the filter packed for it. */
    private static <P extends Plan> HeapArrayPlan make(
            Problem problem,
            List<HeapArrayParts.Part> divided,
            Parallelism parallelism,
            Function<ConvolutionProblem, P> planner,
            BiFunction<P, HeapArrayParts.Part, PackedFilter> packer) {
        CloseStack owned = new CloseStack();
        try {
            Map<ConvolutionProblem, P> plans = new HashMap<>();
            Map<HeapArrayParts.Kind, PackedFilter> filters = new HashMap<>();
            List<HeapArrayPlan.Part> parts = new ArrayList<>();
            for (HeapArrayParts.Part part : divided) {
                P plan = plans.get(part.problem());
                if (plan == null) {
                    P made = planner.apply(part.problem());
                    plan = owned.add(made, made::close);
                    plans.put(part.problem(), plan);
                }
                PackedFilter filter = filters.get(part.kind());
                if (filter == null) {
                    PackedFilter packed = packer.apply(plan, part);
                    filter = owned.add(packed, packed::close);
                    filters.put(part.kind(), filter);
                }
                parts.add(new HeapArrayPlan.Part(plan, filter, (int) part.srcOffset(), (int) part.dstOffset()));
            }
            return new HeapArrayPlan(
                    problem.toString(), problem.inputShape(), problem.outputShape(), parts, owned, parallelism);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }
}
