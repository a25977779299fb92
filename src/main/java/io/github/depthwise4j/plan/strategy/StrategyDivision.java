package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.Planning;
import io.github.depthwise4j.plan.parallel.DividedPlan;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import java.util.function.Function;
import java.util.function.Predicate;

/** Divides the plan of a strategy among threads: each strategy has its own kind of slices. */
public final class StrategyDivision {
    private StrategyDivision() {}

    /**
     * The plan divided into slices that several threads can compute. The plan itself if that is not possible or not
     * worth it, or if there is only one thread and the bits do not depend on the division.
     *
     * @param whole a plan for the calling thread alone, which this takes over
     */
    public static ConvolutionPlan divide(ConvolutionPlan whole, Planning planning) {
        return divide(whole, planning.parallelism(), threadsFor(whole.problem(), planning));
    }

    /** Plans an image or a band. No lambda: it takes Java half a millisecond before the first result. */
    private record SlicePlanner(Strategy strategy) implements Function<ConvolutionProblem, ConvolutionPlan> {
        @Override
        public ConvolutionPlan apply(ConvolutionProblem slice) {
            return StrategyExecutors.plan(slice, strategy);
        }
    }

    private static int threadsFor(ConvolutionProblem problem, Planning planning) {
        return Slicing.threadsFor(Slicing.nanos(problem), Workers.shared().threads(), planning.inTeam());
    }

    /**
     * The problem of the largest image or band, if an ordinary convolution is divided into several by a strategy that
     * computes problems as they are; otherwise null.
     */
    public static ConvolutionProblem largestSliceOrNull(ConvolutionProblem problem, Planning planning) {
        boolean large = Slicing.isSlowToMake(problem);
        if (!Strategy.hasElements(problem) || Depthwise.is(problem) && !large) {
            return null;
        }
        int threads = threadsFor(problem, planning);
        return threads == 1 && !large ? null : Slicing.largestSliceOrNull(problem, threads);
    }

    /**
     * A plan of the images or bands of a problem, each with the strategy, without a plan of the whole. Null if there is
     * only one, or if their plans cannot be used together.
     *
     * @param fits whether the plan of an image or band may be used
     */
    public static ConvolutionPlan ofSlicesOrNull(
            ConvolutionProblem problem, Strategy strategy, Planning planning, Predicate<ConvolutionPlan> fits) {
        return Slicing.ofBandsOrNull(
                problem, planning.parallelism(), threadsFor(problem, planning), new SlicePlanner(strategy), fits);
    }

    /** Divides the work for this number of threads. */
    public static ConvolutionPlan divide(ConvolutionPlan whole, Parallelism parallelism, int threads) {
        if (threads == 1) {
            return whole;
        }
        try {
            return dividedByStrategy(whole, parallelism, threads);
        } catch (RuntimeException e) {
            Attempt.skipped("slices", e);
            return whole;
        } catch (Error e) {
            whole.close();
            throw e;
        }
    }

    private static ConvolutionPlan dividedByStrategy(ConvolutionPlan whole, Parallelism parallelism, int threads) {
        Strategy strategy = StrategyExecutors.strategyOf(whole);
        if (whole instanceof TilePlan tiles) {
            return inTiles(tiles, parallelism, threads);
        }
        return strategy instanceof Strategy.Direct
                ? Slicing.inBands(whole, parallelism, threads, new SlicePlanner(strategy))
                : whole;
    }

    private static ConvolutionPlan inTiles(TilePlan whole, Parallelism parallelism, int threads) {
        if (parallelism.maxThreads() == 1 && Slicing.hasSameBitsInSlices(whole)) {
            return whole;
        }
        TilePlan tiles = Attempt.orNull("tiles for threads", () -> whole.forThreadsOrNull(threads));
        if (tiles == null) {
            return shared(whole, parallelism);
        }
        try {
            // Smaller tiles can lack a kernel. A slower one, or other bits, are not worth it.
            if (!whole.kernels().containsAll(tiles.kernels()) || tiles.isSlow() && !whole.isSlow()) {
                tiles.close();
                return shared(whole, parallelism);
            }
            tiles.chosenLike(whole);
            ConvolutionPlan shared = shared(tiles, parallelism);
            whole.close();
            return shared;
        } catch (RuntimeException | Error e) {
            tiles.close();
            throw e;
        }
    }

    private static ConvolutionPlan shared(TilePlan tiles, Parallelism parallelism) {
        return tiles.sliceCount() == 1 ? tiles : DividedPlan.of(tiles, parallelism);
    }
}
