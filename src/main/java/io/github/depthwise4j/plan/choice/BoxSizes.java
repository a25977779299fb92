package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.OneChannel;
import io.github.depthwise4j.plan.base.PaddedAxis;
import io.github.depthwise4j.plan.strategy.Boxes;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sizes of {@link Boxes}, for problems that other strategies compute with slow kernels, with much memory, or with
 * plans that take long to make.
 */
final class BoxSizes {
    /** The sizes of a box with its result, the largest first: oneDNN has some kernels for small boxes only. */
    private static final long[] BYTES = {2 << 20, 1 << 19, 1 << 17, 1 << 14};
    /**
     * The sizes to try if there is no such kernel: single pixels; and boxes that leave the cache, for windows so wide
     * that smaller boxes would read the input many times.
     */
    private static final long[] LAST_BYTES = {1, 4 << 20, 8 << 20, 16 << 20};
    /** The kernels of windows prepare something for each column of the output, about two microseconds each time. */
    private static final int MOST_COLUMNS = 4096;
    /** The same for one channel. To find its kernel takes about 13 ns for each column, and several are looked for. */
    private static final int MOST_COLUMNS_OF_ONE_CHANNEL = 1 << 18;
    /** With more kinds of boxes, the plan would take long to make, and need much memory for copies with zeros. */
    private static final long MOST_KINDS = 16;
    /** The same if boxes at the edges differ by their copies only. */
    private static final long MOST_COPIES = 64;
    /** The sides of small boxes. */
    private static final int[] SMALL_SIDES = {32, 16, 8, 4};
    /** The most copies of small boxes, for problems for which there is nothing else. */
    private static final long MOST_SMALL_COPIES = 200;
    /** A copy has at most this many elements for each product of the box, or for each element of the problem. */
    private static final long MOST_COPIED = 4;
    /** A box of fewer products takes longer to begin than oneDNN's plain loop takes to compute it. */
    private static final double LEAST_PRODUCTS = 100;
    /** The columns of a box if the image has more than {@link #MOST_COLUMNS}. */
    private static final int LONG_ROW = 1024;
    /** The same for one channel, if the image has more than {@link #MOST_COLUMNS_OF_ONE_CHANNEL}. */
    private static final int LONG_ROW_OF_ONE_CHANNEL = 1 << 14;
    /** A box has at least this many columns, unless the image has fewer, before its channels are divided. */
    private static final int FEW_COLUMNS = 8;
    /** All layouts divide this number of channels. */
    private static final int BLOCK = 16;

    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final boolean depthwise;

    private BoxSizes(ConvolutionProblem problem, boolean depthwise) {
        this.problem = problem;
        this.geometry = problem.geometry();
        this.depthwise = depthwise;
    }

    /** Strategies for a problem whose input and output have elements, those to be preferred first. */
    static List<Boxes> of(ConvolutionProblem problem, KernelFacts facts) {
        boolean depthwise = Depthwise.is(problem) && problem.geometry().g() > 1;
        BoxSizes sizes = new BoxSizes(problem, depthwise);
        Kernel kernel = sizes.kernel(facts);
        Set<Boxes> boxes = new LinkedHashSet<>(sizes.within(BYTES, kernel));
        if (!depthwise && !facts.hasAvx2()) {
            boxes.addAll(sizes.small(kernel));
        }
        boxes.addAll(sizes.within(LAST_BYTES, kernel));
        if (!depthwise && Depthwise.is(problem) && problem.geometry().oc() > 1 && !facts.hasAvx2()) {
            BoxSizes copied = new BoxSizes(problem, true);
            boxes.addAll(copied.within(BYTES, copied.kernel(facts)));
            boxes.addAll(copied.within(LAST_BYTES, copied.kernel(facts)));
        }
        if (boxes.stream().anyMatch(BoxSizes::isPixel) && hasProduct(problem, facts)) {
            boxes.removeIf(BoxSizes::isPixel);
        }
        return List.copyOf(boxes);
    }

    private static boolean isPixel(Boxes boxes) {
        return boxes.rows() == 1 && boxes.columns() == 1;
    }

    /** Whether oneDNN has a matrix product for a problem: to begin each pixel takes longer than any product. */
    private static boolean hasProduct(ConvolutionProblem problem, KernelFacts facts) {
        Kernel product = KernelNames.GEMM;
        return facts.made(problem, ActivationLayout.of(problem), product).equals(Optional.of(product));
    }

    /** Boxes with and without padding, if they are possible and worth it. */
    private Set<Boxes> within(long[] sizes, Kernel kernel) {
        Set<Boxes> boxes = new LinkedHashSet<>();
        for (long bytes : sizes) {
            boxes.add(within(bytes, false, kernel));
            boxes.add(within(bytes, true, kernel));
        }
        boxes.removeIf(each -> !each.fits(problem)
                || areTooMany(each)
                || kinds(each) > (each.padded() ? MOST_COPIES : MOST_KINDS)
                || each.padded() && copiesMuch(each));
        return boxes;
    }

    /** Small boxes, for products of windows so large that oneDNN has them for few pixels only. */
    private List<Boxes> small(Kernel kernel) {
        List<Boxes> small = new ArrayList<>();
        for (int side : SMALL_SIDES) {
            int rows = Math.min(side, geometry.oh());
            int columns = Math.min(side, geometry.ow());
            Boxes boxes = new Boxes(Boxes.ALL, rows, columns, true, kernel);
            if (boxes.fits(problem) && kinds(boxes) <= MOST_SMALL_COPIES) {
                small.add(boxes);
            }
        }
        return small;
    }

    /**
     * Whether it takes oneDNN long to make the kernels for the whole rows of a problem: kernels of windows that are not
     * depthwise, for long rows.
     */
    static boolean hasLongRows(ConvolutionProblem problem) {
        ConvolutionGeometry geometry = problem.geometry();
        return geometry.ow() > (OneChannel.is(geometry) ? MOST_COLUMNS_OF_ONE_CHANNEL : MOST_COLUMNS)
                && geometry.kh() * geometry.kw() > 1
                && !(Depthwise.is(problem) && geometry.g() > 1);
    }

    private Kernel kernel(KernelFacts facts) {
        String isa = facts.hasAvx512() ? "avx512_core" : facts.hasAvx2() ? "avx2" : "sse41";
        if (depthwise) {
            return new Kernel("jit_dw:" + isa);
        }
        if (!OneChannel.is(geometry)) {
            return Kernel.FIRST;
        }
        return hasLongRows(problem) && facts.hasAvx2() ? new Kernel("jit:" + isa) : KernelNames.GEMM;
    }

    private Boxes within(long bytes, boolean padded, Kernel kernel) {
        int channels = channelsWithin(bytes);
        int most = mostColumns();
        int rows = 1;
        int columns = 1;
        // Boxes are about as high as wide, so that neighbours share little.
        boolean grows = true;
        while (grows) {
            grows = false;
            if (columns < most && bytes(channels, rows, Math.min(most, 2 * columns)) <= bytes) {
                columns = Math.min(most, 2 * columns);
                grows = true;
            }
            if (rows < geometry.oh() && bytes(channels, Math.min(geometry.oh(), 2 * rows), columns) <= bytes) {
                rows = Math.min(geometry.oh(), 2 * rows);
                grows = true;
            }
        }
        return new Boxes(channels == geometry.oc() ? Boxes.ALL : channels, rows, columns, padded, kernel);
    }

    private int mostColumns() {
        if (geometry.ow() <= MOST_COLUMNS) {
            return geometry.ow();
        }
        return OneChannel.is(geometry) && hasLongRows(problem) ? LONG_ROW_OF_ONE_CHANNEL : LONG_ROW;
    }

    /** The output channels of a block: all of them if a few columns then have at most this size. */
    private int channelsWithin(long bytes) {
        int all = geometry.oc();
        int multiplier = geometry.ocPerGroup();
        if (!depthwise) {
            return all;
        }
        int least = (BLOCK + multiplier - 1) / multiplier * multiplier;
        int columns = Math.min(geometry.ow(), FEW_COLUMNS);
        int channels = all;
        while (channels > least && bytes(channels, 1, columns) > bytes) {
            channels = Math.max(least, channels / 2 / least * least);
        }
        return Math.min(all, channels);
    }

    /** The bytes of a box with its result. */
    private long bytes(int channels, int rows, int columns) {
        long src = (long) inputs(geometry.height(), rows) * inputs(geometry.width(), columns);
        long dst = (long) rows * columns;
        return (src * (depthwise ? channels : geometry.ic()) + dst * channels) * Float.BYTES;
    }

    /** Whether copying boxes takes much longer than computing them: a window with large dilations has few taps. */
    private boolean copiesMuch(Boxes boxes) {
        double copied = (double) inputs(geometry.height(), boxes.rows()) * inputs(geometry.width(), boxes.columns());
        double taps = (double) boxes.rows() * boxes.columns() * geometry.kh() * geometry.kw() * geometry.ocPerGroup();
        double count = (double) geometry.oh() * geometry.ow() / boxes.rows() / boxes.columns();
        return copied > MOST_COPIED * taps && copied * count > MOST_COPIED * geometry.ih() * geometry.iw();
    }

    /** Whether there are so many boxes that beginning them takes longer than a plain loop over all of them. */
    private boolean areTooMany(Boxes boxes) {
        double rows = Math.min(boxes.rows(), geometry.oh());
        double columns = Math.min(boxes.columns(), geometry.ow());
        double filters = boxes.channels() == Boxes.ALL ? geometry.oc() : boxes.channels();
        double products = rows * columns * filters * geometry.kh() * geometry.kw() * geometry.icPerGroup();
        return products < LEAST_PRODUCTS && (rows < geometry.oh() || columns < geometry.ow());
    }

    /** At most how many kinds of boxes there are. */
    private long kinds(Boxes boxes) {
        return kinds(geometry.height(), boxes.rows()) * kinds(geometry.width(), boxes.columns());
    }

    /**
     * Boxes that lie partly on the padding differ from each other. Those that would see nothing else are joined with
     * one of these.
     */
    private static long kinds(SpatialAxis axis, int outputs) {
        long all = (axis.output() + outputs - 1L) / outputs;
        long positions = (long) outputs * axis.stride();
        long most = axis.extent() - 1L;
        long before = (Math.min(axis.padBefore(), most) + positions - 1) / positions;
        long after = (Math.min(axis.padAfter(), most) + positions - 1) / positions;
        return Math.min(all, before + after + 2);
    }

    private static int inputs(SpatialAxis axis, int outputs) {
        return (int) Math.min(PaddedAxis.positions(axis), (outputs - 1L) * axis.stride() + axis.extent());
    }
}
