package io.github.depthwise4j.plan;

import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.plan.base.ConvolutionDescription;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.OptionalWay;
import io.github.depthwise4j.plan.base.Plan;
import io.github.depthwise4j.plan.base.PlanEvents;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.base.SeparableDescription;
import io.github.depthwise4j.plan.base.SeparablePlan;
import io.github.depthwise4j.plan.choice.Candidates;
import io.github.depthwise4j.plan.choice.Measurement;
import io.github.depthwise4j.plan.choice.Rules;
import io.github.depthwise4j.plan.choice.Wisdom;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.strategy.BandedPlan;
import io.github.depthwise4j.plan.strategy.SequencePlan;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.StrategyExecutors;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanDescription;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.settings.RuntimeSettings;
import java.util.List;
import java.util.Optional;

/** Decides how a problem is computed. */
public final class Planner {
    private Planner() {}

    /**
     * Makes a plan, which the caller owns. Where it is worth it, the plan is divided into slices that several threads can compute.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static ConvolutionPlan plan(ConvolutionProblem problem, Planning planning) {
        return PlanEvents.of(planning.effort(), () -> {
            ConvolutionPlan whole = plan(problem, planning.effort());
            try {
                return Slicing.divide(whole, planning.parallelism());
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
            case ESTIMATE -> estimated(problem);
            case MEASURE ->
                Wisdom.shared()
                        .remembering(Measurement.fastest(
                                problem, RuntimeSettings.current().measureBudgetNanos()));
        };
    }

    /**
     * What the rules name; should that not be possible on this machine, oneDNN's own first choice, and should that not be possible
     * either, whatever way there is.
     */
    public static ConvolutionPlan estimated(ConvolutionProblem problem) {
        ConvolutionPlan plan = OptionalWay.orNull(
                "the strategy of the rules", () -> StrategyExecutors.plan(problem, Rules.choose(problem)));
        return plan != null ? plan : direct(problem);
    }

    private static ConvolutionPlan direct(ConvolutionProblem problem) {
        try {
            return StrategyExecutors.plan(problem, Strategy.Direct.FIRST);
        } catch (OneDnnException | IllegalArgumentException e) {
            for (Strategy candidate : Candidates.of(problem)) {
                ConvolutionPlan plan =
                        OptionalWay.orNull(candidate.name(), () -> StrategyExecutors.plan(problem, candidate));
                if (plan != null) {
                    return plan;
                }
            }
            throw e;
        }
    }

    /** The names of the ways to compute a problem; none where there is nothing to compute. */
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
     * Makes the plan of a name, which the caller owns: of one of the {@link #candidates}, or of one that other machines would have.
     *
     * @throws IllegalArgumentException if the problem cannot be computed in such a way on this machine
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     */
    public static ConvolutionPlan plan(ConvolutionProblem problem, String candidate) {
        ConvolutionPlan plan = planOrNull(problem, candidate);
        if (plan == null) {
            throw new IllegalArgumentException(
                    "no candidate " + candidate + " for " + problem + ", only " + candidates(problem));
        }
        return plan;
    }

    /**
     * The plan of a name, or null if the problem cannot be computed in such a way on this machine.
     *
     * @throws OneDnnException if oneDNN refuses the problem
     */
    public static ConvolutionPlan planOrNull(ConvolutionProblem problem, String candidate) {
        Optional<Strategy> parsed = Strategy.parse(candidate).filter(strategy -> strategy.fits(problem));
        if (parsed.isPresent()) {
            ConvolutionPlan plan = StrategyExecutors.plan(problem, parsed.get());
            boolean named = false;
            try {
                // A name from elsewhere may hold a kernel that this oneDNN does not have. Then oneDNN's first choice
                // was
                // taken.
                named = plan.strategyName().equals(candidate)
                        || candidates(problem).contains(candidate);
            } finally {
                if (!named) {
                    plan.close();
                }
            }
            if (named) {
                return plan;
            }
        }
        return null;
    }

    /**
     * Makes a plan for the two convolutions of a separable one, which the caller owns. Whether the image is divided into bands is
     * decided by rules, whatever the effort; where it is not, each convolution is planned with the effort.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses the problem
     * @throws io.github.depthwise4j.errors.NativeLoadException if oneDNN cannot be loaded
     */
    public static SeparablePlan plan(SeparableProblem problem, Planning planning) {
        OneDnn.get();
        int rows = RowBands.rowsFor(problem);
        return PlanEvents.of(
                planning.effort(),
                () -> rows == RowBands.WHOLE_IMAGE
                        ? SequencePlan.create(problem, planning)
                        : BandedPlan.create(problem, rows, planning));
    }
}
