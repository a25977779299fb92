package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.plan.ChannelDivision.Filters;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * Chooses a candidate by rules, found by timing all candidates. They ask for nothing else than sizes and the instruction set: the same
 * problem always gets the same plan, on machines with other caches and other numbers of processors too.
 */
abstract class Estimate {
    static final String FIRST = ConvolutionPrimitive.FIRST;

    /** What the repeated channels of a band may take up. */
    private static final long BAND_BYTES = 1 << 20;

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;

    Estimate(ConvolutionProblem problem) {
        this.problem = problem;
        this.geometry = problem.geometry();
    }

    /** The candidate for a problem whose input and output are not empty. */
    static Candidate of(ConvolutionProblem problem) {
        // One channel with one filter is an ordinary convolution.
        if (!Depthwise.is(problem) || problem.geometry().oc() == 1) {
            return Candidates.direct(FIRST);
        }
        Estimate rules = OneDnn.get().hasAvx512() ? new WideEstimate(problem) : new NarrowEstimate(problem);
        if (problem.dataFormat() == DataFormat.NCHW) {
            return rules.channelsFirst();
        }
        return rules.multiplier() > 1 ? rules.channelsLast() : Candidates.direct(rules.kernel());
    }

    /** What convolves in NHWC where the multiplier is 1. */
    abstract String kernel();

    /** The candidate in NHWC where the multiplier is above 1. */
    abstract Candidate channelsLast();

    /** The candidate in NCHW. */
    abstract Candidate channelsFirst();

    final ConvolutionProblem problem() {
        return problem;
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

    /** With the channels of an image repeated at once up to some size, and else in bands. */
    final Candidate replicate(long largestImageBytes) {
        long imageBytes = (long) geometry.ih() * geometry.iw() * geometry.oc() * Float.BYTES;
        int rows = imageBytes <= largestImageBytes ? geometry.oh() : Candidates.rowsWithin(problem, BAND_BYTES);
        return Candidates.replicate(rows, kernel());
    }

    final Candidate blocks(int channels, Filters filters, ActivationLayout layout, String implementation) {
        // Of blocks one kernel only is a fast one; should the operator have excluded it, the others want pixels.
        ActivationLayout usable =
                ConvolutionPrimitive.isAllowed(implementation) ? layout : ActivationLayout.CHANNELS_LAST;
        return Candidates.blocks(problem, new ChannelDivision(channels, filters, false, usable, implementation));
    }

    /** The most output channels of a block that, with its result, stays below a size; in steps of the smallest one. */
    final int mostChannels(long bytes) {
        int smallest = ChannelDivision.SMALLEST_BLOCK;
        return (int) Math.max(smallest, bytes / channelBytes() / smallest * smallest);
    }

    /** Output channels in blocks of the same size, each a multiple of a number that divides them. */
    static int evenBlocks(int channels, int most, int step) {
        int blocks = (int) (((long) channels + most - 1) / most);
        return (int) (((long) channels / step + blocks - 1) / blocks * step);
    }

    /** One plane of the input and one of the output. */
    final long channelBytes() {
        long pixels = (long) geometry.ih() * geometry.iw() + (long) geometry.oh() * geometry.ow();
        return pixels * Float.BYTES;
    }
}
