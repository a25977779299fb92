package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.SlowKernels;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * Chooses how an ordinary convolution is computed. The rules were found by timing all kernels on Zen 4. In NHWC these
 * were 405 problems with AVX2 and 436 with AVX-512, among them the layers of MobileNetV1 to V3, EfficientNet-B0 and
 * ResNet; in NCHW 139 and 85. On Zen 3, {@code jit_1x1:avx2} was 10 to 25 % faster than oneDNN's first choice in the
 * layers of the MobileNets.
 *
 * <p>The output channels of a convolution fill registers. With few of them, half of a wide register would be unused;
 * kernels for narrower registers then do the same work with less overhead.
 */
final class OrdinaryRules {
    static final Kernel GEMM = new Kernel("x64:gemm:jit");
    private static final Kernel POINTWISE_AVX2 = new Kernel("jit_1x1:avx2");
    private static final Kernel BRGEMM_POINTWISE_AVX2 = new Kernel("brgconv_1x1:avx2");
    private static final Kernel WINDOW_AVX2 = new Kernel("jit:avx2");
    private static final Kernel BRGEMM_WINDOW_AVX2 = new Kernel("brg_conv_fwd:avx2");
    private static final Kernel WINDOW_AVX512 = new Kernel("jit:avx512_core");

    /** The output channels in a register of 32 bytes. */
    private static final int NARROW = 8;
    /** The output channels in a register of 64 bytes. */
    private static final int WIDE = 16;
    /** With at most this many output channels, half of a wide register can be a notable part of the work. */
    private static final int FEW_REGISTERS = 10 * WIDE;

    /** Up to this many output pixels of many channels, copies of NCHW images are faster than products of planes. */
    private static final int FEW_PIXELS = 64;

    private static final int MANY_CHANNELS = 500;

    /** How an image in NCHW is computed. */
    enum Planes {
        /** By oneDNN's first choice. */
        FIRST,
        /** As a product of matrices, one of which is a plane or a copy of windows. */
        PRODUCT,
        /** In a copy in NHWC. */
        COPIED
    }

    private final ConvolutionGeometry geometry;
    private final KernelFacts facts;

    private OrdinaryRules(ConvolutionProblem problem, KernelFacts facts) {
        this.geometry = problem.geometry();
        this.facts = facts;
    }

    /**
     * The kernel in NHWC, or in copies in NHWC, for a convolution whose filters see more than one channel, or for one
     * channel with one filter.
     */
    static Kernel kernel(ConvolutionProblem problem, KernelFacts facts) {
        if (SlowKernels.isOneChannel(problem)) {
            return GEMM;
        }
        if (problem.geometry().g() > 1) {
            return Kernel.FIRST;
        }
        OrdinaryRules rules = new OrdinaryRules(problem, facts);
        boolean pointwise = problem.geometry().kh() == 1 && problem.geometry().kw() == 1;
        if (!facts.hasAvx2()) {
            return pointwise && problem.geometry().ic() == 1 ? GEMM : Kernel.FIRST;
        }
        if (facts.hasAvx512()) {
            return pointwise ? rules.pointwiseAvx512() : rules.windowAvx512();
        }
        return pointwise ? rules.pointwiseAvx2() : rules.windowAvx2();
    }

    /** How the images are computed in NCHW. */
    static Planes inPlanes(ConvolutionProblem problem, KernelFacts facts) {
        ConvolutionGeometry geometry = problem.geometry();
        boolean product = SlowKernels.copiesLittle(problem);
        if (!facts.hasAvx512()) {
            return product ? Planes.PRODUCT : Planes.COPIED;
        }
        if (geometry.g() > 1) {
            return product ? Planes.PRODUCT : Planes.FIRST;
        }
        long taps = (long) geometry.kh() * geometry.kw();
        boolean fewPixels =
                geometry.oh() * geometry.ow() <= FEW_PIXELS && Math.max(geometry.ic(), geometry.oc()) >= MANY_CHANNELS;
        if (taps == 1) {
            return fewPixels ? Planes.COPIED : Planes.PRODUCT;
        }
        if (geometry.oc() >= 2 * geometry.ic() * taps) {
            return Planes.PRODUCT;
        }
        return geometry.ic() <= NARROW || geometry.oc() <= NARROW ? Planes.COPIED : Planes.FIRST;
    }

    private Kernel pointwiseAvx2() {
        return geometry.oc() <= NARROW && geometry.ic() > 4 * NARROW ? Kernel.FIRST : POINTWISE_AVX2;
    }

    private Kernel windowAvx2() {
        boolean fewInputs = geometry.ic() <= 2 || geometry.ic() <= NARROW && geometry.oc() > NARROW;
        return fewInputs ? WINDOW_AVX2 : Kernel.FIRST;
    }

    private Kernel pointwiseAvx512() {
        int ic = geometry.ic();
        int oc = geometry.oc();
        if (oc <= NARROW) {
            return ic <= 2 * WIDE ? POINTWISE_AVX2 : BRGEMM_POINTWISE_AVX2;
        }
        boolean strided = geometry.height().stride() > 1 || geometry.width().stride() > 1;
        if (strided && (oc <= WIDE && ic <= 24 || oc <= 2 * WIDE && ic <= 3)) {
            return WINDOW_AVX512;
        }
        // 24 channels take three operations on 32 bytes, or two on 64 bytes. The latter count as four on these CPUs.
        boolean halfUsed = oc <= FEW_REGISTERS && oc % WIDE > 0 && oc % WIDE <= NARROW;
        boolean narrow = oc > WIDE && (ic <= WIDE || halfUsed);
        return facts.splitsAvx512() && narrow ? POINTWISE_AVX2 : Kernel.FIRST;
    }

    private Kernel windowAvx512() {
        int ic = geometry.ic();
        if (geometry.oc() > NARROW) {
            return ic <= NARROW ? WINDOW_AVX512 : Kernel.FIRST;
        }
        boolean shortRows = geometry.ow() <= 5 || ic <= NARROW && geometry.ow() <= WIDE;
        return ic <= 2 || shortRows ? WINDOW_AVX512 : BRGEMM_WINDOW_AVX2;
    }
}
