package io.github.depthwise4j.operation;

import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.memory.TensorMemory;
import io.github.depthwise4j.onednn.Execution;
import io.github.depthwise4j.onednn.MemoryDescriptor;
import io.github.depthwise4j.onednn.OneDnn;
import io.github.depthwise4j.onednn.Reorder;
import io.github.depthwise4j.onednn.Role;
import io.github.depthwise4j.problem.InvalidProblemException;
import io.github.depthwise4j.tensor.DataFormat;
import io.github.depthwise4j.tensor.Shape;
import io.github.depthwise4j.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;

/** A copy of a tensor from one data format to another. */
public final class Transposition {
    /** The axes of an image in memory: rows, columns and channels, in the order of the data format. */
    private static final int IMAGE_AXES = 3;

    private final Shape inputShape;
    private final Shape outputShape;
    private final DataFormat from;
    private final DataFormat to;

    private Transposition(Shape inputShape, Shape outputShape, DataFormat from, DataFormat to) {
        this.inputShape = inputShape;
        this.outputShape = outputShape;
        this.from = from;
        this.to = to;
    }

    /**
     * The copy of a tensor of this shape.
     *
     * @throws InvalidProblemException if it has less than 4 axes
     */
    public static Transposition of(Shape input, DataFormat from, DataFormat to) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (input.rank() <= IMAGE_AXES) {
            throw new InvalidProblemException(
                    "rank",
                    "transpose: input shape = " + input + ", but a tensor in " + from
                            + " order has a batch axis and 3 axes of an image; pass a tensor of 4 or more axes.");
        }
        long[] dims = input.dims();
        int batchAxes = dims.length - IMAGE_AXES;
        long[] transposed = dims.clone();
        transposed[batchAxes - 1 + to.heightAxis()] = dims[batchAxes - 1 + from.heightAxis()];
        transposed[batchAxes - 1 + to.widthAxis()] = dims[batchAxes - 1 + from.widthAxis()];
        transposed[batchAxes - 1 + to.channelAxis()] = dims[batchAxes - 1 + from.channelAxis()];
        return new Transposition(input, Shape.of(transposed), from, to);
    }

    public Shape outputShape() {
        return outputShape;
    }

    /**
     * Copies the elements of the input.
     *
     * @throws IllegalArgumentException if the output has another shape, is read-only, or overlaps the input
     * @throws IllegalStateException if a tensor is closed
     */
    public void execute(Tensor input, Tensor output) {
        if (!output.shape().equals(outputShape) || output.dataType() != input.dataType()) {
            throw new IllegalArgumentException(subject() + ": output = " + output.dataType() + " " + output.shape()
                    + ", but the result is " + input.dataType() + " " + outputShape + "; pass such a tensor");
        }
        if (output.isReadOnly()) {
            throw new IllegalArgumentException(
                    subject() + ": the output wraps a read-only buffer; wrap a writable one, or allocate a tensor");
        }
        NativeMemory src = use("input", input);
        try {
            NativeMemory dst = use("output", output);
            try {
                copy(src, dst);
            } finally {
                dst.release();
            }
        } finally {
            src.release();
        }
    }

    private NativeMemory use(String role, Tensor tensor) {
        NativeMemory memory = TensorMemory.memoryOf(tensor);
        if (!memory.acquire()) {
            throw new IllegalStateException(subject() + ": the " + role + " " + memory.refusal());
        }
        return memory;
    }

    private void copy(NativeMemory src, NativeMemory dst) {
        if (inputShape.elementCount() == 0) {
            return;
        }
        if (src.address() < dst.address() + dst.byteSize() && dst.address() < src.address() + src.byteSize()) {
            throw new IllegalArgumentException(
                    subject() + ": input and output overlap in memory, but a tensor cannot be "
                            + "transposed in place; pass another output");
        }
        OneDnn.get();
        try (MemoryDescriptor source = descriptor(from);
                MemoryDescriptor target = descriptor(to);
                Reorder reorder = Reorder.create(source, target, subject());
                Execution execution = Execution.of(reorder)) {
            execution.pointTo(Role.SRC, src.address());
            execution.pointTo(Role.DST, dst.address());
            execution.run();
        }
    }

    /** Images, channels and pixels, as they lie in a data format. */
    private MemoryDescriptor descriptor(DataFormat format) {
        long[] dims = inputShape.dims();
        long images = Arrays.stream(dims, 0, dims.length - IMAGE_AXES).reduce(1, (a, b) -> a * b);
        long channels = dims[dims.length - IMAGE_AXES - 1 + from.channelAxis()];
        long pixels = inputShape.elementCount() / images / channels;
        long[] strides = format == DataFormat.NHWC
                ? new long[] {channels * pixels, 1, channels}
                : new long[] {channels * pixels, pixels, 1};
        return MemoryDescriptor.float32(new long[] {images, channels, pixels}, strides);
    }

    private String subject() {
        return "transpose " + inputShape + " from " + from + " to " + to;
    }
}
