package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.SlowKernels;
import io.github.depthwise4j.problem.Activation;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.ArrayList;
import java.util.List;

/** The names of the kernels that can be fast for a problem with the instruction sets of a machine. */
final class KernelNames {
    static final Kernel GEMM = new Kernel("x64:gemm:jit");
    /** With this many numbers in a window, its product takes up to 15 times as long in NHWC as in planes. */
    private static final long LARGE_WINDOW = 1024;

    private static final String AVX512 = "avx512_core";
    private static final String AVX2 = "avx2";
    private static final String SSE41 = "sse41";

    private final ConvolutionProblem problem;
    private final KernelFacts facts;
    /** The instruction sets, the newest first. */
    private final List<String> sets;

    KernelNames(ConvolutionProblem problem, KernelFacts facts) {
        this.problem = problem;
        this.facts = facts;
        this.sets = facts.hasAvx512()
                ? List.of(AVX512, AVX2, SSE41)
                : facts.hasAvx2() ? List.of(AVX2, SSE41) : List.of(SSE41);
    }

    /**
     * Whether products of copied windows are much slower in NHWC than in planes, and there is no other kernel. For one
     * tap, without a copy, they are as fast.
     */
    boolean needsPlanes() {
        ConvolutionGeometry geometry = problem.geometry();
        long window = (long) geometry.kh() * geometry.kw() * geometry.icPerGroup();
        return !facts.hasAvx2() && !hasOneTap() && window >= LARGE_WINDOW;
    }

    private boolean hasOneTap() {
        return problem.geometry().kh() == 1 && problem.geometry().kw() == 1;
    }

    private List<Kernel> allowed(List<Kernel> kernels) {
        List<Kernel> allowed = new ArrayList<>(kernels.size());
        for (Kernel kernel : kernels) {
            if (facts.isAllowed(kernel)) {
                allowed.add(kernel);
            }
        }
        return allowed;
    }

    /** The kernels for one filter for each channel, over the caller's memory. */
    List<Kernel> depthwise() {
        List<Kernel> kernels = new ArrayList<>();
        if (facts.hasAvx2()) {
            kernels.add(new Kernel("brdgmm_dw:" + sets.get(0)));
        }
        for (String set : sets) {
            kernels.add(new Kernel("jit_dw:" + set));
        }
        return allowed(kernels);
    }

    /** The layouts of copies. */
    List<ActivationLayout> layouts() {
        return List.of(ActivationLayout.CHANNELS_LAST, ActivationLayout.widestBlocks(facts.hasAvx512()));
    }

    /** The kernels for one filter for each channel, in copies of this layout. */
    List<Kernel> copies(ActivationLayout layout) {
        List<Kernel> kernels = new ArrayList<>();
        kernels.add(new Kernel("jit_dw:" + sets.get(0)));
        if (facts.hasAvx2() && layout == ActivationLayout.CHANNELS_LAST) {
            kernels.add(new Kernel("brdgmm_dw:" + sets.get(0)));
        }
        return allowed(kernels);
    }

    /** The kernels for convolutions that are not depthwise, or with several filters for each channel, in NHWC. */
    List<Kernel> ordinary() {
        List<Kernel> kernels = new ArrayList<>();
        for (String set : sets) {
            if (!set.equals(SSE41)) {
                kernels.addAll(ordinary(set));
            }
        }
        if (!facts.hasAvx2()) {
            kernels.add(new Kernel((hasOneTap() ? "jit_1x1:" : "jit:") + SSE41));
        }
        if (!SlowKernels.isSlow(problem, GEMM, facts.hasAvx2()) && !needsPlanes()) {
            kernels.add(GEMM);
        }
        return allowed(kernels);
    }

    private List<Kernel> ordinary(String set) {
        List<Kernel> kernels = new ArrayList<>();
        if (hasOneTap()) {
            kernels.add(new Kernel("brgconv_1x1:" + set));
            kernels.add(new Kernel("jit_1x1:" + set));
        } else {
            kernels.add(new Kernel("brg_conv_fwd:" + set));
        }
        kernels.add(new Kernel("jit:" + set));
        return kernels;
    }

    /** The kernels of {@link #ordinary} that are worth a copy that contains the padding. */
    List<Kernel> ordinaryCopies() {
        return facts.hasAvx2() ? allowed(ordinary(sets.get(0))) : ordinary();
    }

    /** The kernels for convolutions that are not depthwise, in NCHW. */
    List<Kernel> products() {
        List<Kernel> kernels = new ArrayList<>();
        if (!SlowKernels.isSlow(problem, GEMM, facts.hasAvx2())) {
            kernels.add(GEMM);
        }
        if (hasOneTap() && problem.geometry().g() == 1 && facts.hasAvx512() && isAlone()) {
            kernels.add(new Kernel("jit_uni_ncsp:matmul+brg_matmul:" + AVX512));
        }
        return allowed(kernels);
    }

    /** Whether the result is not added to, nor activated; the matrix product for AVX-512 can do neither. */
    private boolean isAlone() {
        return !problem.fusion().residual() && problem.fusion().activation().equals(Activation.NONE);
    }
}
