package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.problem.Padding;

/** The numbers that state a problem, under oneDNN's names. A neighbour of a problem has one of them changed by one. */
enum Parameter {
    /** Images. */
    MB,
    /** Groups. In a depthwise convolution, these are the input channels. */
    G,
    /** Input channels of a group; 1 in a depthwise convolution. */
    IC,
    /** Output channels of a group. In a depthwise convolution, this is the channel multiplier. */
    OC,
    /** Rows of the input. */
    IH,
    /** Columns of the input. */
    IW,
    /** Rows of the filter. */
    KH,
    /** Columns of the filter. */
    KW,
    /** Rows from one window to the next. */
    SH,
    /** Columns from one window to the next. */
    SW,
    /** Rows from one tap to the next, as TensorFlow counts them: 1 is a filter without gaps. */
    DH,
    /** Columns from one tap to the next. */
    DW,
    /** Rows of zeros at the top. */
    PT(true),
    /** Rows of zeros at the bottom. */
    PB(true),
    /** Columns of zeros on the left. */
    PL(true),
    /** Columns of zeros on the right. */
    PR(true),
    /** Output channels of the pointwise part of a separable convolution; 0 in other operations. */
    POINTWISE;

    private final boolean explicit;

    Parameter() {
        this(false);
    }

    Parameter(boolean explicit) {
        this.explicit = explicit;
    }

    /** Whether it counts only with this kind of padding. */
    boolean needsExplicitPadding() {
        return explicit;
    }

    /** The padding of such a number of zeros at the edges, in a data format whose rows are this axis. */
    static Padding padding(Sizes sizes, int heightAxis) {
        int[][] pairs = new int[4][2];
        pairs[heightAxis] = new int[] {sizes.get(PT), sizes.get(PB)};
        pairs[heightAxis + 1] = new int[] {sizes.get(PL), sizes.get(PR)};
        return Padding.explicit(pairs);
    }
}
