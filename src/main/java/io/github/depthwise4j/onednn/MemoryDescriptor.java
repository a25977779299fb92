package io.github.depthwise4j.onednn;

import io.github.depthwise4j.memory.NativeMemory;
import java.util.Arrays;

/** oneDNN's description of a tensor: sizes and layout. The owner closes it. */
public final class MemoryDescriptor implements AutoCloseable {
    private final long handle;

    // The constructors create the handles: a full Java heap, which lacks memory for this object, then leaves no handle
    // without an owner.

    private MemoryDescriptor(int tag, long[] dims) {
        NativeMemory.requireSpare();
        handle = created(
                OneDnn.dnnl().memoryDescCreateWithTag(dims, tag), "dnnl_memory_desc_create_with_tag", dims, null);
    }

    private MemoryDescriptor(long[] dims, long[] strides) {
        NativeMemory.requireSpare();
        handle = created(
                OneDnn.dnnl().memoryDescCreateWithStrides(dims, strides),
                "dnnl_memory_desc_create_with_strides",
                dims,
                strides);
    }

    private MemoryDescriptor(long other) {
        NativeMemory.requireSpare();
        handle = created(OneDnn.dnnl().memoryDescClone(other), "dnnl_memory_desc_clone", null, null);
    }

    private static long created(long result, String call, long[] dims, long[] strides) {
        if (result < 0) {
            String subject = dims == null ? "a descriptor" : "dims " + Arrays.toString(dims);
            OneDnn.check(
                    (int) -result, call, strides == null ? subject : subject + ", strides " + Arrays.toString(strides));
        }
        Handles.created();
        return result;
    }

    /** A {@code float32} tensor of {@code dims} in the layout of {@code tag}. */
    static MemoryDescriptor float32(int tag, long... dims) {
        return new MemoryDescriptor(tag, dims);
    }

    /**
     * A {@code float32} tensor of {@code dims} with the given distances, in elements, between neighbours along each
     * axis. A stride of 0 repeats an element; that is possible only for tensors that are read.
     */
    public static MemoryDescriptor float32(long[] dims, long[] strides) {
        return new MemoryDescriptor(dims, strides);
    }

    /** The input or output of a convolution, in one of the layouts. */
    public static MemoryDescriptor activation(
            ActivationLayout layout, long images, long channels, long rows, long columns) {
        return float32(layout.tag(), images, channels, rows, columns);
    }

    /** A copy of a descriptor with another owner. */
    static MemoryDescriptor copyOf(long other) {
        return new MemoryDescriptor(other);
    }

    long handle() {
        return handle;
    }

    /** The bytes of such a tensor, including padding. */
    public long byteSize() {
        return OneDnn.dnnl().memoryDescGetSize(handle);
    }

    /** Whether both describe the same sizes and layout, so memory of one can be read as the other. */
    public boolean sameAs(MemoryDescriptor other) {
        return OneDnn.dnnl().memoryDescEqual(handle, other.handle);
    }

    /** The layout in oneDNN's notation, as {@code nhwc} or {@code Goihw16g}, given one letter per dimension. */
    public String layout(String letters) {
        return LayoutName.of(handle, letters);
    }

    @Override
    public void close() {
        OneDnn.dnnl().memoryDescDestroy(handle);
        Handles.destroyed();
    }
}
