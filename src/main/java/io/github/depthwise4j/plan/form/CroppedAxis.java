package io.github.depthwise4j.plan.form;

import io.github.depthwise4j.onednn.kernel.ReducedAxis;
import io.github.depthwise4j.problem.SpatialAxis;

/**
 * An axis without the outer taps that see only padding at every output, and without everything else that {@link
 * ReducedAxis} removes. {@code ReducedAxis} alone keeps the taps, because a primitive and its filter must agree.
 *
 * @param axis the axis with the remaining taps
 * @param firstTap the tap of the whole filter that is the first remaining one
 */
record CroppedAxis(SpatialAxis axis, int firstTap) {
    /** The cropped axis; the input and the output must have positions. */
    static CroppedAxis of(SpatialAxis axis) {
        long dilation = axis.dilation();
        long before = axis.padBefore();
        long lastOutput = (axis.output() - 1L) * axis.stride();
        // The padding of the cropped axis cannot be negative.
        long first = Math.min(before / dilation, Math.max(0, ceilDiv(before - lastOutput, dilation)));
        first = Math.min(first, axis.filter() - 1L);
        before -= first * dilation;
        long last = Math.floorDiv(axis.input() - 1 + axis.padBefore(), dilation);
        // A shorter filter must not have room for one more output.
        long shortest = Math.floorDiv(axis.input() + before - 1 - axis.output() * (long) axis.stride(), dilation) + 1;
        last = Math.min(axis.filter() - 1L, Math.max(Math.max(first, last), first + shortest));
        return new CroppedAxis(
                ReducedAxis.of(new SpatialAxis(
                        axis.input(),
                        (int) (last - first + 1),
                        axis.stride(),
                        axis.dilation(),
                        (int) before,
                        axis.padAfter(),
                        axis.output())),
                (int) first);
    }

    private static long ceilDiv(long a, long b) {
        return -Math.floorDiv(-a, b);
    }
}
