package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kernels of any machine, without oneDNN, with the limits that oneDNN 3.11 has for depthwise convolutions.
 *
 * @param isa what oneDNN calls the newest instruction set in the names of kernels
 * @param hasNarrowAvx512 whether the units of the CPU are narrower than its registers
 * @param names the kernels for every problem, oneDNN's first choice first
 * @param excluded those that the operator excludes
 */
record FakeKernels(String isa, boolean hasNarrowAvx512, List<String> names, Set<String> excluded)
        implements KernelFacts {
    static final FakeKernels AVX512 = usual("avx512_core", false);
    static final FakeKernels AVX512_NARROW = usual("avx512_core", true);
    static final FakeKernels AVX2 = usual("avx2", false);
    static final FakeKernels SSE41 = usual("sse41", false);

    static final List<FakeKernels> ALL = List.of(AVX512, AVX512_NARROW, AVX2, SSE41);

    private static FakeKernels usual(String isa, boolean narrow) {
        List<String> names = Stream.of(
                        "brg_conv_fwd:" + isa,
                        "brdgmm_dw:" + isa,
                        "jit_dw:" + isa,
                        "jit_dw:sse41",
                        "jit:" + isa,
                        "x64:gemm:jit",
                        "ref:any")
                .distinct()
                .toList();
        return new FakeKernels(isa, narrow, names, Set.of());
    }

    FakeKernels withFirst(String kernel) {
        return new FakeKernels(isa, hasNarrowAvx512, List.of(kernel, "ref:any"), excluded);
    }

    FakeKernels withMore(String kernel) {
        return new FakeKernels(
                isa,
                hasNarrowAvx512,
                Stream.concat(names.stream(), Stream.of(kernel)).toList(),
                excluded);
    }

    FakeKernels without(String... kernels) {
        return new FakeKernels(isa, hasNarrowAvx512, names, Set.of(kernels));
    }

    @Override
    public boolean hasAvx512() {
        return isa.startsWith("avx512");
    }

    @Override
    public boolean hasAvx2() {
        return !isa.equals("sse41");
    }

    @Override
    public List<Kernel> kernels(ConvolutionProblem problem, ActivationLayout layout) {
        return names.stream()
                .map(Kernel::new)
                .filter(this::isAllowed)
                .filter(kernel -> canCompute(kernel, problem, layout))
                .toList();
    }

    private static boolean canCompute(Kernel kernel, ConvolutionProblem problem, ActivationLayout layout) {
        boolean single = Depthwise.hasOneFilterForEachChannel(problem);
        if (kernel.kind().equals("brdgmm_dw")) {
            ConvolutionGeometry geometry = problem.geometry();
            return single
                    && layout == ActivationLayout.CHANNELS_LAST
                    && geometry.height().dilation() * geometry.width().dilation() == 1;
        }
        if (kernel.isDepthwise()) {
            int unrolled = kernel.isForAvx512() ? 6 : kernel.name().endsWith("avx2") ? 4 : 3;
            return single && jitCanCompute(problem.geometry(), unrolled, layout);
        }
        return !single || !kernel.isBrgemm();
    }

    /** Code for some columns at a time can have their number of columns of padding on a side. */
    private static boolean jitCanCompute(ConvolutionGeometry geometry, int unrolled, ActivationLayout layout) {
        SpatialAxis height = ReducedAxis.of(geometry.height());
        SpatialAxis width = ReducedAxis.of(geometry.width());
        boolean outside = height.extent() <= Math.max(height.padBefore(), height.padAfter())
                || width.extent() <= Math.max(width.padBefore(), width.padAfter());
        int most = Math.min(unrolled, geometry.ow());
        boolean padded = width.padBefore() > most || width.padAfter() > most;
        return layout != ActivationLayout.CHANNELS_FIRST && !outside && !padded;
    }

    @Override
    public Optional<Kernel> made(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
        List<Kernel> kernels = kernels(problem, layout);
        return kernels.contains(preferred)
                ? Optional.of(preferred)
                : kernels.stream().findFirst();
    }

    @Override
    public boolean isAllowed(Kernel kernel) {
        return !excluded.contains(kernel.name());
    }
}
