package io.github.depthwise4j.plan.separable;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.plan.base.ConvolutionPlan;
import io.github.depthwise4j.plan.base.Depthwise;
import io.github.depthwise4j.plan.base.PackedFilter;
import io.github.depthwise4j.plan.base.WorkspacePool;
import io.github.depthwise4j.plan.parallel.Bands;
import io.github.depthwise4j.plan.parallel.RowBands;
import io.github.depthwise4j.plan.parallel.SliceOffsets;
import io.github.depthwise4j.problem.ConvolutionGeometry;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SeparableProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A separable convolution in either format in boxes: some rows and columns of an image, with all channels. A box is
 * copied into NHWC if it does not lie so, both convolutions are computed, and the result is copied back. So the working
 * memory does not grow with the image or the batch.
 */
public final class BoxedPlan extends SlicedPlan {
    /** With more kinds of boxes, the plan would take long to make. */
    static final int MOST_KINDS = 12;
    /** The same for the copies of kinds that share their kernels. */
    private static final int MOST_COPIES = 60;

    /** A box for which each pixel is copied so many times is too small. */
    private static final double OFTEN = 16;

    private final List<BoxKind> kinds;
    private final List<BoxParts> parts;
    private final Bands boxes;

    private final CloseStack owned;
    private final WorkspacePool<BoxWorkspace> workspaces;

    private BoxedPlan(
            SeparableProblem problem,
            int bandRows,
            Bands boxes,
            List<BoxKind> kinds,
            CloseStack owned,
            Parallelism parallelism) {
        super(problem, bandRows, new SliceOffsets(problem.depthwise(), problem.pointwise(), boxes), parallelism);
        this.kinds = kinds;
        this.parts = kinds.stream().map(BoxKind::parts).distinct().toList();
        this.boxes = boxes;
        this.owned = owned;
        this.workspaces = new WorkspacePool<>(() -> BoxWorkspace.of(kinds));
    }

    /**
     * The plan with boxes of about this size, which the caller owns. Null if oneDNN needs the filters in different
     * layouts for different boxes, or if there are too many kinds of boxes.
     *
     * @param bytes the most bytes of a box with its intermediate and its result, if a box of one pixel has no more
     * @param copies how often the depthwise part may copy each input channel: some strategies do it for each filter
     * @param padded whether the copy of a box contains the padding, as zeros, and is as large as the largest one: then
     *     all boxes have the same plans, but more boxes have to be copied
     * @param planner makes the plan of one of the two convolutions of a box, like another plan, which is null for the
     *     first box
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses a box
     */
    static BoxedPlan createOrNull(
            SeparableProblem problem,
            long bytes,
            int copies,
            boolean padded,
            BiFunction<ConvolutionProblem, ConvolutionPlan, ConvolutionPlan> planner,
            Parallelism parallelism) {
        int[] size = size(problem, bytes, copies);
        ConvolutionProblem unit = Depthwise.channelsLast(
                problem.depthwise(), 1, problem.depthwise().geometry().g());
        Bands boxes = RowBands.boxesOrNull(unit, size[0], size[1], padded ? MOST_COPIES : MOST_KINDS);
        if (boxes == null) {
            return null;
        }
        CloseStack owned = new CloseStack();
        try {
            Map<ConvolutionProblem, BoxParts> parts = new HashMap<>();
            List<BoxKind> kinds = new ArrayList<>();
            ConvolutionProblem largest = padded ? BoxParts.withoutPadding(boxes.kinds()) : null;
            for (ConvolutionProblem each : boxes.kinds()) {
                ConvolutionProblem computed = padded ? largest : each;
                BoxParts model = kinds.isEmpty() ? null : kinds.get(0).parts();
                BoxParts part = parts.get(computed);
                if (part == null) {
                    part = BoxParts.create(problem, computed, model, planner, owned);
                    parts.put(computed, part);
                }
                if (parts.size() > MOST_KINDS || model != null && !part.packsLike(model)) {
                    owned.close();
                    return null;
                }
                kinds.add(BoxKind.create(problem, each, part, owned));
            }
            return new BoxedPlan(problem, size[0], boxes, List.copyOf(kinds), owned, parallelism);
        } catch (RuntimeException | Error e) {
            owned.close();
            throw e;
        }
    }

    /**
     * Whether boxes of about this size copy each pixel very often, because their windows are far larger than they are.
     */
    static boolean copiesPixelsOften(SeparableProblem problem, long bytes, int copies) {
        ConvolutionGeometry geometry = problem.depthwise().geometry();
        int[] size = size(problem, bytes, copies);
        boolean several = (double) size[0] * size[1] < (double) geometry.oh() * geometry.ow();
        return several && copiesOfPixel(geometry, size) > OFTEN;
    }

    /** How often boxes of this size copy a pixel of the input. */
    private static double copiesOfPixel(ConvolutionGeometry geometry, int[] size) {
        double moved = (double) size[0]
                * size[1]
                * geometry.height().stride()
                * geometry.width().stride();
        return inputPixels(geometry, size[0], size[1]) / moved;
    }

    /** The rows and columns of a box. It is as wide as it can be, unless a narrower and higher one copies far less. */
    private static int[] size(SeparableProblem problem, long bytes, int copies) {
        ConvolutionGeometry geometry = problem.depthwise().geometry();
        int columns = geometry.ow();
        while (columns > 1 && bytes(problem, 1, columns, copies) > bytes) {
            columns = (columns + 1) / 2;
        }
        int[] best = {rowsWithin(problem, columns, bytes, copies), columns};
        if (copiesOfPixel(geometry, best) <= OFTEN) {
            return best;
        }
        while (columns > 1) {
            columns = (columns + 1) / 2;
            int[] size = {rowsWithin(problem, columns, bytes, copies), columns};
            if (copiesOfPixel(geometry, size) < copiesOfPixel(geometry, best)) {
                best = size;
            }
        }
        return best;
    }

    private static int rowsWithin(SeparableProblem problem, int columns, long bytes, int copies) {
        int allRows = problem.depthwise().geometry().oh();
        int rows = 1;
        while (rows < allRows && bytes(problem, Math.min(allRows, 2 * rows), columns, copies) <= bytes) {
            rows = Math.min(allRows, 2 * rows);
        }
        return RowBands.evenly(allRows, rows);
    }

    private static long bytes(SeparableProblem problem, long rows, long columns, int copies) {
        ConvolutionGeometry geometry = problem.depthwise().geometry();
        long copied = inputPixels(geometry, rows, columns) * geometry.ic() * copies;
        long results = (long) geometry.oc() + problem.pointwise().geometry().oc();
        return (copied + rows * columns * results) * Float.BYTES;
    }

    private static long inputPixels(ConvolutionGeometry geometry, long rows, long columns) {
        long inputRows = Math.min(
                geometry.ih(),
                (rows - 1) * geometry.height().stride() + geometry.height().extent());
        long inputColumns = Math.min(
                geometry.iw(),
                (columns - 1) * geometry.width().stride() + geometry.width().extent());
        return inputRows * inputColumns;
    }

    @Override
    void computePart(
            int part, float[] srcArray, long src, PackedFilter filter, long residual, float[] dstArray, long dst) {
        BoxWorkspace workspace = workspaces.take();
        try {
            workspace.compute(boxes.kindOf(part), srcArray, src, filter, residual, dstArray, dst);
        } finally {
            workspaces.giveBack(workspace);
        }
    }

    @Override
    public long longestStepNanos() {
        return parts.stream().mapToLong(BoxParts::longestStepNanos).max().orElse(0);
    }

    @Override
    public long workspaceBytes() {
        return BoxWorkspace.byteSize(kinds)
                + parts.stream().mapToLong(BoxParts::workspaceBytes).sum();
    }

    @Override
    public String strategyName() {
        return "boxes(" + bandRows() + "x" + parts.get(0).columns() + ","
                + depthwisePacker().strategyName() + "," + pointwisePacker().strategyName() + ")";
    }

    @Override
    public ConvolutionPlan depthwisePacker() {
        return parts.get(0).depthwise();
    }

    @Override
    public ConvolutionPlan pointwisePacker() {
        return parts.get(0).pointwise();
    }

    @Override
    public void eachPool(Consumer<? super WorkspacePool<?>> visitor) {
        visitor.accept(workspaces);
        super.eachPool(visitor);
        for (BoxParts each : parts) {
            each.depthwise().eachPool(visitor);
            each.pointwise().eachPool(visitor);
        }
    }

    @Override
    public void destroy() {
        workspaces.close();
        super.destroy();
        owned.close();
    }
}
