package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionKernels;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.cpu.VectorUnits;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;
import java.util.Optional;

/**
 * The facts about oneDNN and the CPU on which the choice of a strategy depends. Tests have their own, and so need no
 * native code.
 */
public interface KernelFacts {
    /** Whether oneDNN uses vector registers of 64 bytes. */
    boolean hasAvx512();

    /** Whether oneDNN uses vector registers of 64 bytes, and the units of the CPU have 32. */
    boolean hasNarrowAvx512();

    /** Whether oneDNN uses vector registers of at least 32 bytes. */
    boolean hasAvx2();

    /** The kernels that may compute a problem in this layout. The first one is oneDNN's own first choice. */
    List<Kernel> kernels(ConvolutionProblem problem, ActivationLayout layout);

    /** The kernel that oneDNN makes for a problem if this one is preferred; empty if there is none. */
    Optional<Kernel> made(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred);

    /** Whether a kernel may be used: the settings can exclude it. */
    boolean isAllowed(Kernel kernel);

    /** The facts on this machine. Loads oneDNN. */
    static KernelFacts ofOneDnn() {
        OneDnn oneDnn = OneDnn.get();
        return new KernelFacts() {
            @Override
            public boolean hasAvx512() {
                return oneDnn.hasAvx512();
            }

            @Override
            public boolean hasNarrowAvx512() {
                return oneDnn.hasAvx512() && VectorUnits.areNarrow();
            }

            @Override
            public boolean hasAvx2() {
                return oneDnn.hasAvx2();
            }

            @Override
            public List<Kernel> kernels(ConvolutionProblem problem, ActivationLayout layout) {
                return ConvolutionKernels.of(problem, layout);
            }

            @Override
            public Optional<Kernel> made(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
                return ConvolutionKernels.made(problem, layout, preferred);
            }

            @Override
            public boolean isAllowed(Kernel kernel) {
                return ConvolutionKernels.isAllowed(kernel);
            }
        };
    }
}
