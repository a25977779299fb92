package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.PackedFilters;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.PlanEvents;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparableDescription;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.choice.ArrayRules;
import io.github.depthwise4j.plan.choice.Candidates;
import io.github.depthwise4j.plan.choice.Choice;
import io.github.depthwise4j.plan.choice.Choices;
import io.github.depthwise4j.plan.choice.KernelFacts;
import io.github.depthwise4j.plan.choice.Measurement;
import io.github.depthwise4j.plan.choice.Wisdom;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.plan.form.ReformedPlan;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.plan.heap.HeapArrayPlanner;
import io.github.depthwise4j.plan.margin.MarginPlan;
import io.github.depthwise4j.plan.margin.Margins;
import io.github.depthwise4j.plan.margin.SeparableMarginPlan;
import io.github.depthwise4j.plan.separable.SeparablePlanner;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyDivision;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.settings.RuntimeSettings;
import io.github.depthwise4j.tensor.Tensor;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Makes plans: finds the form of a problem, chooses a strategy, makes the plan that executes it, and divides the plan
 * among threads.
 */
public final class Planner {
    private Planner() {}

    /**
     * Makes a plan, which the caller owns. If it is worth it, the plan is divided into slices that several threads can
     * compute.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static ConvolutionPlan plan(ConvolutionProblem problem, Planning planning) {
        PlanEvents events = PlanEvents.begin(planning.effort());
        return events.made(reformed(problem, planning));
    }

    private static ConvolutionPlan reformed(ConvolutionProblem problem, Planning planning) {
        Margins margins = Margins.of(problem);
        Form form = Form.of(margins.core(problem));
        return MarginPlan.of(problem, margins, ReformedPlan.of(form, divided(form.equivalent(), planning)));
    }

    private static ConvolutionPlan divided(ConvolutionProblem form, Planning planning) {
        ConvolutionPlan slices = bestForSlicesOrNull(form, planning);
        if (slices != null) {
            return slices;
        }
        ConvolutionPlan whole = undivided(form, planning.effort());
        try {
            return StrategyDivision.divide(whole, planning);
        } catch (RuntimeException | Error e) {
            whole.close();
            throw e;
        }
    }

    /**
     * A divided plan with the strategy that is chosen for the largest slice: a kernel that is the fastest for a whole
     * image can be slow for half of it. Null if the problem is not divided into bands or images, or if the strategy of
     * the whole is known from a measurement.
     */
    private static ConvolutionPlan bestForSlicesOrNull(ConvolutionProblem form, Planning planning) {
        ConvolutionProblem slice = StrategyDivision.largestSliceOrNull(form, planning);
        boolean measuredAsWhole = planning.effort() == PlanningEffort.MEASURE && !planning.inTeam();
        if (slice == null || measuredAsWhole) {
            return null;
        }
        OneDnn.get();
        boolean knownAsWhole = !planning.inTeam() && Wisdom.shared().known(form, planning.effort()) != null;
        return knownAsWhole
                ? null
                : Attempt.orNull("a strategy for slices", () -> forSlicesOrNull(form, slice, planning));
    }

    private static ConvolutionPlan forSlicesOrNull(
            ConvolutionProblem form, ConvolutionProblem slice, Planning planning) {
        Choice choice = choiceFor(slice, planning.effort());
        Strategy strategy = choice.strategy();
        if (!(strategy instanceof Strategy.Direct)) {
            return null;
        }
        ConvolutionPlan plan = StrategyDivision.ofSlicesOrNull(
                form, strategy, planning, each -> !ChosenPlans.isPoor(each) && executes(each, slice, strategy));
        if (plan == null) {
            return null;
        }
        // Each slice can need little, and all of them much.
        if (plan.needsMuchMemory()) {
            plan.close();
            return null;
        }
        plan.chosen(choice.origin(), choice.timings());
        return plan;
    }

    /** Whether a plan executes the strategy, if it is that of the slice; smaller slices may have another kernel. */
    private static boolean executes(ConvolutionPlan plan, ConvolutionProblem slice, Strategy strategy) {
        return !plan.problem().equals(slice)
                || StrategyExecutors.strategyOf(plan).equals(strategy);
    }

    /** The strategy for a slice: measured if the caller wants that, otherwise without making its plan. */
    private static Choice choiceFor(ConvolutionProblem slice, PlanningEffort effort) {
        if (effort != PlanningEffort.MEASURE) {
            return Choices.of(slice, effort).current();
        }
        ConvolutionPlan model = undivided(slice, effort);
        try {
            return new Choice(StrategyExecutors.strategyOf(model), model.origin(), model.measured());
        } finally {
            model.close();
        }
    }

    /** Makes a plan for the calling thread alone, which the caller owns. */
    public static ConvolutionPlan plan(ConvolutionProblem problem, PlanningEffort effort) {
        Margins margins = Margins.of(problem);
        Form form = Form.of(margins.core(problem));
        return MarginPlan.of(problem, margins, ReformedPlan.of(form, undivided(form.equivalent(), effort)));
    }

    private static ConvolutionPlan undivided(ConvolutionProblem problem, PlanningEffort effort) {
        Choices choices = Choices.of(problem, effort);
        ConvolutionPlan plan = ChosenPlans.firstPossible(problem, choices);
        return effort == PlanningEffort.MEASURE && choices.isEstimate()
                ? measured(plan, RuntimeSettings.current().measureBudgetNanos(), System::nanoTime)
                : plan;
    }

    /**
     * The plan of the fastest strategy, which is remembered. The estimate if it wins, or if nothing can be measured.
     *
     * @param estimate a plan for the calling thread alone, which this takes over
     */
    static ConvolutionPlan measured(ConvolutionPlan estimate, long budgetNanos, LongSupplier clock) {
        ConvolutionPlan plan = estimate;
        try {
            Choice fastest = Measurement.fastestOrNull(estimate, budgetNanos, clock);
            if (fastest == null) {
                return estimate;
            }
            if (!fastest.strategy().equals(StrategyExecutors.strategyOf(estimate))) {
                ConvolutionPlan winner = Attempt.orNull(
                        fastest.strategy().name(),
                        () -> StrategyExecutors.plan(estimate.problem(), fastest.strategy()));
                if (winner == null) {
                    return estimate;
                }
                plan = winner;
                estimate.close();
            }
            plan.chosen(fastest.origin(), fastest.timings());
            remember(plan);
            return plan;
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    /** Remembers the strategy of a measured plan, if it can be made again by its name. */
    private static void remember(ConvolutionPlan plan) {
        Strategy strategy = StrategyExecutors.strategyOf(plan);
        ConvolutionPlan again =
                Attempt.orNull(strategy.name() + " as wisdom", () -> ChosenPlans.exactOrNull(plan.problem(), strategy));
        if (again != null) {
            again.close();
            Wisdom.shared().remember(plan.problem(), strategy, plan.measured());
        }
    }

    /** The names of the candidates for a problem; empty if there is nothing to compute. */
    public static List<String> candidates(ConvolutionProblem problem) {
        return Strategy.hasElements(problem)
                ? Candidates.of(formOfCore(problem)).stream()
                        .map(Strategy::name)
                        .toList()
                : List.of();
    }

    /** How a plan computes its problem, with the names of the candidates. */
    public static PlanDescription describe(Plan plan) {
        return plan.description() instanceof SeparableDescription separable
                ? new SeparableDescription(
                        separable.problem(),
                        separable.bandRows(),
                        separable.mostThreads(),
                        separable.workspaceBytes(),
                        withCandidates(separable.depthwise()),
                        withCandidates(separable.pointwise()))
                : withCandidates((ConvolutionDescription) plan.description());
    }

    /** The description of a plan with the names of the candidates, if they were not measured. */
    public static ConvolutionDescription withCandidates(ConvolutionDescription description) {
        return description.candidates().isEmpty()
                ? description.withCandidates(
                        ConvolutionDescription.Timing.unmeasured(candidates(description.problem())))
                : description;
    }

    /**
     * Makes the plan of a strategy for the calling thread alone, which the caller owns.
     *
     * @param strategy the name of one of the {@link #candidates}, or of a candidate on another machine
     * @throws IllegalArgumentException if the problem cannot be computed by this strategy on this machine
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     */
    public static ConvolutionPlan plan(ConvolutionProblem problem, String strategy) {
        Margins margins = Margins.of(problem);
        Form form = Form.of(margins.core(problem));
        ConvolutionPlan plan = Strategy.parse(strategy)
                .map(parsed -> ReformedPlan.of(form, ChosenPlans.exactOrNull(form.equivalent(), parsed)))
                .orElse(null);
        if (plan == null) {
            throw new IllegalArgumentException(
                    "no candidate " + strategy + " for " + problem + "; pass one of " + candidates(problem));
        }
        return MarginPlan.of(problem, margins, plan);
    }

    private static ConvolutionProblem formOfCore(ConvolutionProblem problem) {
        return Form.of(Margins.of(problem).core(problem)).equivalent();
    }

    /**
     * Makes a plan for the two convolutions of a separable one, which the caller owns. At every effort, rules decide
     * whether the image is divided into bands or boxes. If it is not, each convolution is planned with the effort.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static SeparablePlan plan(SeparableProblem problem, Planning planning) {
        OneDnn.get();
        PlanEvents events = PlanEvents.begin(planning.effort());
        return events.made(separable(problem, planning));
    }

    private static SeparablePlan separable(SeparableProblem problem, Planning planning) {
        Margins margins = Margins.of(problem);
        return SeparableMarginPlan.of(problem, margins, planner(planning).plan(margins.core(problem)));
    }

    private static SeparablePlanner planner(Planning planning) {
        return new SeparablePlanner(
                planning.parallelism(),
                each -> plan(each, planning),
                each -> plan(each, planning.effort()),
                each -> undivided(each, planning.effort()));
    }

    /** A plan that is fast over arrays, which are not aligned as tensors are. */
    private static ConvolutionPlan forArrays(ConvolutionProblem problem, Planning planning) {
        Margins margins = Margins.of(problem);
        Form form = Form.of(margins.core(problem));
        ConvolutionPlan plan = undivided(form.equivalent(), planning.effort());
        try {
            plan = copyingOr(plan);
            return MarginPlan.of(problem, margins, ReformedPlan.of(form, StrategyDivision.divide(plan, planning)));
        } catch (RuntimeException | Error e) {
            plan.close();
            throw e;
        }
    }

    /** A plan that copies the input, if that is faster over arrays; then the given plan is closed. */
    private static ConvolutionPlan copyingOr(ConvolutionPlan plan) {
        Strategy copying =
                ArrayRules.copyingOrNull(plan.problem(), StrategyExecutors.strategyOf(plan), KernelFacts.ofOneDnn());
        ConvolutionPlan copies = copying == null
                ? null
                : Attempt.orNull(
                        copying.name() + " for arrays", () -> ChosenPlans.exactOrNull(plan.problem(), copying));
        if (copies == null) {
            return plan;
        }
        copies.chosenLike(plan);
        plan.close();
        return copies;
    }

    /**
     * Makes a plan for arrays of the Java heap, which the caller owns.
     *
     * @param shared the packed filters of the operation, which the plan borrows
     * @param bias null if the problem has none
     * @throws IllegalArgumentException if the problem adds a residual
     */
    public static HeapArrayPlan planForHeapArrays(
            ConvolutionProblem problem, Planning planning, PackedFilters shared, Tensor filter, Tensor bias) {
        return new HeapArrayPlanner(planning, shared)
                .plan(
                        problem,
                        whole -> forArrays(whole, planning),
                        chunk -> forArrays(chunk, new Planning(planning.effort(), Parallelism.callerOnly())),
                        filter,
                        bias);
    }

    /**
     * Makes a plan for arrays of the Java heap, which the caller owns.
     *
     * @param shared the packed filters of the operation, which the plan borrows
     * @param depthwiseBias null if the depthwise part has none
     * @param pointwiseBias null if the pointwise part has none
     * @throws IllegalArgumentException if the problem adds a residual
     */
    public static HeapArrayPlan planForHeapArrays(
            SeparableProblem problem,
            Planning planning,
            PackedFilters shared,
            Tensor depthwiseFilter,
            Tensor depthwiseBias,
            Tensor pointwiseFilter,
            Tensor pointwiseBias) {
        Planning alone = new Planning(planning.effort(), Parallelism.callerOnly());
        return new HeapArrayPlanner(planning, shared)
                .plan(
                        problem,
                        whole -> separable(whole, planning),
                        chunk -> plan(chunk, alone),
                        depthwiseFilter,
                        depthwiseBias,
                        pointwiseFilter,
                        pointwiseBias);
    }
}
