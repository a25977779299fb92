package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The rules for shorter vector registers: AVX2, and SSE4.1, which has 16 bytes; from a CPU with 512 KiB of level-2 cache. */
final class Avx2Rules extends Rules {
    private static final int SMALLEST_BLOCK = ChannelBlocks.SMALLEST_BLOCK;
    private static final int VECTOR = 8;

    /** What a block of channels and its result may take up. */
    private static final long BLOCK_BYTES = 1792 << 10;
    /** Repeated channels up to this size are made at once. */
    private static final long LARGEST_REPEATED_IMAGE = 4 << 20;

    /** oneDNN's first choice on AVX2, brdgmm_dw, is faster only where an image comes from memory: it reads that once. */
    private static final long LARGEST_CACHED_IMAGE = 16 << 20;

    /** So many filters of one channel fill registers by themselves. */
    private static final int MANY_FILTERS = 16;
    /** Of so few channels, fewer do. */
    private static final int FEW_CHANNELS = 4;

    /** Of planes up to this size, parts are copied as fast as the whole. */
    private static final int SMALL_PLANE = 1024;

    private static final Kernel JIT_DEPTHWISE = new Kernel("jit_dw:avx2");
    private static final Kernel JIT_DEPTHWISE_SSE41 = new Kernel("jit_dw:sse41");
    private static final Kernel JIT_GROUPED = new Kernel("jit:avx2");

    private final boolean avx2;

    Avx2Rules(ConvolutionProblem problem, KernelFacts facts) {
        super(problem, facts);
        this.avx2 = facts.hasAvx2();
    }

    private Kernel jitDepthwise() {
        return avx2 ? JIT_DEPTHWISE : JIT_DEPTHWISE_SSE41;
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

    /** Not so where that would compute wrongly. */
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
        // On AVX2 the kernel computes a block that is not full, which SSE4.1 lacks.
        boolean even = all % VECTOR == 0 ? VECTOR % multiplier == 0 : multiplier == 1 && avx2;
        boolean copiedFaster = avx2
                && most == SMALLEST_BLOCK
                && all >= SMALLEST_BLOCK
                && SMALLEST_BLOCK * channelBytes() <= BLOCK_BYTES;
        if (!even || copiedFaster) {
            int channels = Math.min(all, Math.max(1, most / multiplier) * multiplier);
            return blocks(channels, Filters.REPEATED, ActivationLayout.CHANNELS_LAST, jitDepthwise());
        }
        // The fast copies take whole blocks of 8: what remains is a block of its own.
        int whole = all < VECTOR ? all : all / VECTOR * VECTOR;
        int channels = all < VECTOR ? all : evenBlocks(whole, most, VECTOR);
        return blocks(channels, Filters.REPEATED, ActivationLayout.BLOCKS_OF_8, jitDepthwise());
    }

    /** With full blocks; always on SSE4.1, and on AVX2 where repeating is slow or copying out a part of the planes is not. */
    private boolean isFasterByIndex(int most) {
        boolean possible = multiplier() > 1 && geometry().ic() % VECTOR == 0 && facts().isAllowed(jitDepthwise());
        long pixels = (long) geometry().oh() * geometry().ow();
        boolean shrinks = pixels < (long) geometry().ih() * geometry().iw();
        boolean uneven = VECTOR % multiplier() != 0;
        return possible && (!avx2 || uneven || shrinks || pixels <= SMALL_PLANE || most == SMALLEST_BLOCK);
    }
}
