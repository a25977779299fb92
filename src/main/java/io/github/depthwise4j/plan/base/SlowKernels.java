package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;

/** Tells which of oneDNN's kernels are slow for which convolutions, whatever their sizes. This was measured. */
public final class SlowKernels {
    /** A single tap with strides is copied faster than a window. */
    private static final long FILTERS_FOR_A_TAP = 8;

    private SlowKernels() {}

    /**
     * Whether a kernel is slow for a convolution. For one filter for each channel, all but the depthwise kernels take
     * ten times as long. A matrix product of copied windows is slow for other depthwise convolutions. For ordinary ones
     * it is slower than the kernels for AVX2 unless it copies little, but faster than those for SSE4.1, and always fast
     * for a single channel.
     *
     * @param avx2 whether oneDNN uses AVX2 or more
     */
    public static boolean isSlow(ConvolutionProblem problem, Kernel kernel, boolean avx2) {
        if (Depthwise.hasOneFilterForEachChannel(problem)) {
            return !kernel.isDepthwise();
        }
        boolean depthwise = Depthwise.is(problem) && problem.geometry().g() > 1;
        boolean fastGemm = !avx2 || OneChannel.is(problem.geometry()) || copiesLittle(problem);
        return kernel.isReference() || kernel.isGemm() && (depthwise || !fastGemm);
    }

    /**
     * Whether a matrix product copies little beside what it computes. It copies one number for each tap and input
     * channel, and nothing for a single tap without strides and padding: that reads the input as it is. For a single
     * tap of planes, other kernels copy more.
     */
    public static boolean copiesLittle(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        long taps = (long) geometry.kh() * geometry.kw();
        if (taps == 1) {
            boolean asItIs = isWhole(geometry.height()) && isWhole(geometry.width());
            boolean planes = problem.dataFormat() == DataFormat.NCHW;
            return asItIs || planes || FILTERS_FOR_A_TAP * geometry.ocPerGroup() >= geometry.icPerGroup();
        }
        return 2L * geometry.ocPerGroup() >= geometry.icPerGroup() * taps;
    }

    private static boolean isWhole(SpatialAxis axis) {
        return axis.stride() == 1 && axis.padBefore() == 0 && axis.padAfter() == 0;
    }
}
