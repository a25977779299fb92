package io.github.depthwise4j.plan.strategy;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.ConvolutionPrimitive;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.ConvolutionProblem;

/** Copies TensorFlow's filter, or its part for some output channels, into the layout that a primitive needs. */
final class FilterPacking implements CloseStack.Part {
    private final Reorder reorder;
    private final long byteSize;

    /** The packing of the whole filter. */
    FilterPacking(ConvolutionProblem problem, ConvolutionPrimitive convolution) {
        this(problem, convolution, problem.geometry().oc(), problem.geometry().ocPerGroup());
    }

    /**
     * The packing of a problem's filter out of a filter with more output channels.
     *
     * @param groupStride the distance, in the larger filter, from the first output channel of a group to that of the
     *     next
     */
    FilterPacking(
            ConvolutionProblem problem, ConvolutionPrimitive convolution, int allOutputChannels, int groupStride) {
        try (MemoryDescriptor tensorFlow =
                ConvolutionPrimitive.tensorFlowWeights(problem.geometry(), allOutputChannels, groupStride)) {
            this.reorder = Reorder.create(tensorFlow, convolution.weights(), "the filter of " + problem);
        }
        this.byteSize = convolution.weights().byteSize();
    }

    long byteSize() {
        return byteSize;
    }

    NativeMemory pack(NativeMemory filter) {
        try (Execution execution = Execution.of(reorder)) {
            NativeMemory weights = NativeMemory.allocate(byteSize);
            try {
                run(execution, filter.address(), weights.address());
                return weights;
            } catch (RuntimeException | Error e) {
                weights.close();
                throw e;
            }
        }
    }

    /** Copies from one address to another; {@link #byteSize} bytes are written. */
    void pack(long from, long to) {
        try (Execution execution = Execution.of(reorder)) {
            run(execution, from, to);
        }
    }

    private static void run(Execution execution, long from, long to) {
        execution.pointTo(Role.SRC, from);
        execution.pointTo(Role.DST, to);
        execution.run();
    }

    @Override
    public void close() {
        reorder.close();
    }
}
