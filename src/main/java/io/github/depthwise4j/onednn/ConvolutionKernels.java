package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.onednn.kernel.KnownFaults;
import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * oneDNN's kernels for a convolution. Most add the residual and activate as they compute, by post-operations. Others
 * are used plain, without them: a matrix product refuses some, and is slow with others; and for a pixel of few channels
 * any kernel activates a whole vector.
 */
public final class ConvolutionKernels {
    /** Vectors of which at most one number in so many is used are not activated by post-operations. */
    private static final int UNUSED_LANES = 2;

    private ConvolutionKernels() {}

    /** A kernel in a descriptor, which the receiver closes, and whether it is used plain. */
    record Selected(PrimitiveDescriptor descriptor, boolean plain) {}

    /** Whether the operator did not exclude the kernel. */
    public static boolean isAllowed(Kernel kernel) {
        return !ExcludedImplementations.current().contains(kernel);
    }

    /**
     * oneDNN's kernels for a problem, its first choice first, but plain loops last. Without kernels that have a known
     * fault there or that the operator excluded.
     */
    public static List<Kernel> of(ConvolutionProblem problem, ActivationLayout layout) {
        return all(problem, layout).stream()
                .filter(kernel -> isUsable(kernel, problem))
                .toList();
    }

    /** All of oneDNN's kernels for a problem, usable or not. */
    static Set<Kernel> all(ConvolutionProblem problem, ActivationLayout layout) {
        Set<Kernel> kernels = all(problem, layout, false);
        if (!PostOperations.areIn(problem.fusion())) {
            return kernels;
        }
        List<Kernel> products =
                all(problem, layout, true).stream().filter(Kernel::isGemm).toList();
        Set<Kernel> all = new LinkedHashSet<>(kernels);
        all.removeIf(Kernel::isReference);
        all.addAll(products);
        all.addAll(kernels);
        return all;
    }

    private static Set<Kernel> all(ConvolutionProblem problem, ActivationLayout layout, boolean plain) {
        try (PrimitiveDescriptor descriptor = ConvolutionDescriptor.of(problem, layout, plain)) {
            Set<Kernel> kernels = new LinkedHashSet<>();
            do {
                kernels.add(new Kernel(descriptor.implementation()));
            } while (descriptor.next() == dnnl_success);
            return kernels;
        }
    }

    /**
     * The kernel that {@link ConvolutionPrimitive#create} takes; empty if there is none. It is found without a
     * primitive, and in most cases without a look at all kernels: oneDNN takes minutes to list them for some huge
     * problems.
     */
    public static Optional<Kernel> made(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
        boolean plain = isPlain(preferred, problem);
        try (PrimitiveDescriptor descriptor = ConvolutionDescriptor.of(problem, layout, plain)) {
            Kernel first = null;
            do {
                Kernel kernel = new Kernel(descriptor.implementation());
                if (isUsable(kernel, problem)) {
                    if (preferred.equals(kernel)) {
                        return Optional.of(kernel);
                    }
                    first = first == null ? kernel : first;
                }
            } while ((first == null || !preferred.isFirst()) && descriptor.next() == dnnl_success);
            if (plain) {
                return made(problem, layout, Kernel.FIRST);
            }
            return first == null
                    ? Optional.empty()
                    : Optional.of(plainInsteadOf(first, problem, layout).orElse(first));
        }
    }

    /**
     * Finds the kernel of a primitive.
     *
     * @param preferred the kernel to use, if it is usable; otherwise oneDNN's first choice is used
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    static Selected select(ConvolutionProblem problem, ActivationLayout layout, Kernel preferred) {
        boolean plain = isPlain(preferred, problem);
        PrimitiveDescriptor descriptor = selectedOrNull(problem, layout, preferred, plain);
        if (descriptor != null) {
            return preferred.isFirst() ? betterOr(descriptor, problem, layout) : new Selected(descriptor, plain);
        }
        if (preferred.isFirst()) {
            throw OneDnn.noImplementation(
                    problem, ExcludedImplementations.current().reason());
        }
        return select(problem, layout, Kernel.FIRST);
    }

    /** oneDNN's first choice, or what is used plain in its place; then its descriptor is closed. */
    private static Selected betterOr(PrimitiveDescriptor first, ConvolutionProblem problem, ActivationLayout layout) {
        PrimitiveDescriptor better;
        try {
            Optional<Kernel> plain = plainInsteadOf(new Kernel(first.implementation()), problem, layout);
            better = plain.isEmpty() ? null : selectedOrNull(problem, layout, plain.get(), true);
        } catch (RuntimeException | Error e) {
            first.close();
            throw e;
        }
        if (better == null) {
            return new Selected(first, false);
        }
        first.close();
        return new Selected(better, true);
    }

    /** The descriptor of a kernel, which the caller closes; null if oneDNN does not have it for the problem. */
    private static PrimitiveDescriptor selectedOrNull(
            ConvolutionProblem problem, ActivationLayout layout, Kernel wanted, boolean plain) {
        PrimitiveDescriptor descriptor = ConvolutionDescriptor.of(problem, layout, plain);
        boolean selected = false;
        try {
            do {
                Kernel kernel = new Kernel(descriptor.implementation());
                selected = (wanted.isFirst() || wanted.equals(kernel)) && isUsable(kernel, problem);
            } while (!selected && descriptor.next() == dnnl_success);
        } finally {
            if (!selected) {
                descriptor.close();
            }
        }
        return selected ? descriptor : null;
    }

    /**
     * The kernel to use plain if oneDNN's first choice with post-operations is the given one; empty if that is used
     * with them. oneDNN's plain loop is its first choice where a matrix product refuses a residual.
     */
    private static Optional<Kernel> plainInsteadOf(Kernel first, ConvolutionProblem problem, ActivationLayout layout) {
        if (!PostOperations.areIn(problem.fusion())) {
            return Optional.empty();
        }
        if (first.isReference()) {
            return productOf(problem, layout);
        }
        return isPlain(first, problem) ? Optional.of(first) : Optional.empty();
    }

    /** oneDNN's matrix product for a problem; empty if there is none. */
    private static Optional<Kernel> productOf(ConvolutionProblem problem, ActivationLayout layout) {
        try (PrimitiveDescriptor descriptor = ConvolutionDescriptor.of(problem, layout, true)) {
            do {
                Kernel kernel = new Kernel(descriptor.implementation());
                if (kernel.isGemm() && isUsable(kernel, problem)) {
                    return Optional.of(kernel);
                }
            } while (descriptor.next() == dnnl_success);
            return Optional.empty();
        }
    }

    private static boolean isPlain(Kernel kernel, ConvolutionProblem problem) {
        if (kernel.isFirst() || kernel.isReference()) {
            return false;
        }
        ConvolutionGeometry geometry = problem.geometry();
        int channels = kernel.isDepthwise() ? geometry.oc() : geometry.ocPerGroup();
        return kernel.isGemm()
                || PostOperations.isSlow(problem.fusion().activation()) && UNUSED_LANES * channels <= kernel.vector();
    }

    private static boolean isUsable(Kernel kernel, ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        return isAllowed(kernel)
                && !KnownFaults.affect(kernel, ReducedAxis.of(geometry.height()), ReducedAxis.of(geometry.width()));
    }
}
