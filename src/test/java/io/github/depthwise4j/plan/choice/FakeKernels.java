package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kernels of any machine, without oneDNN.
 *
 * @param isa what oneDNN calls the newest instruction set in the names of kernels
 * @param names the kernels for every problem, oneDNN's first choice first
 * @param excluded those that the operator excludes
 */
record FakeKernels(String isa, List<String> names, Set<String> excluded) implements KernelFacts {
    static final FakeKernels AVX512 = usual("avx512_core");
    static final FakeKernels AVX2 = usual("avx2");
    static final FakeKernels SSE41 = usual("sse41");

    private static FakeKernels usual(String isa) {
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
        return new FakeKernels(isa, names, Set.of());
    }

    FakeKernels withFirst(String kernel) {
        return new FakeKernels(isa, List.of(kernel, "ref:any"), excluded);
    }

    FakeKernels without(String... kernels) {
        return new FakeKernels(isa, names, Set.of(kernels));
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
        return names.stream().map(Kernel::new).filter(this::isAllowed).toList();
    }

    @Override
    public boolean isAllowed(Kernel kernel) {
        return !excluded.contains(kernel.name());
    }
}
