package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;

/**
 * Estimates how long it takes oneDNN to make a kernel. Most kernels take less than a millisecond. Those for large
 * windows with padding can take a hundred times as long: oneDNN generates code for each way in which a window can lie
 * on the padding. This was measured.
 */
public final class MakingTime {
    /** The usual time of a kernel with its copies. */
    private static final double USUAL_MICROS = 150;
    /** {@code brdgmm_dw} has code for all taps of each window that lies on rows of padding. */
    private static final double MICROS_PER_PADDED_TAP = 0.3;
    /** {@code brg_conv_fwd} has a kernel for each window that lies on columns of padding. */
    private static final double MICROS_PER_PADDED_COLUMN = 90;
    /** {@code jit:avx512_core} has code for each column of the window, for up to this many input channels. */
    private static final int UNROLLED_CHANNELS = 16;

    private static final double MICROS_PER_UNROLLED = 9;
    /** A plan of rules should not take longer than 20 ms. It can need a kernel three times: for slices too. */
    private static final double MOST_MICROS = 3000;

    private MakingTime() {}

    /** Whether kernels that take so long together are made soon enough for a plan that is not measured. */
    public static boolean isShort(double micros) {
        return micros <= MOST_MICROS;
    }

    /** The microseconds that oneDNN needs to make a kernel for a convolution. */
    public static double micros(ConvolutionProblem problem, Kernel kernel) {
        ConvolutionGeometry geometry = problem.geometry();
        double micros = USUAL_MICROS;
        if (kernel.isBrgemmWindow()) {
            micros += MICROS_PER_PADDED_COLUMN * padding(geometry.width());
        } else if (kernel.kind().equals("brdgmm_dw")) {
            micros += microsOfPaddedRows(geometry);
        } else if (kernel.kind().equals("jit") && kernel.isForAvx512()) {
            micros += MICROS_PER_UNROLLED * geometry.kw() * Math.min(geometry.icPerGroup(), UNROLLED_CHANNELS);
        }
        return micros;
    }

    /** Whether a kernel that accepts padding of the rows would take long to make because of it. */
    public static boolean isLongWithPaddedRows(ConvolutionGeometry geometry) {
        return !isShort(microsOfPaddedRows(geometry));
    }

    private static double microsOfPaddedRows(ConvolutionGeometry geometry) {
        return MICROS_PER_PADDED_TAP * geometry.kh() * geometry.kw() * padding(geometry.height());
    }

    /** The padding that windows reach, of both sides. */
    private static double padding(SpatialAxis axis) {
        SpatialAxis reduced = ReducedAxis.of(axis);
        return (double) reduced.padBefore() + reduced.padAfter();
    }
}
