package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.parallel.DividedPlan;
import io.github.depthwise4j.plan.parallel.Slicing;
import io.github.depthwise4j.plan.parallel.Workers;
import io.github.depthwise4j.problem.Parallelism;

/** Divides the plan of a strategy among threads: each strategy has its own kind of slices. */
public final class StrategyDivision {
    private StrategyDivision() {}

    /**
     * The plan divided into slices that several threads can compute. The plan itself if that is not possible or not
     * worth it, or if there is only one thread and the bits do not depend on the division.
     *
     * @param whole a plan for the calling thread alone, which this takes over
     */
    public static ConvolutionPlan divide(ConvolutionPlan whole, Parallelism parallelism) {
        return divide(
                whole,
                parallelism,
                Slicing.threadsFor(whole.problem(), Workers.shared().threads()));
    }

    /** Divides the work for this number of threads. */
    public static ConvolutionPlan divide(ConvolutionPlan whole, Parallelism parallelism, int threads) {
        if (threads == 1) {
            return whole;
        }
        try {
            ConvolutionPlan divided = Attempt.orNull("slices", () -> dividedByStrategy(whole, parallelism, threads));
            return divided == null ? whole : divided;
        } catch (Error e) {
            whole.close();
            throw e;
        }
    }

    private static ConvolutionPlan dividedByStrategy(ConvolutionPlan whole, Parallelism parallelism, int threads) {
        Strategy strategy = StrategyExecutors.strategyOf(whole);
        if (whole instanceof ChannelBlocksPlan blocks) {
            return inBlocks(blocks, parallelism, threads);
        }
        boolean inBands = strategy instanceof Strategy.Direct || strategy instanceof Strategy.Replicate;
        return inBands
                ? Slicing.inBands(whole, parallelism, threads, band -> StrategyExecutors.plan(band, strategy))
                : whole;
    }

    private static ConvolutionPlan inBlocks(ChannelBlocksPlan whole, Parallelism parallelism, int threads) {
        ChannelBlocks strategy = whole.strategy().forThreads(whole.problem(), threads);
        if (strategy.equals(whole.strategy())) {
            return shared(whole, parallelism);
        }
        ChannelBlocksPlan blocks = ChannelBlocksPlan.create(whole.problem(), strategy);
        try {
            blocks.chosenLike(whole);
            ConvolutionPlan shared = shared(blocks, parallelism);
            whole.close();
            return shared;
        } catch (RuntimeException | Error e) {
            blocks.close();
            throw e;
        }
    }

    private static ConvolutionPlan shared(ChannelBlocksPlan blocks, Parallelism parallelism) {
        return blocks.sliceCount() == 1 ? blocks : DividedPlan.of(blocks, parallelism);
    }
}
