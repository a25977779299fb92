package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.onednn.PostOperations;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Fusion;
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
    /** {@code brg_conv_fwd} with little padding of the columns has more code for each column of it. */
    private static final double MICROS_PER_PADDED_COLUMN = 90;
    /** With more padding than this, it has kernels of their own for the windows that lie on it. */
    private static final int MOST_PADDING_IN_CODE = 8;

    private static final int MOST_PADDING_IN_CODE_OF_AVX512 = 12;
    /** What these kernels take for each position of a window on the padding. */
    private static final double MICROS_PER_WINDOW = 110;
    /** The same for AVX-512, which computes more columns at a time. */
    private static final double MICROS_PER_WINDOW_OF_AVX512 = 180;
    /** So many times as long if output channels are left after those that fill registers: kernels for both. */
    private static final double FOR_LEFT_CHANNELS = 2;
    /** So many times as long with an exponential function in each kernel. */
    private static final double WITH_EXPONENTIAL = 2.5;
    /** So many times as long with something simple in each kernel. */
    private static final double WITH_FUSION = 1.3;
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
            micros += microsOfPaddedColumns(problem, kernel);
        } else if (kernel.kind().equals("brdgmm_dw")) {
            micros += microsOfPaddedRows(geometry);
        } else if (kernel.kind().equals("jit") && kernel.isForAvx512()) {
            micros += MICROS_PER_UNROLLED * geometry.kw() * Math.min(geometry.icPerGroup(), UNROLLED_CHANNELS);
        }
        return micros;
    }

    private static double microsOfPaddedColumns(ConvolutionProblem problem, Kernel kernel) {
        ConvolutionGeometry geometry = problem.geometry();
        SpatialAxis width = ReducedAxis.of(geometry.width());
        int inCode = kernel.isForAvx512() ? MOST_PADDING_IN_CODE_OF_AVX512 : MOST_PADDING_IN_CODE;
        if (Math.max(width.padBefore(), width.padAfter()) <= inCode) {
            return MICROS_PER_PADDED_COLUMN * padding(geometry.width());
        }
        // Strides leave fewer windows. They are not counted, because such a kernel is slower than with a padded copy.
        double step = width.dilation();
        double windows = Math.ceil(width.padBefore() / step) + Math.ceil(width.padAfter() / step);
        double micros = kernel.isForAvx512() ? MICROS_PER_WINDOW_OF_AVX512 : MICROS_PER_WINDOW;
        boolean channelsAreLeft = geometry.ocPerGroup() % kernel.vector() != 0;
        return windows * micros * (channelsAreLeft ? FOR_LEFT_CHANNELS : 1) * fused(problem.fusion());
    }

    private static double fused(Fusion fusion) {
        if (PostOperations.isSlow(fusion.activation())) {
            return WITH_EXPONENTIAL;
        }
        return PostOperations.areIn(fusion) ? WITH_FUSION : 1;
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
