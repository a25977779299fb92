package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.plan.PrimitiveStep.Argument;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.Padding;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.SpatialAxis;
import io.github.depthwise4j.problem.layer.PoolingProblem;
import io.github.depthwise4j.tensor.Shape;

/** Pooling, divided into images, or into bands of output rows of a single image. */
final class PoolingSteps {
    private final Node node;
    private final PoolingProblem problem;
    private final Parallelism parallelism;
    private final PrimitiveStep.Builder step;

    PoolingSteps(Node node, PoolingProblem problem, Parallelism parallelism, PrimitiveStep.Builder step) {
        this.node = node;
        this.problem = cropped(problem);
        this.parallelism = parallelism;
        this.step = step;
    }

    /** The pooling with windows that have no rows or columns outside of the image for every result. */
    private static PoolingProblem cropped(PoolingProblem problem) {
        SpatialAxis height = cropped(problem.height());
        SpatialAxis width = cropped(problem.width());
        if (height.filter() == problem.windowHeight() && width.filter() == problem.windowWidth()) {
            return problem;
        }
        int[] none = {0, 0};
        int[] rows = {height.padBefore(), height.padAfter()};
        int[] columns = {width.padBefore(), width.padAfter()};
        return new PoolingProblem(
                problem.kind(),
                problem.inputShape(),
                height.filter(),
                width.filter(),
                problem.strideHeight(),
                problem.strideWidth(),
                Padding.explicit(new int[][] {none, rows, columns, none}));
    }

    /** oneDNN visits every position of a window, and SAME allows a window of a billion rows. */
    private static SpatialAxis cropped(SpatialAxis axis) {
        long lastOutput = (axis.output() - 1L) * axis.stride();
        int first = (int) Math.max(0, axis.padBefore() - lastOutput);
        int last = (int) Math.min(axis.filter() - 1L, axis.input() - 1L + axis.padBefore());
        int filter = last - first + 1;
        int before = axis.padBefore() - first;
        int after = (int) Math.max(0, lastOutput + filter - before - axis.input());
        return new SpatialAxis(axis.input(), filter, axis.stride(), 1, before, after, axis.output());
    }

    /** Adds the calls to the step. */
    void add(int src, int dst) {
        Shape input = problem.inputShape();
        Shape output = problem.outputShape();
        if (output.elementCount() == 0) {
            call(problem, src, 0, dst, 0);
            return;
        }
        boolean rows = input.dim(0) == 1;
        for (Chunk chunk : Chunk.of(node, parallelism, output.dim(rows ? 1 : 0), 1)) {
            if (rows) {
                long firstRow = Math.max(0, problem.height().position((int) chunk.first(), 0));
                call(rowsOf(chunk), src, firstRow * rowBytes(input), dst, chunk.first() * rowBytes(output));
            } else {
                call(
                        imagesOf(chunk),
                        src,
                        chunk.first() * input.dim(1) * rowBytes(input),
                        dst,
                        chunk.first() * output.dim(1) * rowBytes(output));
            }
            step.endSlice();
        }
    }

    private static long rowBytes(Shape image) {
        return image.dim(2) * image.dim(3) * Float.BYTES;
    }

    private PoolingProblem imagesOf(Chunk chunk) {
        Shape input = problem.inputShape();
        return part(Shape.of(chunk.count(), input.dim(1), input.dim(2), input.dim(3)), problem.padding());
    }

    /** The pooling of the input rows that a band of output rows reads. */
    private PoolingProblem rowsOf(Chunk chunk) {
        Shape input = problem.inputShape();
        SpatialAxis height = problem.height();
        SpatialAxis width = problem.width();
        int first = height.position((int) chunk.first(), 0);
        int end = height.position((int) (chunk.first() + chunk.count() - 1), height.filter() - 1) + 1;
        int firstRow = Math.max(0, first);
        int endRow = Math.min(height.input(), end);
        int[] none = {0, 0};
        Padding padding = Padding.explicit(
                new int[][] {none, {firstRow - first, end - endRow}, {width.padBefore(), width.padAfter()}, none});
        return part(Shape.of(1, endRow - firstRow, input.dim(2), input.dim(3)), padding);
    }

    private PoolingProblem part(Shape input, Padding padding) {
        return new PoolingProblem(
                problem.kind(),
                input,
                problem.windowHeight(),
                problem.windowWidth(),
                problem.strideHeight(),
                problem.strideWidth(),
                padding);
    }

    private void call(PoolingProblem part, int src, long srcOffset, int dst, long dstOffset) {
        try (MemoryDescriptor from = StepFactory.image(part.inputShape());
                MemoryDescriptor to = StepFactory.image(part.outputShape())) {
            step.call(
                    step.own(LayerPrimitive.pooling(part, from, to)),
                    new Argument(Role.SRC, src, srcOffset),
                    new Argument(Role.DST, dst, dstOffset));
        }
    }
}
