package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.plan.strategy.Strategy.Replicate;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * Chooses a strategy by rules that were found by timing all candidates. The rules depend only on the sizes of the
 * problem and on the kernels of oneDNN. So the rules choose the same strategy on machines with other caches and other
 * numbers of processors. The division among threads comes later.
 */
public abstract class Rules {
    /** What the log calls the strategy that the rules choose. */
    static final String SUBJECT = "the strategy of the rules";
    /** The largest size of the copies of the channels of a band. */
    private static final long BAND_BYTES = 1 << 20;

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final KernelFacts facts;

    Rules(ConvolutionProblem problem, KernelFacts facts) {
        this.problem = problem;
        this.facts = facts;
        this.geometry = problem.geometry();
    }

    /**
     * The strategy on this machine for a problem whose input and output have elements; null if oneDNN cannot tell its
     * kernels.
     */
    public static Strategy chooseOrNull(ConvolutionProblem problem) {
        return Attempt.orNull(SUBJECT, () -> choose(problem, KernelFacts.ofOneDnn()));
    }

    /** The strategy on a machine with these kernels. */
    public static Strategy choose(ConvolutionProblem problem, KernelFacts facts) {
        // One channel with one filter is an ordinary convolution.
        if (!Depthwise.is(problem) || problem.geometry().oc() == 1) {
            return Direct.FIRST;
        }
        Rules rules = facts.hasAvx512() ? new Avx512Rules(problem, facts) : new Avx2Rules(problem, facts);
        if (problem.dataFormat() == DataFormat.NCHW) {
            return rules.channelsFirst();
        }
        return rules.multiplier() > 1 ? rules.channelsLast() : new Direct(rules.kernel());
    }

    /** The kernel in NHWC if the multiplier is 1. */
    abstract Kernel kernel();

    /** The strategy in NHWC if the multiplier is above 1. */
    abstract Strategy channelsLast();

    /** The strategy in NCHW. */
    abstract Strategy channelsFirst();

    final ConvolutionProblem problem() {
        return problem;
    }

    final KernelFacts facts() {
        return facts;
    }

    final ConvolutionGeometry geometry() {
        return geometry;
    }

    final int multiplier() {
        return geometry.ocPerGroup();
    }

    final int taps() {
        return geometry.kh() * geometry.kw();
    }

    /** Replicate whole images if the copies have at most this size, otherwise bands. */
    final Strategy replicate(long largestImageBytes) {
        long imageBytes = (long) geometry.ih() * geometry.iw() * geometry.oc() * Float.BYTES;
        int rows = imageBytes <= largestImageBytes ? geometry.oh() : Candidates.rowsWithin(problem, BAND_BYTES);
        return new Replicate(rows, kernel());
    }

    final Strategy blocks(int channels, Filters filters, ActivationLayout layout, Kernel kernel) {
        // Only this kernel is fast in a layout of blocks. If it is excluded, other kernels need channels last.
        ActivationLayout usable = facts.isAllowed(kernel) ? layout : ActivationLayout.CHANNELS_LAST;
        return ChannelBlocks.of(problem, channels, filters, usable, kernel);
    }

    /**
     * The most output channels of a block that has at most this size with its result; a multiple of the smallest
     * block.
     */
    final int mostChannels(long bytes) {
        int smallest = ChannelBlocks.SMALLEST_BLOCK;
        return (int) Math.max(smallest, bytes / channelBytes() / smallest * smallest);
    }

    /**
     * The size of blocks of equal size with at most {@code most} channels. It is a multiple of {@code step}, which
     * divides {@code channels}.
     */
    static int evenBlocks(int channels, int most, int step) {
        int blocks = (int) (((long) channels + most - 1) / most);
        return (int) (((long) channels / step + blocks - 1) / blocks * step);
    }

    /** The size of one plane of the input and one of the output. */
    final long channelBytes() {
        long pixels = (long) geometry.ih() * geometry.iw() + (long) geometry.oh() * geometry.ow();
        return pixels * Float.BYTES;
    }
}
