package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The rules for vector registers of 64 bytes, from CPUs with AVX-512 and 1 or 2 MiB of level-2 cache. */
final class Avx512Rules extends Rules {
    private static final int VECTOR = 16;

    /** The kernel that beats oneDNN's first choice, brdgmm_dw, on the problems not named below. */
    private static final Kernel JIT_DEPTHWISE = new Kernel("jit_dw:avx512_core");

    private static final Kernel BRGEMM_DEPTHWISE = new Kernel("brdgmm_dw:avx512_core");
    private static final Kernel JIT_GROUPED = new Kernel("jit:avx512_core");

    /** Windows of so many taps and more are computed fastest by brdgmm_dw. */
    private static final int LARGE_WINDOW = 36;
    /** With strides, so are results of few pixels. */
    private static final int FEW_PIXELS = 64;
    /** And, in smaller windows, pixels that begin in the middle of a register's width. */
    private static final int MEDIUM_WINDOW = 16;

    /** So many filters of one channel fill registers by themselves: oneDNN's kernel for groups needs no repeated channels. */
    private static final int MANY_FILTERS = Candidates.FEWEST_GROUPED_FILTERS;
    /** In NCHW, if the planes are large enough to be worth the calls for each. */
    private static final int LARGE_PLANE = 2048;
    /** Where channels do not fill registers, so are smaller ones. */
    private static final int MEDIUM_PLANE = 256;

    /** Repeated channels up to this size are made at once. */
    private static final long LARGEST_REPEATED_IMAGE = 1 << 20;
    /** What a block of channels and its result may take up: it stays in the level-2 cache, beside what is read and written. */
    private static final long BLOCK_BYTES = 450 << 10;
    /** With this much, a single block gains from being two, although half of each register is unused. */
    private static final long HUGE_BLOCK_BYTES = 1 << 20;
    /** Blocks of fewer channels are convolved as pixels. */
    private static final int FEWEST_BLOCKED_CHANNELS = 48;

    Avx512Rules(ConvolutionProblem problem, KernelFacts facts) {
        super(problem, facts);
    }

    @Override
    Kernel kernel() {
        boolean strided = geometry().height().stride() > 1 || geometry().width().stride() > 1;
        boolean small = strided && geometry().oh() * geometry().ow() <= FEW_PIXELS;
        boolean uneven = geometry().oc() % VECTOR != 0 && taps() < MEDIUM_WINDOW;
        return taps() >= LARGE_WINDOW || small || uneven ? Kernel.FIRST : JIT_DEPTHWISE;
    }

    @Override
    Strategy channelsLast() {
        return multiplier() >= MANY_FILTERS ? Direct.FIRST : replicate(LARGEST_REPEATED_IMAGE);
    }

    /** Whether the only block of 16 would not stay in the cache. */
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
            // Of 16 and 8 channels there are fast copies; without them, larger blocks need fewer calls.
            int wanted = fillsBlocks ? hasHugePlanes() ? VECTOR / 2 : VECTOR : most;
            int channels = Math.min(all, Math.max(1, wanted / multiplier) * multiplier);
            Kernel kernel = taps() >= LARGE_WINDOW ? BRGEMM_DEPTHWISE : JIT_DEPTHWISE;
            return blocks(channels, Filters.REPEATED, ActivationLayout.CHANNELS_LAST, kernel);
        }
        // The fast copies take whole blocks of 16: what remains is a block of its own.
        int channels = evenBlocks(all / VECTOR * VECTOR, most, VECTOR);
        return blocks(channels, Filters.REPEATED, ActivationLayout.BLOCKS_OF_16, JIT_DEPTHWISE);
    }
}
