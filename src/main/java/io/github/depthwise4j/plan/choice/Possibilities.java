package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.OneChannel;
import io.github.depthwise4j.plan.base.PaddedAxis;
import io.github.depthwise4j.plan.cpu.CpuCaches;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Planes;
import io.github.depthwise4j.plan.strategy.Strategy;
import io.github.depthwise4j.plan.strategy.Strategy.Direct;
import io.github.depthwise4j.plan.strategy.Strategy.Replicate;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The strategies that are worth considering for a problem whose input and output have elements. They are found by
 * arithmetic: whether oneDNN has their kernels for the problem is not asked.
 */
final class Possibilities {
    private static final int[] BLOCKS = {8, 16, 32, 64};
    /** The sizes of a band's copies of channels: the level-2 cache divided by these numbers. */
    private static final int[] CACHE_PARTS = {4, 2, 1};

    /** The size of the copies of a band, if an image is too large to be copied at a time. */
    private static final long BAND_BYTES = 1 << 20;
    /** A copy of an image that is larger than this is divided into bands. */
    private static final long LARGEST_WHOLE_COPY = 4 << 20;
    /** If the tensors of an ordinary convolution are larger than this, they are copied in bands. */
    private static final long LARGEST_WHOLE_TENSORS = 24 << 20;

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final KernelNames names;
    private final int multiplier;
    private final long cacheBytes;
    private final Set<Strategy> all = new LinkedHashSet<>();

    private Possibilities(ConvolutionProblem problem, CpuCaches caches, KernelFacts facts) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.multiplier = geometry.ocPerGroup();
        this.cacheBytes = caches.level2Bytes();
        this.names = new KernelNames(problem, facts);
    }

    static Set<Strategy> of(ConvolutionProblem problem, CpuCaches caches, KernelFacts facts) {
        Possibilities possibilities = new Possibilities(problem, caches, facts);
        // One channel with one filter is an ordinary convolution.
        boolean depthwise = Depthwise.is(problem) && problem.geometry().oc() > 1;
        boolean last = problem.dataFormat() == DataFormat.NHWC;
        if (last && depthwise && problem.geometry().ocPerGroup() == 1) {
            possibilities.addDirect(possibilities.names.depthwise());
            possibilities.addCopies();
        } else if (last) {
            possibilities.addDirect(possibilities.names.ordinary());
            if (depthwise) {
                possibilities.addReplication();
            } else {
                possibilities.addPaddedCopies();
                possibilities.addPlanes();
            }
        } else if (depthwise) {
            possibilities.addBlocks();
            possibilities.addGroupedBlocks(problem.geometry().ocPerGroup());
            possibilities.addDirect(possibilities.names.products());
        } else {
            List<Kernel> products = possibilities.names.products();
            possibilities.addDirect(products);
            // For one number, a product is the fastest.
            if (products.isEmpty() || !OneChannel.hasOneNumber(problem.geometry())) {
                possibilities.addGroupedBlocks(problem.geometry().oc());
            }
        }
        return possibilities.all;
    }

    private boolean hasPadding() {
        return PaddedAxis.positions(geometry.height()) > geometry.ih()
                || PaddedAxis.positions(geometry.width()) > geometry.iw();
    }

    private void addDirect(List<Kernel> kernels) {
        for (Kernel kernel : kernels) {
            all.add(new Direct(kernel));
        }
    }

    /** Copies of NHWC images, which contain the padding or are in the cache. */
    private void addCopies() {
        for (Kernel kernel : names.copies(ActivationLayout.CHANNELS_LAST)) {
            all.add(new Replicate(rowsOfCopies(true), true, kernel));
            all.add(new Replicate(bands(false).within(BAND_BYTES), false, kernel));
            addImages(true, kernel);
        }
    }

    private void addPaddedCopies() {
        if (hasPadding()) {
            for (Kernel kernel : names.ordinaryCopies()) {
                all.add(new Replicate(rowsOfCopies(true), true, kernel));
                addImages(true, kernel);
            }
        }
    }

    /** Copies in planes, in which products of large windows are faster. */
    private void addPlanes() {
        if (names.needsPlanes()) {
            names.products().forEach(kernel -> all.add(new Planes(rowsOfCopies(false), kernel)));
        }
    }

    private BandRows bands(boolean padded) {
        return new BandRows(problem, Depthwise.is(problem) ? geometry.oc() : geometry.ic(), 0, padded);
    }

    /** The rows of a band of copies. A copy of a whole image is the fastest if it is not much larger than the cache. */
    private int rowsOfCopies(boolean padded) {
        BandRows bands = bands(padded);
        return bands.imageBytes() <= LARGEST_WHOLE_COPY ? RowBands.rowsOf(problem) : bands.within(BAND_BYTES);
    }

    /** Copies of several images at a time, if images are small. */
    private void addImages(boolean padded, Kernel kernel) {
        int images = imagesAtATime(Depthwise.is(problem) ? geometry.oc() : geometry.ic(), 0);
        if (images > 1) {
            all.add(Replicate.ofImages(images, padded, kernel));
        }
    }

    /**
     * The images whose copies fit into the cache together; 1 if images are large.
     *
     * @param channels the input channels of the copies
     * @param outputs the output channels that are copied too; otherwise 0
     */
    private int imagesAtATime(long channels, long outputs) {
        double numbers = (double) PaddedAxis.positions(geometry.width()) * geometry.ih() * channels
                + (double) geometry.oh() * geometry.ow() * outputs;
        long most = Math.max(1, (long) (cacheBytes / (numbers * Float.BYTES)));
        return RowBands.evenly(geometry.mb(), most);
    }

    private void addReplication() {
        Set<Integer> rows = new LinkedHashSet<>();
        for (int part : CACHE_PARTS) {
            rows.add(rowsWithin(problem, cacheBytes / part));
        }
        if (bands(false).imageBytes() <= LARGEST_WHOLE_COPY) {
            rows.add(RowBands.rowsOf(problem));
        }
        for (Kernel kernel : names.copies(ActivationLayout.CHANNELS_LAST)) {
            for (int each : rows) {
                all.add(new Replicate(each, kernel));
            }
            addImages(false, kernel);
            if (hasPadding()) {
                addImages(true, kernel);
                all.add(new Replicate(rowsOfCopies(true), true, kernel));
            }
        }
    }

    /** The height of bands of equal height, if the copies of the channels of a band have at most this size. */
    static int rowsWithin(ConvolutionProblem problem, long bytes) {
        long rowBytes =
                (long) RowBands.srcRowPixels(problem) * problem.geometry().oc() * Float.BYTES;
        return RowBands.rowsReading(problem, bytes / rowBytes);
    }

    private void addBlocks() {
        for (ActivationLayout layout : names.layouts()) {
            Set<Integer> sizes = sizesOfBlocks(layout);
            for (Kernel kernel : names.copies(layout)) {
                for (Filters filters : new Filters[] {Filters.REPEATED, Filters.BY_INDEX}) {
                    for (int size : sizes) {
                        addInBandsIfLarge(ChannelBlocks.of(problem, size, filters, layout, kernel));
                    }
                }
            }
        }
    }

    private Set<Integer> sizesOfBlocks(ActivationLayout layout) {
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
        sizes.add(geometry.oc());
        return sizes;
    }

    /** Blocks of one group, or of one input channel, which is not copied; or one block of all channels. */
    private void addGroupedBlocks(int channels) {
        for (Kernel kernel : names.ordinary()) {
            ChannelBlocks blocks =
                    ChannelBlocks.of(problem, channels, Filters.GROUPED, ActivationLayout.CHANNELS_LAST, kernel);
            if (tensorBytes() > LARGEST_WHOLE_TENSORS) {
                blocks = blocks.inBands(bandsOf(blocks).within(BAND_BYTES));
            }
            addWithPadding(blocks);
        }
    }

    private double tensorBytes() {
        return (double) Float.BYTES * (geometry.srcElements() + geometry.dstElements());
    }

    private BandRows bandsOf(ChannelBlocks blocks) {
        int outputs = blocks.blockChannels(problem);
        boolean repeated = blocks.filters() == Filters.REPEATED;
        long groups = outputs / geometry.ocPerGroup();
        return new BandRows(problem, repeated ? outputs : groups * geometry.icPerGroup(), outputs, true);
    }

    /** The number of channels that fit into the cache together with their result. */
    private int cachedChannels() {
        long pixels = (long) geometry.ih() * geometry.iw() + (long) geometry.oh() * geometry.ow();
        long channels = Math.max(1, Math.min(geometry.oc(), cacheBytes / (pixels * Float.BYTES)));
        int smallest = ChannelBlocks.SMALLEST_BLOCK;
        int even = RowBands.evenly(geometry.oc(), Math.max(smallest, channels / smallest * smallest));
        return (even + smallest - 1) / smallest * smallest;
    }

    /** Adds the blocks, in bands if they are large; and if there is one block, those of several images at a time. */
    private void addInBandsIfLarge(ChannelBlocks whole) {
        ChannelBlocks blocks = whole;
        if (bandsOf(whole).imageBytes() > LARGEST_WHOLE_COPY) {
            blocks = whole.inBands(bandsOf(whole).within(BAND_BYTES));
        }
        addWithPadding(blocks);
    }

    private void addWithPadding(ChannelBlocks blocks) {
        addIfPossible(blocks);
        if (hasPadding()) {
            addIfPossible(blocks.inPaddedCopies());
        }
        boolean whole = blocks.channels() == ChannelBlocks.ALL && blocks.rows() == ChannelBlocks.ALL_ROWS;
        if (whole && blocks.images() == 1) {
            long inputs = blocks.filters() == Filters.REPEATED ? geometry.oc() : geometry.ic();
            int images = imagesAtATime(inputs, geometry.oc());
            if (images > 1) {
                addWithPadding(blocks.ofImages(images));
            }
        }
    }

    private void addIfPossible(ChannelBlocks blocks) {
        if (blocks.fits(problem)) {
            all.add(blocks);
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
