package io.github.depthwise4j.network.plan;

import io.github.depthwise4j.network.graph.Node;
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
        long count = output.elementCount();
        if (count > 0 && (repeated.elementCount() == count || repeated.elementCount() == 1)) {
            boolean one = repeated.elementCount() == 1;
            for (Chunk chunk : Chunk.of(node, parallelism, count, Chunk.CACHE_LINE)) {
                try (MemoryDescriptor data = StepFactory.flat(chunk.count());
                        MemoryDescriptor numbers = StepFactory.flat(one ? 1 : chunk.count())) {
                    call(data, numbers, 1, 0, 0, chunk.first(), one ? 0 : chunk.first(), whole, other, dst);
                }
                step.endSlice();
            }
        } else if (count > 0 && isOfChannels(repeated, output)) {
            long channels = output.dim(output.rank() - 1);
            long images = repeated.elementCount() / channels;
            long pixels = count / channels / images;
            for (Chunk chunk : Chunk.of(node, parallelism, pixels, 1)) {
                // With the pixels as the last axis, oneDNN's loop runs over all of them; as the first, over one at a
                // time.
                long[] dims = {1, channels, chunk.count()};
                long[] strides = {channels * chunk.count(), 1, channels};
                try (MemoryDescriptor data = MemoryDescriptor.float32(dims, strides);
                        MemoryDescriptor numbers = MemoryDescriptor.float32(
                                new long[] {1, channels, 1}, new long[] {channels, 1, channels})) {
                    long begin = chunk.first() * channels;
                    call(data, numbers, images, pixels * channels, channels, begin, 0, whole, other, dst);
                }
                step.endSlice();
            }
        } else {
            Shape aligned = StepFactory.aligned(repeated, output.rank());
            try (MemoryDescriptor data = MemoryDescriptor.float32(output.dims(), StepFactory.strides(output));
                    MemoryDescriptor numbers = MemoryDescriptor.float32(aligned.dims(), StepFactory.strides(aligned))) {
                call(data, numbers, 1, 0, 0, 0, 0, whole, other, dst);
            }
        }
    }

    /**
     * One call for each image; the strides are the distances from one image to the next, counted in numbers. The first
     * numbers are those of the first image.
     */
    private void call(
            MemoryDescriptor data,
            MemoryDescriptor numbers,
            long images,
            long dataStride,
            long numbersStride,
            long firstData,
            long firstNumber,
            int whole,
            int other,
            int dst) {
        LayerPrimitive primitive = step.own(LayerPrimitive.binary(problem, data, numbers, data));
        for (long image = 0; image < images; image++) {
            step.call(
                    primitive,
                    new Argument(Role.SRC, whole, (firstData + image * dataStride) * Float.BYTES),
                    new Argument(Role.SRC_1, other, (firstNumber + image * numbersStride) * Float.BYTES),
                    new Argument(Role.DST, dst, (firstData + image * dataStride) * Float.BYTES));
        }
        if (problem.first().equals(problem.outputShape())) {
            step.inPlace();
        }
    }

    /** Whether the operand has one number for each channel, or for each channel of each image. */
    private static boolean isOfChannels(Shape repeated, Shape output) {
        Shape aligned = StepFactory.aligned(repeated, output.rank());
        int last = output.rank() - 1;
        boolean oneForAll = aligned.dim(0) == 1 || last == 0 || aligned.dim(0) == output.dim(0);
        for (int axis = 1; axis < last; axis++) {
            oneForAll &= aligned.dim(axis) == 1;
        }
        return oneForAll && aligned.dim(last) == output.dim(last);
    }
}
