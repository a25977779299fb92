package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The rules for vector registers of 64 bytes, from AVX-512 with 1 and 2 MiB of level-2 cache. */
final class WideEstimate extends Estimate {
    /** The kernel that beats oneDNN's first choice, brgdmm_dw, on the problems named below. */
    private static final String JIT_DEPTHWISE = "jit_dw:avx512_core";

    /** Registers of 32 bytes hold the eight filters of a channel, which leave half of one of 64 bytes unused. */
    private static final String JIT_HALF_BLOCKS = "jit:avx2";

    private static final int HALF_BLOCK = 8;
    private static final String BRGEMM_DEPTHWISE = "brgdmm_dw:avx512_core";

    /** Below this many input channels a grouped convolution is as fast as repeating them. */
    private static final int FEWEST_REPEATED_CHANNELS = 8;

    private static final int SMALLEST_BLOCK = ChannelDivision.SMALLEST_BLOCK;
    /** Windows of so many taps and more are computed fastest by brgdmm_dw. */
    private static final int LARGE_WINDOW = 36;
    /** On few pixels, so are windows of this size. */
    private static final int MEDIUM_WINDOW = 16;

    private static final int FEW_PIXELS = 64;

    WideEstimate(ConvolutionProblem problem) {
        super(problem);
    }

    @Override
    String kernel() {
        boolean small = taps() >= MEDIUM_WINDOW && geometry().oh() * geometry().ow() <= FEW_PIXELS;
        return taps() >= LARGE_WINDOW || small ? FIRST : JIT_DEPTHWISE;
    }

    @Override
    Candidate channelsLast() {
        return geometry().ic() < FEWEST_REPEATED_CHANNELS ? Candidates.direct(groupedKernel()) : replicate();
    }

    /** What convolves channels that are too few to be repeated. */
    private String groupedKernel() {
        return multiplier() % SMALLEST_BLOCK == HALF_BLOCK ? JIT_HALF_BLOCKS : FIRST;
    }

    @Override
    Candidate channelsFirst() {
        int multiplier = multiplier();
        int all = geometry().oc();
        int most = mostChannels();
        boolean large = taps() >= LARGE_WINDOW || most == SMALLEST_BLOCK;
        boolean even = multiplier == 1 || SMALLEST_BLOCK % multiplier == 0 && all % SMALLEST_BLOCK == 0;
        if (large || !even || all < SMALLEST_BLOCK) {
            int channels = Math.min(all, Math.max(1, SMALLEST_BLOCK / multiplier) * multiplier);
            String kernel = taps() >= LARGE_WINDOW ? BRGEMM_DEPTHWISE : JIT_DEPTHWISE;
            return blocks(channels, ActivationLayout.CHANNELS_LAST, kernel);
        }
        // The fast copies take whole blocks of 16: what remains is a block of its own.
        int whole = all / SMALLEST_BLOCK * SMALLEST_BLOCK;
        return blocks(evenBlocks(whole, most, SMALLEST_BLOCK), ActivationLayout.BLOCKS_OF_16, JIT_DEPTHWISE);
    }
}
