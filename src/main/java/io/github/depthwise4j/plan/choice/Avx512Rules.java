package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The rules for AVX-512, measured on CPUs with 1 or 2 MiB of level-2 cache. */
final class Avx512Rules extends Rules {
    private static final int VECTOR = 16;

    /** The kernel that is faster than oneDNN's first choice, brdgmm_dw, except for the problems below. */
    private static final Kernel JIT_DEPTHWISE = new Kernel("jit_dw:avx512_core");

    private static final Kernel JIT_DEPTHWISE_AVX2 = new Kernel("jit_dw:avx2");
    private static final Kernel BRGEMM_DEPTHWISE = new Kernel("brdgmm_dw:avx512_core");
    private static final Kernel JIT_GROUPED = new Kernel("jit:avx512_core");

    /**
     * With this number of taps or more, brdgmm_dw is faster, unless strides or the width of the filter slow it down.
     */
    private static final int LARGE_WINDOW = 36;
    /** With this many columns of taps, brdgmm_dw takes twice as long, measured on Zen 4. */
    private static final int WIDE_FILTER = 12;
    /** The same, if the channels need more than one register. */
    private static final int WIDE_FILTER_OF_MANY_CHANNELS = 11;
    /** With strides, and at most this number of output pixels, brdgmm_dw is faster. */
    private static final int FEW_PIXELS = 64;
    /** With fewer taps than this, and channels that do not fill the last register, brdgmm_dw is faster. */
    private static final int MEDIUM_WINDOW = 16;

    /**
     * This number of filters for each channel fills registers in oneDNN's kernel for groups, without copies of
     * channels.
     */
    private static final int MANY_FILTERS = Candidates.FEWEST_GROUPED_FILTERS;
    /** In NCHW, planes of this size are worth a call to oneDNN for each channel. */
    private static final int LARGE_PLANE = 2048;
    /** In NCHW, planes of this size are worth a call for each channel, if channels do not fill registers. */
    private static final int MEDIUM_PLANE = 256;

    /** If the copies of the channels of an image have at most this size, they are all made at a time. */
    private static final long LARGEST_REPEATED_IMAGE = 1 << 20;
    /**
     * The largest size of a block and its result. They stay in the level-2 cache, together with what is read and
     * written.
     */
    private static final long BLOCK_BYTES = 450 << 10;
    /** A single block that is larger than this is divided in two, although half of each register is then unused. */
    private static final long HUGE_BLOCK_BYTES = 1 << 20;
    /** Blocks with fewer channels are convolved in the layout with channels last. */
    private static final int FEWEST_BLOCKED_CHANNELS = 48;

    Avx512Rules(ConvolutionProblem problem, KernelFacts facts) {
        super(problem, facts);
    }

    @Override
    Kernel jitDepthwise() {
        return JIT_DEPTHWISE;
    }

    @Override
    Kernel jitOf8() {
        return JIT_DEPTHWISE_AVX2;
    }

    @Override
    Kernel kernel() {
        boolean strided = geometry().height().stride() > 1 || geometry().width().stride() > 1;
        boolean small = strided && geometry().oh() * geometry().ow() <= FEW_PIXELS;
        boolean uneven = geometry().oc() % VECTOR != 0 && taps() < MEDIUM_WINDOW;
        boolean large = taps() >= LARGE_WINDOW && geometry().width().stride() == 1 && !isWide();
        return large || small || uneven ? Kernel.FIRST : JIT_DEPTHWISE;
    }

    @Override
    boolean isFirstFasterThanCopies() {
        return !isWide();
    }

    private boolean isWide() {
        int most = geometry().oc() > VECTOR ? WIDE_FILTER_OF_MANY_CHANNELS : WIDE_FILTER;
        return geometry().kw() >= most;
    }

    @Override
    Strategy channelsLast() {
        return multiplier() >= MANY_FILTERS ? Direct.FIRST : replicate(LARGEST_REPEATED_IMAGE);
    }

    /** Whether a single block of 16 channels is too large for the cache. */
    private boolean hasHugePlanes() {
        return multiplier() == 1 && geometry().oc() <= VECTOR && VECTOR * channelBytes() > HUGE_BLOCK_BYTES;
    }

    @Override
    Strategy channelsFirst() {
        int multiplier = multiplier();
        int pixels = geometry().oh() * geometry().ow();
        boolean fullVectors = geometry().ic() % VECTOR == 0;
        if (multiplier >= MANY_FILTERS && pixels >= (fullVectors ? LARGE_PLANE : MEDIUM_PLANE)) {
            return ChannelBlocks.of(
                    problem(), multiplier, Filters.GROUPED, ActivationLayout.CHANNELS_LAST, JIT_GROUPED);
        }
        int most = mostChannels(BLOCK_BYTES);
        int all = geometry().oc();
        boolean shrinks = pixels < geometry().ih() * geometry().iw();
        boolean uneven = VECTOR % multiplier != 0;
        // By index: one pass for each filter of a channel, so that no input channel has to be repeated.
        boolean byIndex = multiplier > 1 && (shrinks || uneven || multiplier >= MANY_FILTERS);
        if (byIndex && fullVectors) {
            return blocks(
                    evenBlocks(geometry().ic(), most, VECTOR) * multiplier,
                    Filters.BY_INDEX,
                    ActivationLayout.BLOCKS_OF_16,
                    JIT_DEPTHWISE);
        }
        boolean fillsBlocks = multiplier == 1 || !uneven && all % VECTOR == 0;
        if (most < FEWEST_BLOCKED_CHANNELS || !fillsBlocks || all < VECTOR) {
            // 16 or 8 channels have fast copies. If these cannot be used, larger blocks need fewer calls.
            int wanted = fillsBlocks ? hasHugePlanes() ? VECTOR / 2 : VECTOR : most;
            int channels = Math.min(all, Math.max(1, wanted / multiplier) * multiplier);
            Kernel kernel = taps() >= LARGE_WINDOW ? BRGEMM_DEPTHWISE : JIT_DEPTHWISE;
            return blocks(channels, Filters.REPEATED, ActivationLayout.CHANNELS_LAST, kernel);
        }
        // The fast copies take full blocks of 16. The remaining channels are a block of their own.
        int channels = evenBlocks(all / VECTOR * VECTOR, most, VECTOR);
        return blocks(channels, Filters.REPEATED, ActivationLayout.BLOCKS_OF_16, JIT_DEPTHWISE);
    }
}
