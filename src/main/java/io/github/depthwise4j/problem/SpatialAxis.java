package io.github.depthwise4j.problem;

/**
 * What happens along the rows, or along the columns: a window of {@code filter} taps, {@code dilation} apart, moves
 * over {@code input} positions in steps of {@code stride}, with {@code padBefore} and {@code padAfter} zeros around
 * them.
 *
 * @param input positions of the input, 0 or more
 * @param filter taps of the filter, 1 or more
 * @param stride positions from one window to the next, 1 or more
 * @param dilation positions from one tap to the next, 1 (no gap) or more: TensorFlow's number, one more than oneDNN's
 * @param padBefore zeros at the top or left
 * @param padAfter zeros at the bottom or right
 * @param output positions of the output, 0 or more
 */
public record SpatialAxis(int input, int filter, int stride, int dilation, int padBefore, int padAfter, int output) {

    /** {@return the positions a window spans: {@code (filter - 1) * dilation + 1}} */
    public int extent() {
        return (filter - 1) * dilation + 1;
    }

    /**
     * {@return the input position under a tap, which may lie on the padding:
     * {@code out * stride + tap * dilation - padBefore}}
     *
     * @param out the output position, from 0
     * @param tap the row or column of the filter, from 0
     */
    public int position(int out, int tap) {
        return out * stride + tap * dilation - padBefore;
    }

    /** {@return whether there is an output that sees nothing but padding} */
    public boolean hasWindowOnPadding() {
        if (output == 0) {
            return false;
        }
        long first = -(long) padBefore;
        long last = first + (output - 1L) * stride;
        boolean before = first + (filter - 1L) * dilation < 0;
        return before || last >= input || stepsOver();
    }

    /** Whether there is an output with one tap before the input, the next one behind it, and none on it. */
    private boolean stepsOver() {
        if (dilation <= Math.max(0, input)) {
            return false;
        }
        for (long out = 0; out < Math.min(output, dilation) && out * stride < padBefore; out++) {
            if (Math.floorMod(out * stride - padBefore, (long) dilation) >= input) {
                return true;
            }
        }
        return false;
    }

    // Written out for a fast start: see the page of package problem.
    @Override
    public boolean equals(Object other) {
        return other instanceof SpatialAxis that
                && input == that.input
                && filter == that.filter
                && stride == that.stride
                && dilation == that.dilation
                && padBefore == that.padBefore
                && padAfter == that.padAfter
                && output == that.output;
    }

    @Override
    public int hashCode() {
        int hash = input;
        hash = 31 * hash + filter;
        hash = 31 * hash + stride;
        hash = 31 * hash + dilation;
        hash = 31 * hash + padBefore;
        hash = 31 * hash + padAfter;
        hash = 31 * hash + output;
        return hash;
    }
}
