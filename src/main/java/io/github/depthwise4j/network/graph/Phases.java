package io.github.depthwise4j.network.graph;

import io.github.depthwise4j.problem.SpatialAxis;

/**
 * One axis of a transposed convolution, seen as an ordinary convolution that computes a whole stride of output
 * positions for each window. With {@code p} zeros before, output {@code stride * q + phase} is the sum over {@code d}
 * of input {@code q - d} times tap {@code stride * d + phase + p}. A tap is one position of the filter along this axis.
 *
 * @param stride the output positions of a window: the phases
 * @param filter the taps of the filter
 * @param pad {@code p}
 * @param input the positions of the input
 * @param output the positions of the output
 */
record Phases(int stride, int filter, int pad, int input, int output) {
    /** The phases of an axis, as the convolution has it whose gradient this is: its input is the output here. */
    static Phases of(SpatialAxis axis) {
        return new Phases(axis.stride(), axis.filter(), axis.padBefore(), axis.output(), axis.input());
    }

    /** The smallest {@code d} that any phase needs; 0 or less. */
    private int smallest() {
        return -((stride - 1 + pad) / stride);
    }

    /** The largest {@code d} that any phase needs. */
    private int largest() {
        return Math.floorDiv(filter - 1 - pad, stride);
    }

    /** Whether there is less padding than filter. Otherwise the windows would begin behind the first input. */
    boolean hasLessPaddingThanFilter() {
        return pad < filter;
    }

    /** The input positions that a window covers. */
    int window() {
        return largest() - smallest() + 1;
    }

    /** The windows. Together they have the positions of the output, or some more behind them. */
    int windows() {
        return Math.max((output + stride - 1) / stride, input + smallest());
    }

    /** The zeros before and behind the input. */
    int[] padding() {
        return new int[] {largest(), windows() - input - smallest()};
    }

    /** The tap of the filter that a phase has at a position of a window; -1 for none. */
    int tap(int position, int phase) {
        int tap = stride * (largest() - position) + phase + pad;
        return tap >= 0 && tap < filter ? tap : -1;
    }
}
