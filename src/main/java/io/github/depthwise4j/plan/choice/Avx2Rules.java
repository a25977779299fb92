package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The rules for AVX2 and SSE4.1, measured on a CPU with 512 KiB of level-2 cache. */
final class Avx2Rules extends Rules {
    private static final int SMALLEST_BLOCK = ChannelBlocks.SMALLEST_BLOCK;
    private static final int VECTOR = 8;

    /** The largest size of a block and its result. */
    private static final long BLOCK_BYTES = 1792 << 10;
    /** If the copies of the channels of an image have at most this size, they are all made at a time. */
    private static final long LARGEST_REPEATED_IMAGE = 4 << 20;

    /** For larger images oneDNN's first choice on AVX2, brdgmm_dw, is faster: it reads the main memory once. */
    private static final long LARGEST_CACHED_IMAGE = 16 << 20;

    /** This number of filters for each channel fills registers without copies of the channels. */
    private static final int MANY_FILTERS = 16;
    /** With at most this number of channels, fewer filters are enough. */
    private static final int FEW_CHANNELS = 4;

    /** In planes up to this size, a part is copied as fast as the whole plane. */
    private static final int SMALL_PLANE = 1024;

    private static final Kernel JIT_DEPTHWISE = new Kernel("jit_dw:avx2");
    private static final Kernel JIT_DEPTHWISE_SSE41 = new Kernel("jit_dw:sse41");
    private static final Kernel JIT_GROUPED = new Kernel("jit:avx2");

    private final boolean avx2;

    Avx2Rules(ConvolutionProblem problem, KernelFacts facts) {
        super(problem, facts);
        this.avx2 = facts.hasAvx2();
    }

    @Override
    Kernel jitDepthwise() {
        return avx2 ? JIT_DEPTHWISE : JIT_DEPTHWISE_SSE41;
    }

    @Override
    Kernel jitOf8() {
        return jitDepthwise();
    }

    @Override
    boolean isFirstFasterThanCopies() {
        return false;
    }

    @Override
    Kernel kernel() {
        long elements = geometry().srcElements() + geometry().dstElements();
        return elements / geometry().mb() * Float.BYTES <= LARGEST_CACHED_IMAGE ? jitDepthwise() : Kernel.FIRST;
    }

    @Override
    Strategy channelsLast() {
        if (!avx2) {
            return replicate(LARGEST_REPEATED_IMAGE);
        }
        int channels = geometry().ic();
        boolean few = channels <= FEW_CHANNELS && multiplier() >= VECTOR;
        if (few || channels < VECTOR && multiplier() >= MANY_FILTERS) {
            return new Direct(JIT_GROUPED);
        }
        boolean many = multiplier() >= MANY_FILTERS && multiplier() % VECTOR == 0;
        return many && hasGroupedKernel() ? Direct.FIRST : replicate(LARGEST_REPEATED_IMAGE);
    }

    /** False if oneDNN's kernel for groups is excluded because it computes wrong results for this problem. */
    private boolean hasGroupedKernel() {
        return facts().kernels(problem(), ActivationLayout.CHANNELS_LAST).stream()
                .findFirst()
                .filter(Kernel::isBrgemm)
                .isPresent();
    }

    @Override
    Strategy channelsFirst() {
        int multiplier = multiplier();
        int all = geometry().oc();
        if (multiplier >= MANY_FILTERS) {
            return Direct.FIRST;
        }
        int most = mostChannels(BLOCK_BYTES);
        if (isFasterByIndex(most)) {
            int channels = evenBlocks(geometry().ic(), most, VECTOR) * multiplier;
            return blocks(channels, Filters.BY_INDEX, ActivationLayout.BLOCKS_OF_8, jitDepthwise());
        }
        boolean even = all >= VECTOR && (all % VECTOR == 0 ? VECTOR % multiplier == 0 : multiplier == 1);
        boolean copiedFaster = avx2
                && most == SMALLEST_BLOCK
                && all >= SMALLEST_BLOCK
                && SMALLEST_BLOCK * channelBytes() <= BLOCK_BYTES;
        if (!even || copiedFaster) {
            int channels = Math.min(all, Math.max(1, most / multiplier) * multiplier);
            return blocks(channels, Filters.REPEATED, ActivationLayout.CHANNELS_LAST, jitDepthwise());
        }
        // The fast copies take full blocks of 8. The remaining channels are a block of their own.
        int channels = evenBlocks(all / VECTOR * VECTOR, most, VECTOR);
        return blocks(channels, Filters.REPEATED, ActivationLayout.BLOCKS_OF_8, jitDepthwise());
    }

    /**
     * Blocks must be full. On AVX2, this is faster if copies of channels are slow, or if parts of planes are copied
     * fast.
     */
    private boolean isFasterByIndex(int most) {
        boolean possible = multiplier() > 1 && geometry().ic() % VECTOR == 0 && facts().isAllowed(jitDepthwise());
        long pixels = (long) geometry().oh() * geometry().ow();
        boolean shrinks = pixels < (long) geometry().ih() * geometry().iw();
        boolean uneven = VECTOR % multiplier() != 0;
        return possible && (!avx2 || uneven || shrinks || pixels <= SMALL_PLANE || most == SMALLEST_BLOCK);
    }
}
