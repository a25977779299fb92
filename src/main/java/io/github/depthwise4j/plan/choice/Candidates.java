package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.plan.strategy.Strategy.Replicate;
import io.github.depthwise4j.plan.strategy.TiledStrategy;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The strategies that are worth measuring for a problem whose input and output have elements. */
public final class Candidates {
    private static final int[] BLOCKS = {8, 16, 32, 64};
    /** With fewer filters for each channel, kernels for groups leave more than half of a register unused. */
    static final int FEWEST_GROUPED_FILTERS = 8;
    /** The sizes of a band's copies of channels: the level-2 cache divided by these numbers. */
    private static final int[] CACHE_PARTS = {4, 2, 1};

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final int multiplier;
    private final boolean depthwise;
    private final long cacheBytes;
    private final KernelFacts facts;
    private final List<Strategy> candidates = new ArrayList<>();

    private Candidates(ConvolutionProblem problem, CpuCaches caches, KernelFacts facts) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.multiplier = geometry.ocPerGroup();
        this.cacheBytes = caches.level2Bytes();
        this.facts = facts;
        // One channel with one filter is an ordinary convolution.
        this.depthwise = Depthwise.is(problem) && geometry.oc() > 1;
    }

    /** The candidates on this machine. The first one has oneDNN's own first choice of a kernel. */
    public static List<Strategy> of(ConvolutionProblem problem) {
        return of(problem, CpuCaches.current(), KernelFacts.ofOneDnn());
    }

    /** The candidates on a machine with these caches and kernels. */
    public static List<Strategy> of(ConvolutionProblem problem, CpuCaches caches, KernelFacts facts) {
        Candidates all = new Candidates(problem, caches, facts);
        all.addDirect();
        if (all.depthwise) {
            if (problem.dataFormat() == DataFormat.NCHW) {
                all.addChannelBlocks();
                if (all.multiplier >= FEWEST_GROUPED_FILTERS) {
                    all.addGroupedBlocks();
                }
            } else if (all.multiplier > 1) {
                all.addReplication();
            }
        }
        all.addOthersOfTheRules();
        return List.copyOf(all.candidates);
    }

    /** What the rules choose if oneDNN's kernels refuse the padding, or if planes are large. */
    private void addOthersOfTheRules() {
        FastParts parts = new FastParts(problem, facts);
        for (Strategy strategy : Rules.strategies(problem, facts)) {
            if (strategy instanceof TiledStrategy tiled && parts.isFast(tiled)) {
                TiledStrategy named = parts.named(tiled);
                if (!candidates.contains(named)) {
                    candidates.add(named);
                }
            }
        }
    }

    private void addDirect() {
        for (Kernel kernel : worthwhile(facts.kernels(problem, ActivationLayout.of(problem)))) {
            candidates.add(new Direct(kernel));
        }
    }

    /** The kernels that are not always slow; the first kernel if all are slow. */
    private List<Kernel> worthwhile(List<Kernel> kernels) {
        List<Kernel> fast = kernels.stream().filter(kernel -> !isSlow(kernel)).toList();
        return fast.isEmpty() ? kernels.subList(0, Math.min(1, kernels.size())) : fast;
    }

    /** If each channel has one filter, kernels that are not depthwise take ten times as long. */
    private boolean isSlow(Kernel kernel) {
        return kernel.isReference() || kernel.isGemm() || depthwise && multiplier == 1 && !kernel.isDepthwise();
    }

    /**
     * The kernels that can convolve the copies of channels inside another strategy: each depthwise kernel, for the
     * widest registers. If there is none, the strategy is of no use.
     */
    private List<Kernel> inner(ActivationLayout layout) {
        // The copies of all channels of a large image may be too large for a tensor. The kernels for fewer channels are
        // the same.
        long plane = Math.max((long) geometry.ih() * geometry.iw(), (long) geometry.oh() * geometry.ow());
        int channels = (int) Math.min(geometry.oc(), Integer.MAX_VALUE / plane);
        ConvolutionProblem single = Depthwise.channelsLast(problem, 1, channels, 1);
        Map<String, Kernel> widest = new LinkedHashMap<>();
        for (Kernel kernel : facts.kernels(single, layout)) {
            if (kernel.isDepthwise()) {
                widest.putIfAbsent(kernel.kind(), kernel);
            }
        }
        return List.copyOf(widest.values());
    }

    private void addReplication() {
        Set<Integer> rows = new LinkedHashSet<>();
        for (int part : CACHE_PARTS) {
            rows.add(rowsWithin(problem, cacheBytes / part));
        }
        rows.add(RowBands.rowsOf(problem));
        if (geometry.mb() > 1) {
            rows.add(Replicate.WHOLE_BATCH);
        }
        for (Kernel kernel : inner(ActivationLayout.CHANNELS_LAST)) {
            for (int each : rows) {
                candidates.add(new Replicate(each, kernel));
            }
        }
    }

    /** The height of bands of equal height, if the copies of the channels of a band have at most this size. */
    static int rowsWithin(ConvolutionProblem problem, long bytes) {
        long rowBytes =
                (long) RowBands.srcRowPixels(problem) * problem.geometry().oc() * Float.BYTES;
        return RowBands.rowsReading(problem, bytes / rowBytes);
    }

    private void addChannelBlocks() {
        ActivationLayout blocked = ActivationLayout.widestBlocks(facts.hasAvx512());
        for (ActivationLayout layout : new ActivationLayout[] {ActivationLayout.CHANNELS_LAST, blocked}) {
            for (Kernel kernel : inner(layout)) {
                Set<Integer> sizes = new LinkedHashSet<>();
                for (int block : BLOCKS) {
                    if (block >= layout.block()) {
                        sizes.add(blockOf(block));
                    }
                }
                sizes.add(blockOf(cachedChannels()));
                // The fast copies take full blocks only. The remaining channels are then a block at the end.
                if (geometry.oc() > layout.block()) {
                    sizes.add(blockOf(geometry.oc() / layout.block() * layout.block()));
                }
                if (geometry.oc() % layout.block() == 0) {
                    sizes.add(geometry.oc());
                }
                for (int size : sizes) {
                    addIfPossible(ChannelBlocks.of(problem, size, Filters.REPEATED, layout, kernel));
                    addIfPossible(ChannelBlocks.of(problem, size, Filters.BY_INDEX, layout, kernel));
                }
                if (geometry.mb() > 1) {
                    addIfPossible(new ChannelBlocks(
                            ChannelBlocks.ALL, ChannelBlocks.ALL_ROWS, Filters.REPEATED, true, false, layout, kernel));
                }
            }
        }
    }

    /** Blocks of one input channel, which is not copied. */
    private void addGroupedBlocks() {
        ChannelBlocks grouped =
                ChannelBlocks.of(problem, multiplier, Filters.GROUPED, ActivationLayout.CHANNELS_LAST, Kernel.FIRST);
        Strategy.Part block = grouped.parts(problem).get(0);
        for (Kernel kernel : worthwhile(facts.kernels(block.problem(), block.layout()))) {
            candidates.add(grouped.with(kernel));
        }
    }

    /** The number of channels that fit into the cache together with their result. */
    private int cachedChannels() {
        long pixels = (long) geometry.ih() * geometry.iw() + (long) geometry.oh() * geometry.ow();
        long channels = Math.max(1, Math.min(geometry.oc(), cacheBytes / (pixels * Float.BYTES)));
        int smallest = ChannelBlocks.SMALLEST_BLOCK;
        int even = RowBands.evenly(geometry.oc(), Math.max(smallest, channels / smallest * smallest));
        return (even + smallest - 1) / smallest * smallest;
    }

    private void addIfPossible(ChannelBlocks blocks) {
        if (blocks.fits(problem)) {
            candidates.add(blocks);
        }
    }

    /**
     * The largest number of output channels up to this one that is a multiple of the channel multiplier; 1 multiple or
     * more.
     */
    private int blockOf(int channels) {
        return Math.min(geometry.oc(), Math.max(1, channels / multiplier) * multiplier);
    }
}
