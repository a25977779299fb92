package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.onednn.PostOperations;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * Estimates how long a kernel computes, and keeps arrays where they are. It rather says too long than too short,
 * because the garbage collector waits meanwhile. The estimate that divides work among threads, the best that a current
 * core can do, was up to twenty times too short: it knows neither the instruction set, nor lanes without a channel, nor
 * what an activation takes.
 */
final class StepTime {
    /** From a level-2 or level-3 cache, as arrays of this size are. */
    private static final double BYTES_PER_NANO = 20;

    private static final double MULTIPLY_ADDS_PER_NANO_AND_LANE = 2.5;
    /** In place of one element of a result, where an exponential function follows. */
    private static final int MULTIPLY_ADDS_OF_EXPONENTIAL = 50;

    private static final double MULTIPLY_ADDS_PER_NANO_OF_REFERENCE = 0.3;

    private StepTime() {}

    /** For a kernel that computes the problem as it is: of a vector register it uses one lane for each channel. */
    static long nanosOf(ConvolutionProblem problem, Kernel kernel) {
        ConvolutionGeometry geometry = problem.geometry();
        int channels = Depthwise.is(problem) ? geometry.oc() : geometry.ocPerGroup();
        return nanos(problem, kernel, Math.min(kernel.vector(), channels));
    }

    /** For a kernel that computes tiles in a layout that suits it. */
    static long nanosOfTiles(ConvolutionProblem problem, Kernel kernel) {
        return nanos(problem, kernel, kernel.vector());
    }

    private static long nanos(ConvolutionProblem problem, Kernel kernel, int lanes) {
        ConvolutionGeometry geometry = problem.geometry();
        double perLane =
                kernel.isReference() ? MULTIPLY_ADDS_PER_NANO_OF_REFERENCE / lanes : MULTIPLY_ADDS_PER_NANO_AND_LANE;
        double results = geometry.dstElements();
        double multiplyAdds = results * geometry.kh() * geometry.kw() * geometry.icPerGroup();
        double exponentials =
                PostOperations.isSlow(problem.fusion().activation()) ? results * MULTIPLY_ADDS_OF_EXPONENTIAL : 0;
        return (long) ((geometry.srcElements() + results) * Float.BYTES / BYTES_PER_NANO
                + multiplyAdds / (perLane * Math.max(lanes, 1))
                + exponentials / (perLane * kernel.vector()));
    }
}
