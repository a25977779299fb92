package io.github.depthwise4j.plan.parallel;

import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides whether a convolution is divided among threads, and into how many slices. If the division can change bits of
 * the result, it depends only on the problem and on the number of processors. It does not depend on how many threads
 * the caller allows. So the bits are the same for all callers.
 */
public final class Slicing {
    /** With less work than this, the handover of a slice costs more than it saves. */
    private static final long SMALLEST_WORK_NANOS = 25_000;
    /** The same in a {@link Team}, which watches for work. */
    private static final long SMALLEST_WORK_IN_TEAM_NANOS = 8_000;
    /** On machines with many processors, a slice has at least this much work. */
    private static final long SMALLEST_SLICE_NANOS = 8_000;
    /** With this much work, a parked helper is still of use. To wake it takes about 50 microseconds. */
    private static final long WORTH_WAKING_NANOS = 150_000;

    /** While it makes some convolutions, oneDNN counts pixels one by one: a million takes it some 10 ms. */
    private static final int MOST_PIXELS = 1 << 18;

    private static final int BYTES_PER_NANO = 40;
    private static final int MULTIPLY_ADDS_PER_NANO = 40;
    /** A depthwise convolution in NCHW copies its blocks in and out, and so reads and writes everything three times. */
    private static final int COPIES_OF_BLOCKS = 3;

    /** The part of the threads' time in which they should compute, and not wait for the last slice. */
    private static final double ENOUGH_BALANCE = 0.8;

    private Slicing() {}

    /**
     * The plan divided into images or bands. The plan itself if that is not possible, or if the caller allows one
     * thread and the bits do not depend on the division.
     *
     * @param whole a plan for the calling thread alone, which this takes over; it stays the caller's if this throws
     * @param planner makes the plan of an image or band
     */
    public static ConvolutionPlan inBands(
            ConvolutionPlan whole,
            Parallelism parallelism,
            int threads,
            Function<ConvolutionProblem, ConvolutionPlan> planner) {
        int bands = bandsPerImage(whole.problem(), threads);
        if (whole.problem().geometry().mb() * bands == 1
                || parallelism.maxThreads() == 1 && hasSameBitsInSlices(whole)) {
            return whole;
        }
        DividedPlan divided = DividedPlan.inBands(whole, bandRows(whole.problem(), bands), parallelism, planner);
        return divided == null ? whole : divided;
    }

    /**
     * A plan of the images or bands of a problem, each planned by itself. Null if there is only one, or if their plans
     * cannot be used together.
     *
     * @param planner makes the plan of an image or band
     * @param fits whether such a plan may be used
     */
    public static ConvolutionPlan ofBandsOrNull(
            ConvolutionProblem problem,
            Parallelism parallelism,
            int threads,
            Function<ConvolutionProblem, ConvolutionPlan> planner,
            Predicate<ConvolutionPlan> fits) {
        int bands = bandsPerImage(problem, threads);
        return problem.geometry().mb() * bands == 1
                ? null
                : DividedPlan.ofBandsOrNull(problem, bandRows(problem, bands), parallelism, planner, fits, null);
    }

    private static int bandRows(ConvolutionProblem problem, int bands) {
        return RowBands.height(RowBands.rowsOf(problem), bands);
    }

    private static int bandsPerImage(ConvolutionProblem problem, int threads) {
        int most = RowBands.isDivisible(problem) ? RowBands.rowsOf(problem) : 1;
        return slicesPerImage(problem.geometry().mb(), threads, (int) Math.min(leastBands(problem), most), most);
    }

    private static long leastBands(ConvolutionProblem problem) {
        return isSlowToMake(problem) ? (pixels(problem) - 1) / MOST_PIXELS + 1 : 1;
    }

    /** Whether it would take oneDNN long to make the convolution of a whole image: pointwise, or of one channel. */
    public static boolean isSlowToMake(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        boolean pointwise = geometry.kh() == 1 && geometry.kw() == 1;
        return (pointwise || geometry.ic() == 1)
                && pixels(problem) > MOST_PIXELS
                && !Depthwise.hasOneFilterForEachChannel(problem);
    }

    private static long pixels(ConvolutionProblem problem) {
        return (long) problem.geometry().oh() * problem.geometry().ow();
    }

    /** The largest of the images or bands into which a problem is divided; null if there is only one. */
    public static ConvolutionProblem largestSliceOrNull(ConvolutionProblem problem, int threads) {
        int bands = bandsPerImage(problem, threads);
        if (problem.geometry().mb() * bands == 1) {
            return null;
        }
        return RowBands.of(problem, bandRows(problem, bands)).kinds().stream()
                .max(Comparator.comparingLong(band -> band.geometry().dstElements()))
                .orElseThrow();
    }

    /**
     * Whether images and bands have the same bits as the whole, if the same kernel computes them. A kernel that sums
     * over many channels may choose another order of summation for other sizes. A depthwise kernel goes from tap to
     * tap. In NCHW, oneDNN may select another kernel for one image than for several, and a block of a single channel
     * is an ordinary convolution.
     */
    public static boolean hasSameBitsInSlices(ConvolutionPlan whole) {
        return whole.problem().dataFormat() == DataFormat.NHWC && whole.kernel().isDepthwise();
    }

    /**
     * The number of slices of each image that gives all threads the same work, or nearly.
     *
     * @param least the number of slices that an image has in any case
     * @param most the number of slices that an image can have
     */
    public static int slicesPerImage(int images, int threads, int least, int most) {
        int best = least;
        for (int slices = least; slices <= Math.min(least + threads, most); slices++) {
            if (balance(images * slices, threads) >= ENOUGH_BALANCE) {
                return slices;
            }
            if (balance(images * slices, threads) > balance(images * best, threads)) {
                best = slices;
            }
        }
        return best;
    }

    /**
     * The images of a slice that gives all threads the same work, or nearly.
     *
     * @param most the number of images that a slice has at most
     */
    public static int imagesOfSlice(int images, int threads, int most) {
        int slices = slicesPerImage(1, threads, (images - 1) / most + 1, images);
        return (images - 1) / slices + 1;
    }

    private static double balance(int slices, int threads) {
        long rounds = ((long) slices + threads - 1) / threads;
        return (double) slices / rounds / threads;
    }

    /**
     * The number of threads that have enough work, out of those available; 1 if it is not worth dividing.
     *
     * @param nanos an estimate of the time that one thread needs
     * @param inTeam whether the threads are those of a {@link Team}
     */
    public static int threadsFor(long nanos, int threads, boolean inTeam) {
        if (nanos < (inTeam ? SMALLEST_WORK_IN_TEAM_NANOS : SMALLEST_WORK_NANOS)) {
            return 1;
        }
        long smallestSlice = inTeam ? SMALLEST_WORK_IN_TEAM_NANOS / 2 : SMALLEST_SLICE_NANOS;
        return (int) Math.min(threads, nanos / smallestSlice);
    }

    /** Whether a call is long enough to wake a parked helper. */
    public static boolean isWorthWaking(ConvolutionProblem problem) {
        return isWorthWaking(nanos(problem));
    }

    /** Whether a call with this much work is long enough to wake a parked helper. */
    public static boolean isWorthWaking(long nanos) {
        return nanos >= WORTH_WAKING_NANOS;
    }

    /** A rough estimate of the time one thread needs to read and write this number of bytes. */
    public static long nanosToMove(long bytes) {
        return bytes / BYTES_PER_NANO;
    }

    /**
     * A rough estimate of the time one thread needs, from the best speed of memory and arithmetic units of a current
     * core.
     */
    public static long nanos(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        boolean inBlocks = problem.dataFormat() == DataFormat.NCHW && Depthwise.is(problem);
        long bytes = (geometry.srcElements() + geometry.dstElements()) * Float.BYTES;
        long multiplyAdds = geometry.dstElements() * geometry.kh() * geometry.kw() * geometry.icPerGroup();
        return bytes * (inBlocks ? COPIES_OF_BLOCKS : 1) / BYTES_PER_NANO + multiplyAdds / MULTIPLY_ADDS_PER_NANO;
    }
}
