package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.OptionalWay;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocksPlan;
import io.github.depthwise4j.plan.strategy.Depthwise;
import io.github.depthwise4j.plan.strategy.EmptyPlan;
import io.github.depthwise4j.plan.strategy.ZeroInputPlan;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * Decides whether a convolution is divided among threads, and how. Where bits could depend on it, that depends on the problem and on the
 * number of processors, never on how many threads the caller allows: the bits are the same for all callers.
 */
public final class Slicing {
    /** Below this, handing a slice over costs more than it saves; in multiply-adds and bytes weighed as time. */
    private static final long SMALLEST_WORK_NANOS = 25_000;
    /** On machines with many processors, a slice has at least so much to do. */
    private static final long SMALLEST_SLICE_NANOS = 8_000;
    /** From here on a parked helper, which takes some 50 microseconds to wake, is still of use. */
    private static final long WORTH_WAKING_NANOS = 150_000;

    private static final int BYTES_PER_NANO = 40;
    private static final int MULTIPLY_ADDS_PER_NANO = 40;
    /** In NCHW a depthwise convolution is copied in and out, which reads and writes everything three times. */
    private static final int PASSES_IN_BLOCKS = 3;

    /** The part of the threads' time that is to be spent computing, and not waiting for the last slice. */
    private static final double ENOUGH_BALANCE = 0.8;

    private Slicing() {}

    /**
     * The plan divided into slices that several threads can compute, or the plan itself where that is not possible or not worth it, or
     * where there is one thread only and the bits are the same all the same.
     *
     * @param whole a plan for the calling thread alone, which this takes over
     */
    public static ConvolutionPlan divide(ConvolutionPlan whole, Parallelism parallelism) {
        return divide(
                whole, parallelism, threadsFor(whole.problem(), Workers.shared().threads()));
    }

    /** Divides for so many threads. */
    public static ConvolutionPlan divide(ConvolutionPlan whole, Parallelism parallelism, int threads) {
        if (threads == 1 || whole instanceof EmptyPlan || whole instanceof ZeroInputPlan) {
            return whole;
        }
        try {
            ConvolutionPlan divided = OptionalWay.orNull(
                    "slices",
                    () -> whole instanceof ChannelBlocksPlan blocks
                            ? inBlocks(blocks, parallelism, threads)
                            : inSlices(whole, parallelism, threads));
            return divided == null ? whole : divided;
        } catch (Error e) {
            whole.close();
            throw e;
        }
    }

    private static ConvolutionPlan inSlices(ConvolutionPlan whole, Parallelism parallelism, int threads) {
        ConvolutionGeometry geometry = whole.problem().geometry();
        int most = RowBands.isDivisible(whole.problem()) ? geometry.oh() : 1;
        int bands = partsPerImage(geometry.mb(), threads, 1, most);
        if (geometry.mb() * bands == 1 || parallelism.maxThreads() == 1 && hasSameBitsInSlices(whole)) {
            return whole;
        }
        SlicedPlan sliced = SlicedPlan.create(whole, RowBands.height(geometry.oh(), bands), parallelism);
        return sliced == null ? whole : sliced;
    }

    /**
     * Whether images and bands of rows are computed to the same bits as the whole, if by the same kernel. The kernels for sums over many
     * channels may choose another order of summation for other sizes, those for one channel each go from tap to tap. In NCHW oneDNN may
     * choose another kernel for one image than for several, and a block of a single channel is an ordinary convolution.
     */
    public static boolean hasSameBitsInSlices(ConvolutionPlan whole) {
        return whole.problem().dataFormat() == DataFormat.NHWC && whole.kernel().isDepthwise();
    }

    private static ConvolutionPlan inBlocks(ChannelBlocksPlan whole, Parallelism parallelism, int threads) {
        ChannelBlocks strategy = forThreads(whole.strategy(), whole.problem(), threads);
        if (strategy.equals(whole.strategy())) {
            return shared(whole, parallelism);
        }
        ChannelBlocksPlan blocks = ChannelBlocksPlan.create(whole.problem(), strategy);
        try {
            blocks.takeMeasurementsOf(whole);
            ConvolutionPlan shared = shared(blocks, parallelism);
            whole.close();
            return shared;
        } catch (RuntimeException | Error e) {
            blocks.close();
            throw e;
        }
    }

    private static ConvolutionPlan shared(ChannelBlocksPlan blocks, Parallelism parallelism) {
        return blocks.parts() == 1 ? blocks : new SharedBlocksPlan(blocks, parallelism);
    }

    /** Divides each image into more blocks if that gives the threads equal work, or nearly. */
    private static ChannelBlocks forThreads(ChannelBlocks strategy, ConvolutionProblem problem, int threads) {
        ConvolutionGeometry geometry = problem.geometry();
        int multiplier = geometry.ocPerGroup();
        int perBlock = strategy.filters() == ChannelBlocks.Filters.BY_INDEX
                ? ChannelBlocks.SMALLEST_BLOCK
                : Math.max(1, ChannelBlocks.SMALLEST_BLOCK / multiplier);
        int smallest = perBlock * multiplier;
        int blocks = strategy.blocks(problem);
        int wanted = partsPerImage(geometry.mb(), threads, blocks, geometry.oc() / smallest);
        long even = (geometry.oc() + wanted - 1L) / wanted;
        int size = wanted == blocks
                ? strategy.blockChannels(problem)
                : (int) ((even + smallest - 1) / smallest * smallest);
        return ChannelBlocks.of(problem, size, strategy.filters(), strategy.layout(), strategy.kernel());
    }

    /**
     * The number of parts in which to divide each image, so that the threads have the same to do, or nearly.
     *
     * @param least what an image is divided into anyhow
     * @param most what an image can be divided into
     */
    public static int partsPerImage(int images, int threads, int least, int most) {
        int best = least;
        for (int parts = least; parts <= Math.min(least + threads, most); parts++) {
            if (balance(images * parts, threads) >= ENOUGH_BALANCE) {
                return parts;
            }
            if (balance(images * parts, threads) > balance(images * best, threads)) {
                best = parts;
            }
        }
        return best;
    }

    private static double balance(int slices, int threads) {
        long rounds = ((long) slices + threads - 1) / threads;
        return (double) slices / rounds / threads;
    }

    /** How many of the threads there are have enough to do in a problem; 1 where it is not worth dividing. */
    public static int threadsFor(ConvolutionProblem problem, int threads) {
        long nanos = nanos(problem);
        return nanos < SMALLEST_WORK_NANOS ? 1 : (int) Math.min(threads, nanos / SMALLEST_SLICE_NANOS);
    }

    public static boolean isWorthWaking(ConvolutionProblem problem) {
        return nanos(problem) >= WORTH_WAKING_NANOS;
    }

    /** A rough estimate of the time one thread needs: what memory and arithmetic units can do at best on a current core. */
    public static long nanos(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        boolean inBlocks = problem.dataFormat() == DataFormat.NCHW && Depthwise.is(problem);
        long bytes = (geometry.srcElements() + geometry.dstElements()) * Float.BYTES;
        long multiplyAdds = geometry.dstElements() * geometry.kh() * geometry.kw() * geometry.icPerGroup();
        return bytes * (inBlocks ? PASSES_IN_BLOCKS : 1) / BYTES_PER_NANO + multiplyAdds / MULTIPLY_ADDS_PER_NANO;
    }
}
