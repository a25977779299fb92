package io.github.depthwise4j.plan;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.plan.ChannelDivision.Filters;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All ways to compute a problem whose input and output are not empty. */
final class Candidates {
    private static final int[] BLOCKS = {8, 16, 32, 64};
    /** With fewer filters, kernels for several filters a group leave more than half of a register unused. */
    static final int FEWEST_GROUPED_FILTERS = 8;
    /** What the repeated channels of a band may take up, in parts of the level-2 cache. */
    private static final int[] CACHE_PARTS = {4, 2, 1};

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final int multiplier;
    private final boolean depthwise;
    private final long cacheBytes;
    private final List<Candidate> candidates = new ArrayList<>();

    private Candidates(ConvolutionProblem problem, Caches caches) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.multiplier = geometry.ocPerGroup();
        this.cacheBytes = caches.level2Bytes();
        // One channel with one filter is an ordinary convolution.
        this.depthwise = Depthwise.is(problem) && geometry.oc() > 1;
    }

    /** The ways there are, oneDNN's own first choice first. */
    static List<Candidate> of(ConvolutionProblem problem) {
        return of(problem, Caches.current());
    }

    /** The ways there are on a machine with such caches. */
    static List<Candidate> of(ConvolutionProblem problem, Caches caches) {
        Candidates all = new Candidates(problem, caches);
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
        return List.copyOf(all.candidates);
    }

    private void addDirect() {
        List<String> names = ConvolutionPrimitive.implementations(problem, ActivationLayout.of(problem));
        for (String name : worthwhile(names)) {
            candidates.add(direct(name));
        }
    }

    static Candidate direct(String implementation) {
        return new Candidate("direct(" + implementation + ")", problem -> DirectPlan.create(problem, implementation));
    }

    /** Without what is slow always, unless there is nothing else. */
    private List<String> worthwhile(List<String> implementations) {
        List<String> fast =
                implementations.stream().filter(name -> !isSlow(name)).toList();
        return fast.isEmpty() ? implementations.subList(0, Math.min(1, implementations.size())) : fast;
    }

    /** Where each channel has one filter, kernels not made for that take ten times as long. */
    private boolean isSlow(String implementation) {
        return implementation.startsWith("ref")
                || implementation.contains("gemm")
                || depthwise && multiplier == 1 && !implementation.contains("_dw");
    }

    /**
     * What could convolve inside another strategy: of each kernel made for channels with one filter, that for the widest registers.
     * Without such a kernel, the strategy is no use.
     */
    private List<String> inner(ActivationLayout layout) {
        // Repeated, the channels of a large image do not fit into a tensor; the kernels for some of them are the same.
        long plane = Math.max((long) geometry.ih() * geometry.iw(), (long) geometry.oh() * geometry.ow());
        int channels = (int) Math.min(geometry.oc(), Integer.MAX_VALUE / plane);
        ConvolutionProblem single = Depthwise.channelsLast(problem, 1, channels, 1);
        Map<String, String> widest = new LinkedHashMap<>();
        for (String name : ConvolutionPrimitive.implementations(single, layout)) {
            if (name.contains("_dw")) {
                widest.putIfAbsent(name.substring(0, name.indexOf(':') + 1), name);
            }
        }
        return List.copyOf(widest.values());
    }

    private void addReplication() {
        Set<Integer> rows = new LinkedHashSet<>();
        for (int part : CACHE_PARTS) {
            rows.add(rowsWithin(problem, cacheBytes / part));
        }
        rows.add(geometry.oh());
        if (geometry.mb() > 1) {
            rows.add(ReplicatePlan.WHOLE_BATCH);
        }
        for (String name : inner(ActivationLayout.CHANNELS_LAST)) {
            for (int each : rows) {
                candidates.add(replicate(each, name));
            }
        }
    }

    /** The height of bands whose repeated input stays below a size; bands of equal height leave no thin one at the end. */
    static int rowsWithin(ConvolutionProblem problem, long bytes) {
        ConvolutionGeometry geometry = problem.geometry();
        long rowBytes = (long) geometry.iw() * geometry.oc() * Float.BYTES;
        long inputRows = Math.max(1, bytes / rowBytes);
        long outputRows =
                (inputRows - geometry.height().extent()) / geometry.height().stride() + 1;
        return RowBands.evenly(geometry.oh(), Math.max(1, outputRows));
    }

    static Candidate replicate(int rows, String implementation) {
        String part = rows == ReplicatePlan.WHOLE_BATCH ? "batch" : "rows=" + rows;
        return new Candidate(
                "replicate(" + part + "," + implementation + ")",
                problem -> ReplicatePlan.create(problem, rows, implementation));
    }

    private void addChannelBlocks() {
        ActivationLayout blocked = ActivationLayout.widestBlocks();
        for (ActivationLayout layout : new ActivationLayout[] {ActivationLayout.CHANNELS_LAST, blocked}) {
            for (String name : inner(layout)) {
                Set<Integer> sizes = new LinkedHashSet<>();
                for (int block : BLOCKS) {
                    if (block >= layout.block()) {
                        sizes.add(blockOf(block));
                    }
                }
                sizes.add(blockOf(cachedChannels()));
                // The fast copies take whole blocks only: what remains is better left for the end.
                if (geometry.oc() > layout.block()) {
                    sizes.add(blockOf(geometry.oc() / layout.block() * layout.block()));
                }
                sizes.add(geometry.oc());
                for (int size : sizes) {
                    addBlocks(size, Filters.REPEATED, false, layout, name);
                    addBlocks(size, Filters.BY_INDEX, false, layout, name);
                }
                if (geometry.mb() > 1) {
                    addBlocks(geometry.oc(), Filters.REPEATED, true, layout, name);
                }
            }
        }
    }

    /** Blocks of one input channel, which needs no copy into the layout. */
    private void addGroupedBlocks() {
        ChannelDivision division = grouped(multiplier, ConvolutionPrimitive.FIRST);
        ConvolutionProblem block = division.block(problem, 1);
        for (String name : worthwhile(ConvolutionPrimitive.implementations(block, division.layout()))) {
            candidates.add(blocks(problem, division.with(name)));
        }
    }

    static ChannelDivision grouped(int channels, String implementation) {
        return new ChannelDivision(channels, Filters.GROUPED, false, ActivationLayout.CHANNELS_LAST, implementation);
    }

    /** So many channels, with their result, fit into the cache. */
    private int cachedChannels() {
        long pixels = (long) geometry.ih() * geometry.iw() + (long) geometry.oh() * geometry.ow();
        long channels = Math.max(1, Math.min(geometry.oc(), cacheBytes / (pixels * Float.BYTES)));
        int smallest = ChannelDivision.SMALLEST_BLOCK;
        int even = RowBands.evenly(geometry.oc(), Math.max(smallest, channels / smallest * smallest));
        return (even + smallest - 1) / smallest * smallest;
    }

    private void addBlocks(
            int channels, Filters filters, boolean wholeBatch, ActivationLayout layout, String implementation) {
        ChannelDivision division = new ChannelDivision(channels, filters, wholeBatch, layout, implementation);
        if (division.fits(problem)) {
            candidates.add(blocks(problem, division));
        }
    }

    /** About so many output channels: all those of some input channels. */
    private int blockOf(int channels) {
        return Math.min(geometry.oc(), Math.max(1, channels / multiplier) * multiplier);
    }

    static Candidate blocks(ConvolutionProblem problem, ChannelDivision division) {
        int channels = division.channels();
        String all = channels == problem.geometry().oc() ? "all" : Integer.toString(channels);
        String size = division.wholeBatch() ? "batch" : all;
        return new Candidate(
                division.filters().strategy() + "(" + size + "," + division.layout() + "," + division.implementation()
                        + ")",
                same -> ChannelBlocksPlan.create(same, division));
    }
}
