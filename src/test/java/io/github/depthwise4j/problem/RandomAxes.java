package io.github.depthwise4j.problem;

import java.util.Random;

/** Random axes for tests, and what lies under their taps. */
public final class RandomAxes {
    private static final int MOST_DILATION = 4;

    private RandomAxes() {}

    /** An axis with at least one output. Each number is at most the given one; padding is below it. */
    public static SpatialAxis next(Random random, int mostInput, int mostFilter, int mostStride, int padding) {
        for (; ; ) {
            int input = 1 + random.nextInt(mostInput);
            int filter = 1 + random.nextInt(mostFilter);
            int stride = 1 + random.nextInt(mostStride);
            int dilation = 1 + random.nextInt(MOST_DILATION);
            int before = random.nextInt(padding);
            int after = random.nextInt(padding);
            int left = input + before + after - ((filter - 1) * dilation + 1);
            if (left >= 0) {
                return new SpatialAxis(input, filter, stride, dilation, before, after, left / stride + 1);
            }
        }
    }

    /** The input position under a tap, or -1 if that is padding. */
    public static int inputUnder(SpatialAxis axis, int out, int tap) {
        int position = axis.position(out, tap);
        return position < 0 || position >= axis.input() ? -1 : position;
    }
}
