package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;

/**
 * Chooses a candidate by rules. They were found by timing all candidates on AVX-512 with 1 and 2 MiB of level-2 cache, and say
 * nothing else than sizes and the instruction set: the same problem always gets the same plan.
 */
final class Estimate {
    private static final String FIRST = ConvolutionPrimitive.FIRST;
    /** The kernel that beats oneDNN's first choice, brgdmm_dw, on the problems named below. */
    private static final String JIT_DEPTHWISE = "jit_dw:avx512_core";

    /** Registers of 32 bytes hold the eight filters of a channel, which leave half of one of 64 bytes unused. */
    private static final String JIT_HALF_BLOCKS = "jit:avx2";

    private static final int HALF_BLOCK = 8;
    private static final String BRGEMM_DEPTHWISE = "brgdmm_dw:avx512_core";

    /** Below this many input channels a grouped convolution is as fast as repeating them. */
    private static final int FEWEST_REPEATED_CHANNELS = 8;
    /** Repeated channels up to this size are made at once, larger ones in bands of the second size. */
    private static final long LARGEST_REPEATED_IMAGE = 4 << 20;

    private static final long BAND_BYTES = 1 << 20;
    /** What a block of channels and its result may take up. */
    private static final long BLOCK_BYTES = 1792 << 10;

    private static final int SMALLEST_BLOCK = 16;
    /** Windows of so many taps and more are computed fastest by brgdmm_dw. */
    private static final int LARGE_WINDOW = 36;
    /** On few pixels, so are windows of this size. */
    private static final int MEDIUM_WINDOW = 16;

    private static final int FEW_PIXELS = 64;

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final boolean wide;

    private Estimate(ConvolutionProblem problem) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.wide = OneDnn.get().hasAvx512();
    }

    /** The candidate for a problem whose input and output are not empty. */
    static Candidate of(ConvolutionProblem problem) {
        return new Estimate(problem).choose();
    }

    private Candidate choose() {
        if (!wide || !MultiplierOne.isDepthwise(problem) || geometry.oc() == 1) {
            return Candidates.direct(problem, FIRST);
        }
        if (problem.dataFormat() == DataFormat.NCHW) {
            return channelBlocks();
        }
        if (geometry.ocPerGroup() > 1) {
            return geometry.ic() < FEWEST_REPEATED_CHANNELS ? Candidates.direct(problem, groupedKernel()) : replicate();
        }
        return Candidates.direct(problem, kernel());
    }

    /** What convolves in NHWC where the multiplier is 1. */
    private String kernel() {
        int taps = geometry.kh() * geometry.kw();
        boolean small = taps >= MEDIUM_WINDOW && geometry.oh() * geometry.ow() <= FEW_PIXELS;
        return taps >= LARGE_WINDOW || small ? FIRST : JIT_DEPTHWISE;
    }

    /** What convolves channels that are too few to be repeated. */
    private String groupedKernel() {
        return geometry.ocPerGroup() % SMALLEST_BLOCK == HALF_BLOCK ? JIT_HALF_BLOCKS : FIRST;
    }

    private Candidate replicate() {
        long imageBytes = (long) geometry.ih() * geometry.iw() * geometry.oc() * Float.BYTES;
        int rows = imageBytes <= LARGEST_REPEATED_IMAGE ? geometry.oh() : Candidates.rowsWithin(problem, BAND_BYTES);
        return Candidates.replicate(problem, rows, kernel());
    }

    private Candidate channelBlocks() {
        int multiplier = geometry.ocPerGroup();
        int most = (int) Math.max(SMALLEST_BLOCK, BLOCK_BYTES / channelBytes() / SMALLEST_BLOCK * SMALLEST_BLOCK);
        boolean large = geometry.kh() * geometry.kw() >= LARGE_WINDOW
                || most == SMALLEST_BLOCK
                // No other kernel is fast on blocks.
                || !ConvolutionPrimitive.isAllowed(JIT_DEPTHWISE);
        ActivationLayout blocked = ActivationLayout.BLOCKS_OF_16;
        boolean even = multiplier == 1 || SMALLEST_BLOCK % multiplier == 0 && geometry.oc() % SMALLEST_BLOCK == 0;
        if (large || !even || geometry.oc() < SMALLEST_BLOCK) {
            int channels = Math.min(geometry.oc(), Math.max(1, SMALLEST_BLOCK / multiplier) * multiplier);
            String kernel = geometry.kh() * geometry.kw() >= LARGE_WINDOW ? BRGEMM_DEPTHWISE : JIT_DEPTHWISE;
            return Candidates.blocks(problem, channels, false, ActivationLayout.CHANNELS_LAST, kernel);
        }
        // The fast copies take whole blocks of 16: what remains is a block of its own.
        int whole = geometry.oc() / SMALLEST_BLOCK * SMALLEST_BLOCK;
        int blocks = (whole + most - 1) / most;
        int channels = (whole / SMALLEST_BLOCK + blocks - 1) / blocks * SMALLEST_BLOCK;
        return Candidates.blocks(problem, channels, false, blocked, JIT_DEPTHWISE);
    }

    private long channelBytes() {
        long pixels = (long) geometry.ih() * geometry.iw() + (long) geometry.oh() * geometry.ow();
        return pixels * Float.BYTES;
    }
}
