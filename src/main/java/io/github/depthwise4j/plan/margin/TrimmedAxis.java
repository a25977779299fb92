package io.github.depthwise4j.plan.margin;

import io.github.depthwise4j.problem.SpatialAxis;

/**
 * An axis without the outputs at its ends that see only padding. One of them is kept, because it has the value of all
 * others.
 *
 * @param whole the axis of the problem
 * @param axis the axis of the core
 * @param before the outputs in front that are left out
 * @param kept the output of the core that sees only padding; {@link #NONE} if nothing is left out
 */
record TrimmedAxis(SpatialAxis whole, SpatialAxis axis, int before, int kept) {
    static final int NONE = -1;

    /** The trimmed axis; the input and the output must have positions. */
    static TrimmedAxis of(SpatialAxis axis) {
        // The last tap of the first output, and the first tap of the last one, are on the image or next to it.
        long reach = (axis.filter() - 1L) * axis.dilation();
        long first = Math.max(0, -Math.floorDiv(reach - axis.padBefore(), (long) axis.stride()));
        first = Math.min(first, axis.output());
        long end = Math.min(axis.output(), (axis.input() - 1L + axis.padBefore()) / axis.stride() + 1);
        if (first + axis.output() - Math.max(first, end) <= 1) {
            return untrimmed(axis);
        }
        boolean keepsFirst = first > 0;
        long from = keepsFirst ? first - 1 : 0;
        // Windows can step over the whole image.
        long to = keepsFirst ? Math.max(first, end) : end + 1;
        int outputs = (int) (to - from);
        int padBefore = (int) (axis.padBefore() - from * axis.stride());
        long padAfter = (outputs - 1L) * axis.stride() + axis.extent() - padBefore - axis.input();
        SpatialAxis core = new SpatialAxis(
                axis.input(),
                axis.filter(),
                axis.stride(),
                axis.dilation(),
                padBefore,
                (int) Math.max(0, padAfter),
                outputs);
        return new TrimmedAxis(axis, core, (int) from, keepsFirst ? 0 : outputs - 1);
    }

    /** An axis with all its outputs. */
    static TrimmedAxis untrimmed(SpatialAxis axis) {
        return new TrimmedAxis(axis, axis, 0, NONE);
    }

    boolean isTrimmed() {
        return kept != NONE;
    }

    int[] padding() {
        return new int[] {axis.padBefore(), axis.padAfter()};
    }
}
