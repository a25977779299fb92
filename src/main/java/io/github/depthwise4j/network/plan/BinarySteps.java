package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.graph.Repetition;
import io.github.depthwise4j.network.plan.PrimitiveStep.Argument;
import io.github.depthwise4j.onednn.LayerPrimitive;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.Parallelism;
import io.github.depthwise4j.problem.layer.BinaryProblem;
import io.github.depthwise4j.tensor.Shape;

/** The primitives for arithmetic on two tensors, of which one may be repeated along axes. */
final class BinarySteps {
    private final Node node;
    private final Parallelism parallelism;
    private final BinaryProblem problem;
    private final PrimitiveStep.Builder step;

    BinarySteps(Node node, BinaryProblem problem, Parallelism parallelism, PrimitiveStep.Builder step) {
        this.node = node;
        this.parallelism = parallelism;
        this.problem = problem;
        this.step = step;
    }

    /** Adds the calls. oneDNN's first operand is the one that has the shape of the result. */
    void add(int first, int second, int dst) {
        Shape output = problem.outputShape();
        boolean swapped = !problem.first().equals(output);
        Shape repeated = swapped ? problem.first() : problem.second();
        int whole = swapped ? second : first;
        int other = swapped ? first : second;
        Repetition repetition = Repetition.of(repeated, output);
        switch (repetition.kind()) {
            case NONE, NUMBER -> {
                boolean one = repetition.kind() == Repetition.Kind.NUMBER;
                for (Chunk chunk : Chunk.of(node, parallelism, output.elementCount(), Chunk.CACHE_LINE)) {
                    try (MemoryDescriptor data = StepFactory.flat(chunk.count());
                            MemoryDescriptor numbers = StepFactory.flat(one ? 1 : chunk.count())) {
                        call(data, numbers, repetition, chunk.first(), one ? 0 : chunk.first(), whole, other, dst);
                    }
                    step.endSlice();
                }
            }
            case ROW -> {
                long columns = repetition.columns();
                for (Chunk chunk : Chunk.of(node, parallelism, repetition.rows(), 1)) {
                    // With the rows as the last axis, oneDNN's loop runs over all of them; as the first, over one at a
                    // time.
                    long[] dims = {1, columns, chunk.count()};
                    long[] strides = {columns * chunk.count(), 1, columns};
                    try (MemoryDescriptor data = MemoryDescriptor.float32(dims, strides);
                            MemoryDescriptor numbers = MemoryDescriptor.float32(
                                    new long[] {1, columns, 1}, new long[] {columns, 1, columns})) {
                        call(data, numbers, repetition, chunk.first() * columns, 0, whole, other, dst);
                    }
                    step.endSlice();
                }
            }
            case COLUMN -> {
                long columns = repetition.columns();
                for (Chunk chunk : Chunk.of(node, parallelism, repetition.rows(), Chunk.CACHE_LINE)) {
                    long rows = chunk.count();
                    long[] dims = {1, rows, columns};
                    long[] strides = {rows * columns, columns, 1};
                    try (MemoryDescriptor data = MemoryDescriptor.float32(dims, strides);
                            MemoryDescriptor numbers =
                                    MemoryDescriptor.float32(new long[] {1, rows, 1}, new long[] {rows, 1, 1})) {
                        call(data, numbers, repetition, chunk.first() * columns, chunk.first(), whole, other, dst);
                    }
                    step.endSlice();
                }
            }
            case OTHER -> throw new IllegalArgumentException("a graph is made ready for steps before: " + problem);
        }
    }

    /** One call for each block; the first numbers are those of the first block. */
    private void call(
            MemoryDescriptor data,
            MemoryDescriptor numbers,
            Repetition repetition,
            long firstData,
            long firstNumber,
            int whole,
            int other,
            int dst) {
        LayerPrimitive primitive = step.own(LayerPrimitive.binary(problem, data, numbers, data));
        long dataStride = repetition.rows() * repetition.columns();
        for (long block = 0; block < repetition.blocks(); block++) {
            step.call(
                    primitive,
                    new Argument(Role.SRC, whole, (firstData + block * dataStride) * Float.BYTES),
                    new Argument(Role.SRC_1, other, (firstNumber + block * repetition.blockStride()) * Float.BYTES),
                    new Argument(Role.DST, dst, (firstData + block * dataStride) * Float.BYTES));
        }
        if (problem.first().equals(problem.outputShape())) {
            step.inPlace();
        }
    }
}
