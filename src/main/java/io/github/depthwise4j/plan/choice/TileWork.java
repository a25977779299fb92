package io.github.depthwise4j.plan.choice;

import io.github.depthwise4j.onednn.ActivationLayout;
import io.github.depthwise4j.onednn.kernel.Kernel;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.PaddedAxis;
import io.github.depthwise4j.plan.form.Form;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.strategy.ChannelBlocks.Filters;
import io.github.depthwise4j.plan.strategy.Tiling;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.tensor.DataFormat;

/** Counts the work of the tiles of a problem: copies, and convolutions of copies. */
final class TileWork {
    /** A tile up to this size stays in the level-2 cache, together with what is read and written. */
    private static final long NEAR = 512 << 10;
    /** A tile up to this size stays in the level-3 cache. */
    private static final long FAR = 4 << 20;
    /** oneDNN has a fast kernel for copies of this number of channels between planes and pixels. */
    private static final int SMALL_BLOCK = 8;

    /** Also for this number. */
    private static final int LARGE_BLOCK = 16;

    private final Work work;
    private final ConvolutionProblem problem;
    private final ConvolutionGeometry geometry;
    private final Tiling tiling;
    private final int groups;
    private final long blocks;
    private final long bands;
    private final long imageChunks;
    private final int copies;
    private final int passes;

    TileWork(Work work, ConvolutionProblem problem, Tiling tiling) {
        this.work = work;
        this.problem = problem;
        this.geometry = problem.geometry();
        this.tiling = tiling;
        this.groups = tiling.groups();
        this.blocks = (geometry.g() + groups - 1L) / groups;
        this.bands = tiling.bands(problem);
        this.imageChunks = tiling.imageChunks(problem);
        this.copies = tiling.filters() == Filters.REPEATED ? geometry.ocPerGroup() : 1;
        this.passes = tiling.filters() == Filters.BY_INDEX ? geometry.ocPerGroup() : 1;
    }

    void add(Kernel kernel) {
        boolean intoPlanes = tiling.layout() == ActivationLayout.CHANNELS_FIRST;
        // Copies between planes and pixels take the same in both directions.
        boolean inPlanes = problem.dataFormat() == DataFormat.NCHW || intoPlanes;
        long tiles = imageChunks * blocks * bands;
        boolean in = isCopiedIn();
        work.addCalls(tiles * ((in ? 1 : 0) + passes * (inPlanes ? 2.0 : 1)));
        double srcPixels = (double) geometry.mb() * srcRows() * srcColumns();
        double dstPixels = (double) geometry.mb() * geometry.oh() * geometry.ow();
        if (inPlanes) {
            if (in) {
                addPlanes("in", srcPixels * geometry.ic() * copies, geometry.ic() * copies);
            }
            addPlanes("out", dstPixels * geometry.oc(), geometry.oc());
        } else {
            addPixels(srcPixels);
        }
        double tileBytes = Float.BYTES
                * (srcPixels * geometry.ic() * copies + (inPlanes ? dstPixels * geometry.oc() / passes : 0))
                / tiles;
        work.add("copies", "bytes beyond level 2", Math.max(0, tileBytes - NEAR) * tiles);
        work.add("copies", "bytes beyond level 3", Math.max(0, tileBytes - FAR) * tiles);
        work.addFar("divided tensors", geometry);
        addConvolutions(new KernelWork(work, problem, convolved(), kernel));
    }

    /** The sizes with which tiles are convolved, as if an image were one tile. */
    private ConvolutionGeometry convolved() {
        boolean asStated = tiling.filters() != Filters.GROUPED
                || geometry.g() > 1
                || tiling.layout() != ActivationLayout.CHANNELS_LAST;
        ConvolutionGeometry sizes = asStated
                ? geometry
                : Form.withColumnsAsChannels(Depthwise.channelsLast(problem, 1, 1))
                        .geometry();
        return tiling.padsRows(sizes) ? withRowsOfZeros(sizes) : sizes;
    }

    /** The kernels multiply the rows of zeros that a copy contains. */
    private static ConvolutionGeometry withRowsOfZeros(ConvolutionGeometry sizes) {
        SpatialAxis height = sizes.height();
        return new ConvolutionGeometry(
                sizes.mb(),
                sizes.g(),
                sizes.ic(),
                sizes.oc(),
                new SpatialAxis(
                        Math.toIntExact(PaddedAxis.positions(height)),
                        height.filter(),
                        height.stride(),
                        height.dilation(),
                        0,
                        0,
                        height.output()),
                sizes.width());
    }

    /** One channel has the same layout in both formats. */
    private boolean isCopiedIn() {
        return problem.dataFormat() == DataFormat.NHWC
                || tiling.padded()
                || (long) groups * geometry.icPerGroup() * copies > 1;
    }

    /** The input rows of all bands of an image: bands share some rows. */
    private double srcRows() {
        return rowsOfBands(geometry.height(), RowBands.isInColumns(geometry));
    }

    private double srcColumns() {
        return rowsOfBands(geometry.width(), !RowBands.isInColumns(geometry));
    }

    private double rowsOfBands(SpatialAxis axis, boolean undivided) {
        double shared = undivided ? 0 : Math.max(0, axis.extent() - axis.stride());
        return axis.input() + (bands - 1) * shared;
    }

    /** The copies of NHWC pixels, in order. */
    private void addPixels(double srcPixels) {
        String kind = copies > 1 ? "pixels, repeated" : "pixels";
        work.add(kind, "numbers", srcPixels * geometry.ic() * copies);
        work.add(kind, "rows", srcPixels / geometry.iw());
        work.add(kind, "runs", copies > 1 ? srcPixels * geometry.ic() : srcPixels);
    }

    /** The copies between planes and another layout. */
    private void addPlanes(String way, double numbers, double planes) {
        long channels = (long) groups
                * (passes > 1 ? 1 : way.equals("in") ? copies * geometry.icPerGroup() : geometry.ocPerGroup());
        int block = tiling.layout().block();
        boolean full = block > 1 && channels % block == 0;
        boolean strided =
                bands > 1 || way.equals("in") && (copies > 1 || tiling.padded()) || way.equals("out") && passes > 1;
        boolean fast = !strided && (full || block == 1 && (channels == SMALL_BLOCK || channels == LARGE_BLOCK));
        String kind =
                "copied " + way + (full ? ", blocks" : "") + (fast ? ", fast" : "") + (copies > 1 ? ", repeated" : "");
        work.add(kind, "numbers", numbers);
        if (!fast) {
            work.add(kind, "planes", planes * bands);
            work.add(kind, "pixels", numbers / channels);
            if (channels % SMALL_BLOCK != 0) {
                work.add(kind, "numbers of a part of a register", numbers);
            }
        }
    }

    private void addConvolutions(KernelWork kernel) {
        double calls = (double) imageChunks * bands * passes;
        double images = (double) geometry.mb() * passes;
        long full = geometry.g() / groups;
        int rest = (int) (geometry.g() - full * groups);
        boolean blocked =
                tiling.layout().block() > 1 && groups * copies % tiling.layout().block() == 0;
        kernel.addConvolutions(full * calls, full * images, groups, copies, place(blocked));
        if (rest > 0) {
            kernel.addConvolutions(calls, images, rest, copies, place(false));
        }
    }

    private KernelWork.Place place(boolean blocked) {
        if (tiling.layout() == ActivationLayout.CHANNELS_FIRST) {
            return KernelWork.Place.PLANES;
        }
        if (tiling.padded()) {
            return blocked ? KernelWork.Place.PADDED_BLOCKS : KernelWork.Place.PADDED_COPIES;
        }
        return blocked ? KernelWork.Place.BLOCKS : KernelWork.Place.COPIES;
    }
}
