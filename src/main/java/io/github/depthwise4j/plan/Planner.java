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
import io.github.depthwise4j.plan.choice.Candidates;
import io.github.depthwise4j.plan.choice.Measurement;
import io.github.depthwise4j.plan.choice.PossiblePlans;
import io.github.depthwise4j.plan.choice.Rules;
import io.github.depthwise4j.plan.choice.Wisdom;
import io.github.depthwise4j.plan.heap.HeapArrayPlan;
import io.github.depthwise4j.plan.heap.HeapArrayPlanner;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.BandedPlan;
import io.github.depthwise4j.plan.strategy.SequencePlan;
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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes plans: chooses a strategy, makes the plan that executes it, and divides the plan among threads. */
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
        return PlanEvents.of(planning.effort(), () -> {
            ConvolutionPlan whole = plan(problem, planning.effort());
            try {
                return StrategyDivision.divide(whole, planning.parallelism());
            } catch (RuntimeException | Error e) {
                whole.close();
                throw e;
            }
        });
    }

    /** Makes a plan for the calling thread alone, which the caller owns. */
    public static ConvolutionPlan plan(ConvolutionProblem problem, PlanningEffort effort) {
        for (Strategy trivial : List.of(new Strategy.Empty(), new Strategy.ZeroInput())) {
            if (trivial.fits(problem)) {
                return StrategyExecutors.plan(problem, trivial);
            }
        }
        OneDnn.get();
        ConvolutionPlan known = Wisdom.shared().plan(problem, effort);
        if (known != null) {
            return known;
        }
        return switch (effort) {
            case ESTIMATE -> PossiblePlans.estimated(problem);
            case MEASURE ->
                Wisdom.shared()
                        .remembering(Measurement.fastest(
                                problem, RuntimeSettings.current().measureBudgetNanos()));
        };
    }

    /** The names of the candidates for a problem; empty if there is nothing to compute. */
    public static List<String> candidates(ConvolutionProblem problem) {
        return Strategy.hasElements(problem)
                ? Candidates.of(problem).stream().map(Strategy::name).toList()
                : List.of();
    }

    /** How a plan computes its problem, with the names of the candidates. */
    public static PlanDescription describe(Plan plan) {
        return plan.description() instanceof SeparableDescription separable
                ? new SeparableDescription(
                        separable.problem(),
                        separable.bandRows(),
                        separable.mostThreads(),
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
        Optional<Strategy> parsed = Strategy.parse(strategy);
        ConvolutionPlan plan = parsed.isEmpty() ? null : PossiblePlans.orNull(problem, parsed.get());
        if (plan == null) {
            throw new IllegalArgumentException(
                    "no candidate " + strategy + " for " + problem + "; pass one of " + candidates(problem));
        }
        return plan;
    }

    /**
     * Makes a plan for the two convolutions of a separable one, which the caller owns. At every effort, rules decide
     * whether the image is divided into bands. If it is not divided, each convolution is planned with the effort.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static SeparablePlan plan(SeparableProblem problem, Planning planning) {
        OneDnn.get();
        int rows = RowBands.rowsFor(problem);
        return PlanEvents.of(planning.effort(), () -> {
            SeparablePlan banded =
                    rows == RowBands.WHOLE_IMAGE ? null : bandedOrNull(problem, rows, planning.parallelism());
            return banded != null ? banded : SequencePlan.create(problem, each -> plan(each, planning));
        });
    }

    private static SeparablePlan bandedOrNull(SeparableProblem problem, int rows, Parallelism parallelism) {
        Strategy ruled = Attempt.orNull("the strategy of the rules", () -> Rules.choose(problem.depthwise()));
        for (Strategy depthwise :
                Stream.of(ruled, Strategy.Direct.FIRST).filter(Objects::nonNull).toList()) {
            SeparablePlan plan = BandedPlan.createOrNull(problem, rows, depthwise, parallelism);
            if (plan != null) {
                return plan;
            }
        }
        return null;
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
                .plan(problem, chunk -> plan(chunk, planning.effort()), filter, bias);
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
                        chunk -> plan(chunk, alone),
                        depthwiseFilter,
                        depthwiseBias,
                        pointwiseFilter,
                        pointwiseBias);
    }
}
