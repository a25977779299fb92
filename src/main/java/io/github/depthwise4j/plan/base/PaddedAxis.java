package io.github.depthwise4j.plan.base;

import io.github.depthwise4j.problem.SpatialAxis;

/** The size of a copy that contains the padding. */
public final class PaddedAxis {
    private PaddedAxis() {}

    /** The positions of the input, with the zeros before and behind them. */
    public static long positions(SpatialAxis axis) {
        return (long) axis.padBefore() + axis.input() + axis.padAfter();
    }
}
