package io.github.depthwise4j.reference;

import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The elements between the two parts of a separable convolution, each computed when it is read. Not thread-safe.
 */
final class IntermediateElements implements ConvolutionLoops.Source {
    private static final int NONE = -1;

    private final ConvolutionLoops loops;
    private final ErrorBound bound;
    private final ReferenceResult element = new ReferenceResult(Shape.of(1), 1);
    /** The index of the element that was computed last. */
    private int latest = NONE;

    IntermediateElements(ConvolutionProblem depthwise, Elements input, Elements filter, @Nullable Elements bias) {
        this.loops = new ConvolutionLoops(depthwise, ConvolutionLoops.Source.exact(input), filter, bias, null);
        this.bound = ErrorBound.of(depthwise);
    }

    private void compute(int index) {
        if (index != latest) {
            loops.at(index, element, 0);
            latest = index;
        }
    }

    @Override
    public double value(int index) {
        compute(index);
        return element.value(0);
    }

    @Override
    public double error(int index) {
        compute(index);
        return bound.of(element, 0);
    }

    /** Whether oneDNN may compute another value there, because a NaN or an infinity is involved. */
    boolean isSpecial(int index) {
        compute(index);
        return !Double.isFinite(element.sum(0)) || loops.hasSpecialTapOnPadding(index);
    }
}
