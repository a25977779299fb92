package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.plan.cpu.CpuCaches;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;

/**
 * Decides how arrays of the Java heap are read. Their elements begin at any multiple of 8 bytes, so most loads of a
 * vector register cross the border of two cache lines. A depthwise kernel reads each element once for each tap. Where
 * that takes longer than a copy, the kernel reads an aligned copy in the cache, band by band.
 */
public final class ArrayRules {
    /**
     * Smaller windows over misaligned arrays are faster than a copy, measured on AMD Zen 5. Its loads of 64 bytes cost
     * little more if they are misaligned; those of 32 bytes cost half as much again.
     */
    private static final int LEAST_TAPS_OF_AVX512 = 36;

    private static final int LEAST_TAPS_OF_AVX2 = 16;
    /** With AVX2, smaller windows gain too if the input is in the level-2 cache. */
    private static final long SMALL_INPUT_BYTES = 512 << 10;
    /** Below this, the call of the copy takes longer than what it saves. */
    private static final long LEAST_MULTIPLY_ADDS = 200_000;

    private ArrayRules() {}

    /**
     * A strategy that copies the input of a problem, if it is faster over arrays.
     *
     * @param strategy the strategy for tensors
     * @return null if the strategy for tensors is as fast
     */
    public static Strategy copyingOrNull(ConvolutionProblem problem, Strategy strategy, KernelFacts facts) {
        if (!(strategy instanceof Strategy.Direct direct) || !direct.kernel().isDepthwise() || !gains(problem, facts)) {
            return null;
        }
        for (Strategy each : Possibilities.of(problem, CpuCaches.USUAL, facts)) {
            if (each instanceof Strategy.Replicate copies && copies.images() == 1 && !copies.padded()) {
                return copies;
            }
        }
        return null;
    }

    private static boolean gains(ConvolutionProblem problem, KernelFacts facts) {
        ConvolutionGeometry geometry = problem.geometry();
        long taps = (long) geometry.kh() * geometry.kw();
        // With larger steps, each element is read for few taps.
        return geometry.height().stride() == 1
                && geometry.width().stride() == 1
                && facts.hasAvx2()
                && taps * geometry.dstElements() >= LEAST_MULTIPLY_ADDS
                && (facts.hasAvx512()
                        ? taps >= LEAST_TAPS_OF_AVX512
                        : taps >= LEAST_TAPS_OF_AVX2 || geometry.srcElements() * Float.BYTES <= SMALL_INPUT_BYTES);
    }
}
