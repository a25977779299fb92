package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.plan.ChannelDivision.Filters;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** The rules for shorter vector registers: AVX2, and SSE4.1, which has 16 bytes; from a CPU with 512 KiB of level-2 cache. */
final class NarrowEstimate extends Estimate {
    private static final int SMALLEST_BLOCK = ChannelDivision.SMALLEST_BLOCK;
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

    private static final String JIT_GROUPED = "jit:avx2";

    private final boolean avx2 = OneDnn.get().hasAvx2();

    NarrowEstimate(ConvolutionProblem problem) {
        super(problem);
    }

    private String jitDepthwise() {
        return avx2 ? "jit_dw:avx2" : "jit_dw:sse41";
    }

    @Override
    String kernel() {
        long elements = geometry().srcElements() + geometry().dstElements();
        return elements / geometry().mb() * Float.BYTES <= LARGEST_CACHED_IMAGE ? jitDepthwise() : FIRST;
    }

    @Override
    Candidate channelsLast() {
        if (!avx2) {
            return replicate(LARGEST_REPEATED_IMAGE);
        }
        int channels = geometry().ic();
        boolean few = channels <= FEW_CHANNELS && multiplier() >= VECTOR;
        if (few || channels < VECTOR && multiplier() >= MANY_FILTERS) {
            return Candidates.direct(JIT_GROUPED);
        }
        boolean many = multiplier() >= MANY_FILTERS && multiplier() % VECTOR == 0;
        return many && hasGroupedKernel() ? Candidates.direct(FIRST) : replicate(LARGEST_REPEATED_IMAGE);
    }

    /** Not so where that would compute wrongly. */
    private boolean hasGroupedKernel() {
        return ConvolutionPrimitive.implementations(problem(), ActivationLayout.CHANNELS_LAST).stream()
                .findFirst()
                .filter(name -> name.startsWith("brg"))
                .isPresent();
    }

    @Override
    Candidate channelsFirst() {
        int multiplier = multiplier();
        int all = geometry().oc();
        if (multiplier >= MANY_FILTERS) {
            return Candidates.direct(FIRST);
        }
        int most = mostChannels(BLOCK_BYTES);
        if (isFasterByIndex(most)) {
            int channels = evenBlocks(geometry().ic(), most, VECTOR) * multiplier;
            return Candidates.blocks(
                    problem(),
                    new ChannelDivision(
                            channels, Filters.BY_INDEX, false, ActivationLayout.BLOCKS_OF_8, jitDepthwise()));
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
        boolean possible =
                multiplier() > 1 && geometry().ic() % VECTOR == 0 && ConvolutionPrimitive.isAllowed(jitDepthwise());
        long pixels = (long) geometry().oh() * geometry().ow();
        boolean shrinks = pixels < (long) geometry().ih() * geometry().iw();
        boolean uneven = VECTOR % multiplier() != 0;
        return possible && (!avx2 || uneven || shrinks || pixels <= SMALL_PLANE || most == SMALLEST_BLOCK);
    }
}
