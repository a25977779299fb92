package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.List;

/** What the choice of a strategy has to know about oneDNN. Tests answer in its place, and so need no native code. */
public interface KernelFacts {
    /** Whether vector registers of 64 bytes are in use. */
    boolean hasAvx512();

    /** Whether vector registers of 32 bytes, or longer ones, are in use. */
    boolean hasAvx2();

    /** The kernels that may compute a problem whose tensors have this layout, oneDNN's own first choice first. */
    List<Kernel> kernels(ConvolutionProblem problem, ActivationLayout layout);

    /** Whether the operator lets a kernel be used. */
    boolean isAllowed(Kernel kernel);

    /** What oneDNN says on this machine; loads it. */
    static KernelFacts ofOneDnn() {
        OneDnn oneDnn = OneDnn.get();
        return new KernelFacts() {
            @Override
            public boolean hasAvx512() {
                return oneDnn.hasAvx512();
            }

            @Override
            public boolean hasAvx2() {
                return oneDnn.hasAvx2();
            }

            @Override
            public List<Kernel> kernels(ConvolutionProblem problem, ActivationLayout layout) {
                return ConvolutionPrimitive.kernels(problem, layout);
            }

            @Override
            public boolean isAllowed(Kernel kernel) {
                return ConvolutionPrimitive.isAllowed(kernel);
            }
        };
    }
}
