package io.github.depthwise4j.onednn.kernel;

import io.github.depthwise4j.problem.SpatialAxis;

/** Removes from an axis what cannot change a result, because kernels refuse some problems for it. */
public final class ReducedAxis {
    private ReducedAxis() {}

    /**
     * An axis with the same results. It has no padding that no window reaches, and dilation 1 if there is one tap. If
     * there is one window, its stride is no larger than the formula of the output size needs.
     */
    public static SpatialAxis of(SpatialAxis axis) {
        int missing = (axis.output() - 1) * axis.stride() + axis.extent() - axis.input() - axis.padBefore();
        int unusedInput = Math.max(0, -missing);
        return new SpatialAxis(
                axis.input(),
                axis.filter(),
                axis.output() == 1 ? Math.min(axis.stride(), unusedInput + 1) : axis.stride(),
                axis.filter() == 1 ? 1 : axis.dilation(),
                axis.padBefore(),
                Math.max(0, missing),
                axis.output());
    }
}
