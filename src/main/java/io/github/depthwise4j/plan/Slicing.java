package io.github.depthwise4j.plan;

import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** Decides whether a convolution is divided among threads, and how. */
final class Slicing {
    /** No division. */
    static final int WHOLE = 0;

    /** Below this, handing a slice over costs more than it saves; in multiply-adds and bytes weighed as time. */
    private static final long SMALLEST_WORK_NANOS = 25_000;
    /** From here on a parked helper, which takes some 50 microseconds to wake, is still of use. */
    private static final long WORTH_WAKING_NANOS = 150_000;

    private static final int BYTES_PER_NANO = 40;
    private static final int MULTIPLY_ADDS_PER_NANO = 40;

    private Slicing() {}

    /** The output rows of a slice, or {@link #WHOLE}. */
    static int bandRows(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        int threads = Workers.shared().threads();
        boolean rowsDivisible = RowBands.isDivisible(problem);
        boolean divisible = rowsDivisible || geometry.mb() > 1;
        if (threads == 1 || !divisible || nanos(geometry) < SMALLEST_WORK_NANOS) {
            return WHOLE;
        }
        if (geometry.mb() >= threads || !rowsDivisible) {
            return geometry.oh();
        }
        int bands = (threads + geometry.mb() - 1) / geometry.mb();
        return (geometry.oh() + bands - 1) / bands;
    }

    static boolean isWorthWaking(ConvolutionProblem problem) {
        return nanos(problem.geometry()) >= WORTH_WAKING_NANOS;
    }

    /** A rough estimate of the time one thread needs: what memory and arithmetic units can do at best on a current core. */
    private static long nanos(ConvolutionGeometry geometry) {
        long bytes = (geometry.srcElements() + geometry.dstElements()) * Float.BYTES;
        long multiplyAdds = geometry.dstElements() * geometry.kh() * geometry.kw() * geometry.icPerGroup();
        return bytes / BYTES_PER_NANO + multiplyAdds / MULTIPLY_ADDS_PER_NANO;
    }
}
