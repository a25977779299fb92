package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.plan.CopySteps.Copy;
import io.github.depthwise4j.network.plan.PrimitiveStep.Argument;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.layer.FunctionProblem;
import io.github.depthwise4j.problem.layer.LayerProblem;
import io.github.depthwise4j.problem.layer.MatMulProblem;
import io.github.depthwise4j.problem.layer.ReductionProblem;
import io.github.depthwise4j.problem.layer.SliceProblem;
import io.github.depthwise4j.problem.layer.TileProblem;
import io.github.depthwise4j.problem.layer.TransposeProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;

/** The primitives of layers on tensors of any shape: copies, functions, sums along axes, products of matrices. */
final class NumberSteps {
    private final Node node;
    private final Parallelism parallelism;
    private final PrimitiveStep.Builder step;
    private final int src;
    private final int dst;

    NumberSteps(Node node, Parallelism parallelism, PrimitiveStep.Builder step, int src, int dst) {
        this.node = node;
        this.parallelism = parallelism;
        this.step = step;
        this.src = src;
        this.dst = dst;
    }

    void add(LayerProblem problem, int[] roots) {
        if (problem instanceof FunctionProblem function) {
            function(function);
        } else if (problem instanceof MatMulProblem matMul) {
            matMul(matMul, roots[node.inputs().get(1).index()]);
        } else if (problem instanceof ReductionProblem reduction) {
            reduction(reduction);
        } else if (problem instanceof SliceProblem slice) {
            slice(slice);
        } else if (problem instanceof TileProblem tile) {
            tile(tile);
        } else if (problem instanceof TransposeProblem transpose) {
            transpose(transpose);
        } else {
            throw new IllegalArgumentException("a graph is made ready for steps before, but it has: " + problem);
        }
    }

    private void function(FunctionProblem problem) {
        for (Chunk chunk : Chunk.of(node, parallelism, problem.inputShape().elementCount(), Chunk.CACHE_LINE)) {
            long offset = chunk.first() * Float.BYTES;
            try (MemoryDescriptor data = StepFactory.flat(chunk.count())) {
                step.call(
                                step.own(LayerPrimitive.function(problem, data)),
                                new Argument(Role.SRC, src, offset),
                                new Argument(Role.DST, dst, offset))
                        .endSlice();
            }
        }
        step.inPlace();
    }

    /** Operands with fewer axes than the result get axes of length 1 in front. */
    private void matMul(MatMulProblem problem, int second) {
        Shape output = problem.outputShape();
        try (MemoryDescriptor one = matrices(problem.first(), output.rank(), problem.transposeFirst());
                MemoryDescriptor other = matrices(problem.second(), output.rank(), problem.transposeSecond());
                MemoryDescriptor result = matrices(output, output.rank(), false)) {
            step.call(
                    step.own(LayerPrimitive.matMul(problem, one, other, result)),
                    new Argument(Role.SRC, src),
                    new Argument(Role.WEIGHTS, second),
                    new Argument(Role.DST, dst));
        }
    }

    private static MemoryDescriptor matrices(Shape shape, int rank, boolean transposed) {
        Shape aligned = StepFactory.aligned(shape, rank);
        long[] dims = aligned.dims();
        long[] strides = StepFactory.strides(aligned);
        if (transposed) {
            swapLast(dims);
            swapLast(strides);
        }
        return MemoryDescriptor.float32(dims, strides);
    }

    private static void swapLast(long[] values) {
        int last = values.length - 1;
        long kept = values[last];
        values[last] = values[last - 1];
        values[last - 1] = kept;
    }

    /** A graph is made ready for this before: only the rows of matrices are reduced. */
    private void reduction(ReductionProblem problem) {
        Shape rows = problem.inputShape();
        try (MemoryDescriptor from = StepFactory.matrix(rows.dim(0), rows.dim(1));
                MemoryDescriptor to = StepFactory.matrix(rows.dim(0), 1)) {
            step.call(
                    step.own(LayerPrimitive.reduction(problem, from, to)),
                    new Argument(Role.SRC, src),
                    new Argument(Role.DST, dst));
        }
    }

    private void copy(LayerProblem problem, long[] dims, long from, long[] fromStrides, long to, long[] toStrides) {
        new CopySteps(node, parallelism, step)
                .add(problem.toString(), List.of(new Copy(dims, src, from, fromStrides, dst, to, toStrides)));
    }

    /**
     * oneDNN refuses strides of an axis that reach beyond the axis before it: then the last entry is copied apart.
     *
     * @param axis the axes before it fit
     * @param from the first element of the source
     * @param to the first element of the result
     */
    private void slice(SliceProblem problem, int axis, long[] dims, long from, long to) {
        if (axis == dims.length) {
            copyPart(problem, dims, from, to);
            return;
        }
        int stride = problem.strides().get(axis);
        boolean fits = axis == 0
                || dims[axis] == 1
                || dims[axis] * stride <= problem.inputShape().dim(axis);
        if (fits) {
            slice(problem, axis + 1, dims, from, to);
            return;
        }
        long most = dims[axis] - 1;
        long[] fewer = dims.clone();
        fewer[axis] = most;
        slice(problem, axis + 1, fewer, from, to);
        long[] last = dims.clone();
        last[axis] = 1;
        slice(
                problem,
                axis + 1,
                last,
                from + most * stride * StepFactory.strides(problem.inputShape())[axis],
                to + most * StepFactory.strides(problem.outputShape())[axis]);
    }

    private void slice(SliceProblem problem) {
        long[] strides = StepFactory.strides(problem.inputShape());
        long offset = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            offset += problem.begin().get(axis) * strides[axis];
        }
        slice(problem, 0, problem.outputShape().dims(), offset, 0);
    }

    private void copyPart(SliceProblem problem, long[] dims, long from, long to) {
        long[] strides = StepFactory.strides(problem.inputShape());
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] *= problem.strides().get(axis);
        }
        copy(problem, dims, from, strides, to, StepFactory.strides(problem.outputShape()));
    }

    private void transpose(TransposeProblem problem) {
        long[] old = StepFactory.strides(problem.inputShape());
        long[] strides =
                problem.permutation().stream().mapToLong(axis -> old[axis]).toArray();
        Shape output = problem.outputShape();
        copy(problem, output.dims(), 0, strides, 0, StepFactory.strides(output));
    }

    /**
     * Copies blocks several times, one behind the other: the axis of the copies does not move the source. A graph is
     * made ready for this before: one axis is repeated.
     */
    private void tile(TileProblem problem) {
        Shape input = problem.inputShape();
        int axis = 0;
        while (axis < input.rank() - 1 && problem.multiples().get(axis) == 1) {
            axis++;
        }
        long copies = problem.multiples().get(axis);
        long blocks = 1;
        for (int i = 0; i < axis; i++) {
            blocks *= input.dim(i);
        }
        long block = input.elementCount() / blocks;
        long[] dims = {blocks, copies, block};
        copy(problem, dims, 0, new long[] {block, 0, 1}, 0, new long[] {block * copies, block, 1});
    }
}
