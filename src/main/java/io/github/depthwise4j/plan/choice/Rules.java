package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.plan.strategy.Strategy.Replicate;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.List;

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
    /** If the copy of an image with its padding has at most this size, it is made at a time. */
    private static final long LARGEST_PADDED_COPY = 4 << 20;

    /** oneDNN takes minutes to select a kernel for an ordinary convolution of much longer rows. */
    private static final int MOST_COLUMNS = 1 << 24;

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
        Rules rules = facts.hasAvx512() ? new Avx512Rules(problem, facts) : new Avx2Rules(problem, facts);
        List<Strategy> strategies = rules.strategies();
        return strategies.size() == 1 ? strategies.get(0) : new FastParts(problem, facts).firstOf(strategies);
    }

    /** The strategy that is usually the fastest, and those that are used if oneDNN lacks fast kernels for it. */
    private List<Strategy> strategies() {
        // One channel with one filter is an ordinary convolution.
        if (!Depthwise.is(problem) || geometry.oc() == 1) {
            return ordinary();
        }
        Strategy usual = usual();
        if (usual instanceof ChannelBlocks blocks) {
            return List.of(usual, blocks.inPaddedCopies());
        }
        Strategy padded = new Replicate(rowsOfPaddedCopies(), true, jitDepthwise());
        if (multiplier() > 1) {
            return List.of(usual, padded, replicate(Long.MAX_VALUE));
        }
        return facts.hasAvx512() ? List.of(usual, Direct.FIRST, padded) : List.of(usual, padded, Direct.FIRST);
    }

    /** The strategies for a convolution that is not depthwise. */
    private List<Strategy> ordinary() {
        if (geometry.iw() > MOST_COLUMNS) {
            return List.of(Direct.FIRST);
        }
        if (problem.dataFormat() == DataFormat.NHWC) {
            return List.of(Direct.FIRST, new Replicate(rowsOfPaddedCopies(), true, Kernel.FIRST));
        }
        ChannelBlocks channelsLast =
                ChannelBlocks.of(problem, geometry.oc(), Filters.GROUPED, ActivationLayout.CHANNELS_LAST, Kernel.FIRST);
        return List.of(Direct.FIRST, channelsLast, channelsLast.inPaddedCopies());
    }

    /** The strategy that is the fastest if oneDNN has its kernels for all parts. */
    private Strategy usual() {
        if (problem.dataFormat() == DataFormat.NCHW) {
            return channelsFirst();
        }
        return multiplier() > 1 ? channelsLast() : new Direct(kernel());
    }

    /**
     * The rows of a band in copies with padding. A copy of a whole image is the fastest if it is not much larger than
     * the cache. A band has at least the rows of a window: otherwise most rows would be copied many times.
     */
    private int rowsOfPaddedCopies() {
        SpatialAxis width = geometry.width();
        long columns = (long) width.padBefore() + width.input() + width.padAfter();
        boolean inColumns = RowBands.srcRowPixels(problem) == 1;
        long rowBytes = (inColumns ? 1 : columns) * Math.max(geometry.ic(), geometry.oc()) * Float.BYTES;
        int all = RowBands.rowsOf(problem);
        if (rowBytes * (inColumns ? columns : geometry.ih()) <= LARGEST_PADDED_COPY) {
            return all;
        }
        SpatialAxis axis = inColumns ? width : geometry.height();
        int window = (axis.extent() + axis.stride() - 1) / axis.stride();
        return RowBands.evenly(all, Math.max(window, RowBands.rowsReading(problem, BAND_BYTES / rowBytes)));
    }

    /** The depthwise kernel that has fewest limits. */
    abstract Kernel jitDepthwise();

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
        int rows =
                imageBytes <= largestImageBytes ? RowBands.rowsOf(problem) : Candidates.rowsWithin(problem, BAND_BYTES);
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
