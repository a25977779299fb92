package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.Attempt;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.SlowKernels;
import io.github.depthwise4j.plan.choice.OrdinaryRules.Planes;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.plan.strategy.Strategy.Replicate;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
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
    /** A block of whole planes that is larger than this with its result is divided into bands. */
    private static final long LARGEST_WHOLE_BLOCK = 4 << 20;
    /** If the tensors of an ordinary convolution are larger than this, they are copied in bands. */
    private static final long LARGEST_WHOLE_TENSORS = 24 << 20;
    /** If the copy of an image with its padding has at most this size, it is made at a time. */
    private static final long LARGEST_PADDED_COPY = 4 << 20;

    /** oneDNN takes minutes to select a kernel for an ordinary convolution of much longer rows. */
    static final int MOST_COLUMNS = 1 << 24;

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
        List<Strategy> strategies = strategies(problem, facts);
        return strategies.size() == 1 ? strategies.get(0) : new FastParts(problem, facts).firstOf(strategies);
    }

    /** The strategies among which the rules choose, the one that is usually the fastest first. */
    static List<Strategy> strategies(ConvolutionProblem problem, KernelFacts facts) {
        Rules rules = facts.hasAvx512() ? new Avx512Rules(problem, facts) : new Avx2Rules(problem, facts);
        return rules.strategies();
    }

    /** The strategy that is usually the fastest, and those that are used if oneDNN lacks fast kernels for it. */
    private List<Strategy> strategies() {
        // One channel with one filter is an ordinary convolution; with one tap, also with several filters.
        if (!Depthwise.is(problem) || geometry.oc() == 1 || geometry.ic() == 1 && taps() == 1) {
            return ordinary();
        }
        Strategy usual = usual();
        if (usual instanceof ChannelBlocks whole) {
            ChannelBlocks blocks = inBandsIfLarge(whole);
            return List.of(blocks, blocks.inPaddedCopies());
        }
        Strategy padded = new Replicate(rowsOfCopies(LARGEST_PADDED_COPY, true), true, jitDepthwise());
        if (multiplier() > 1) {
            return List.of(usual, padded, replicate(Long.MAX_VALUE));
        }
        return isFirstFasterThanCopies()
                ? List.of(usual, Direct.FIRST, padded, inCopies(jitDepthwise()))
                : List.of(usual, padded, Direct.FIRST, inCopies(jitDepthwise()));
    }

    /** The strategies for a convolution that is not depthwise. */
    private List<Strategy> ordinary() {
        if (geometry.iw() > MOST_COLUMNS) {
            return List.of(Direct.FIRST);
        }
        Kernel kernel = OrdinaryRules.kernel(problem, facts);
        if (problem.dataFormat() == DataFormat.NHWC) {
            Strategy padded = new Replicate(rowsOfCopies(LARGEST_PADDED_COPY, true), true, Kernel.FIRST);
            return List.of(new Direct(kernel), Direct.FIRST, padded);
        }
        ChannelBlocks whole =
                ChannelBlocks.of(problem, geometry.oc(), Filters.GROUPED, ActivationLayout.CHANNELS_LAST, kernel);
        if (SlowKernels.isOneChannel(problem)) {
            // One channel has the same layout in both formats: nothing is copied.
            return List.of(whole, Direct.FIRST, whole.inPaddedCopies());
        }
        // oneDNN copies all images at a time, and the windows of an image. It copies nothing for a single tap.
        boolean large = (geometry.srcElements() + geometry.dstElements()) * Float.BYTES > LARGEST_WHOLE_TENSORS;
        ChannelBlocks copied = large ? whole.inBands(bandsOf(whole).within(BAND_BYTES)) : whole;
        ChannelBlocks first = copied.with(Kernel.FIRST);
        Planes planes = large && taps() > 1 ? Planes.COPIED : OrdinaryRules.inPlanes(problem, facts);
        return switch (planes) {
            case PRODUCT ->
                List.of(new Direct(OrdinaryRules.GEMM), Direct.FIRST, copied, first, first.inPaddedCopies());
            case COPIED -> List.of(copied, first, first.inPaddedCopies(), Direct.FIRST);
            case FIRST -> List.of(Direct.FIRST, copied, first, first.inPaddedCopies());
        };
    }

    /** The strategy that is the fastest if oneDNN has its kernels for all parts. */
    private Strategy usual() {
        if (problem.dataFormat() == DataFormat.NCHW) {
            return channelsFirst();
        }
        return multiplier() > 1 ? channelsLast() : channelsLastOfOneFilter();
    }

    /** The same blocks in bands if a block of whole planes would be too large. */
    private ChannelBlocks inBandsIfLarge(ChannelBlocks whole) {
        if (bandsOf(whole).imageBytes() <= LARGEST_WHOLE_BLOCK) {
            return whole;
        }
        // In bands, only copies of eight channels at a time are fast.
        ChannelBlocks eight = ChannelBlocks.of(problem, 8, Filters.REPEATED, ActivationLayout.BLOCKS_OF_8, jitOf8());
        boolean possible = whole.filters() != Filters.GROUPED && facts.isAllowed(jitOf8()) && eight.fits(problem);
        ChannelBlocks blocks = possible ? eight : whole;
        return blocks.inBands(bandsOf(blocks).within(BAND_BYTES));
    }

    private BandRows bandsOf(ChannelBlocks blocks) {
        int outputs = blocks.blockChannels(problem);
        boolean repeated = blocks.filters() == Filters.REPEATED;
        long groups = outputs / geometry.ocPerGroup();
        return new BandRows(problem, repeated ? outputs : groups * geometry.icPerGroup(), outputs, true);
    }

    /** The rows of a band of copies. A copy of a whole image is the fastest if it is not much larger than the cache. */
    private int rowsOfCopies(long largestImageBytes, boolean padded) {
        BandRows bands = new BandRows(problem, Depthwise.is(problem) ? geometry.oc() : geometry.ic(), 0, padded);
        return bands.imageBytes() <= largestImageBytes ? RowBands.rowsOf(problem) : bands.within(BAND_BYTES);
    }

    /** The depthwise kernel for blocks of eight channels. */
    abstract Kernel jitOf8();

    /** Whether oneDNN's first choice is faster than copies with padding, where the usual kernel refuses the padding. */
    abstract boolean isFirstFasterThanCopies();

    /** The depthwise kernel that has fewest limits. */
    abstract Kernel jitDepthwise();

    /** The kernel in NHWC for one filter for each channel. */
    abstract Kernel kernel();

    /** The strategy in NHWC if the multiplier is 1. */
    Strategy channelsLastOfOneFilter() {
        return new Direct(kernel());
    }

    /** Copies bands into the cache, without their padding. */
    final Strategy inCopies(Kernel kernel) {
        return new Replicate(rowsOfCopies(BAND_BYTES, false), false, kernel);
    }

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
        return new Replicate(rowsOfCopies(largestImageBytes, false), kernel());
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
