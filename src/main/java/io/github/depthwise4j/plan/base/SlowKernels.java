package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;

/** Tells which of oneDNN's kernels are slow for which convolutions, whatever their sizes. This was measured. */
public final class SlowKernels {
    private SlowKernels() {}

    /**
     * Whether a kernel is slow for a convolution. For one filter for each channel, all but the depthwise kernels take
     * ten times as long. A matrix product of copied windows is slow for other depthwise convolutions. For ordinary ones
     * it is slower than the kernels for AVX2, but faster than those for SSE4.1, and always fast for a single channel.
     *
     * @param avx2 whether oneDNN uses AVX2 or more
     */
    public static boolean isSlow(ConvolutionProblem problem, Kernel kernel, boolean avx2) {
        if (Depthwise.hasOneFilterForEachChannel(problem)) {
            return !kernel.isDepthwise();
        }
        boolean depthwise = Depthwise.is(problem) && problem.geometry().g() > 1;
        boolean fastGemm = !avx2 || isProduct(problem) || isOneChannel(problem);
        return kernel.isReference() || kernel.isGemm() && (depthwise || !fastGemm);
    }

    /** Whether there is one channel with one filter. */
    public static boolean isOneChannel(ConvolutionProblem problem) {
        return problem.geometry().ic() == 1 && problem.geometry().oc() == 1;
    }

    /** Whether an ordinary convolution is a product of two matrices: then no window is copied. */
    public static boolean isProduct(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        return geometry.g() == 1 && isPoint(geometry.height()) && isPoint(geometry.width());
    }

    private static boolean isPoint(SpatialAxis axis) {
        return axis.filter() == 1 && axis.stride() == 1 && axis.padBefore() + axis.padAfter() == 0;
    }
}
