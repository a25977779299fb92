package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
import io.github.depthwise4j.network.plan.PrimitiveStep.Argument;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.Parallelism;
import java.util.List;

/** Copies of numbers to other places, divided among threads along the first axis that is longer than 1. */
final class CopySteps {
    private final Node node;
    private final Parallelism parallelism;
    private final PrimitiveStep.Builder step;

    /**
     * One copy. Strides and first elements are counted in numbers.
     *
     * @param dims the lengths of the axes
     * @param src the value that is read
     * @param srcFirst its first element
     * @param srcStrides its strides; an axis with stride 0 is repeated
     * @param dst the value that is written
     * @param dstFirst its first element
     * @param dstStrides its strides
     */
    record Copy(long[] dims, int src, long srcFirst, long[] srcStrides, int dst, long dstFirst, long[] dstStrides) {
        private int dividedAxis() {
            int axis = 0;
            while (axis < dims.length - 1 && dims[axis] == 1) {
                axis++;
            }
            return axis;
        }

        private boolean repeats() {
            for (long stride : srcStrides) {
                if (stride == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    CopySteps(Node node, Parallelism parallelism, PrimitiveStep.Builder step) {
        this.node = node;
        this.parallelism = parallelism;
        this.step = step;
    }

    /** Adds copies whose first axis that is longer than 1 is the same and has the same length. */
    void add(String subject, List<Copy> copies) {
        int axis = copies.get(0).dividedAxis();
        for (Chunk chunk : Chunk.of(node, parallelism, copies.get(0).dims[axis], 1)) {
            for (Copy copy : copies) {
                add(subject, copy, axis, chunk);
            }
            step.endSlice();
        }
    }

    private void add(String subject, Copy copy, int axis, Chunk chunk) {
        long[] dims = copy.dims.clone();
        dims[axis] = chunk.count();
        long srcFirst = copy.srcFirst + chunk.first() * copy.srcStrides[axis];
        long dstFirst = copy.dstFirst + chunk.first() * copy.dstStrides[axis];
        try (MemoryDescriptor from = MemoryDescriptor.float32(dims, copy.srcStrides);
                MemoryDescriptor to = MemoryDescriptor.float32(dims, copy.dstStrides)) {
            Reorder reorder = copy.repeats() ? Reorder.repeating(from, to, subject) : Reorder.create(from, to, subject);
            step.call(
                    step.own(reorder),
                    new Argument(Role.SRC, copy.src, srcFirst * Float.BYTES),
                    new Argument(Role.DST, copy.dst, dstFirst * Float.BYTES));
        }
    }
}
