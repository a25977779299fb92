package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.NativeMemory;
import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** oneDNN's description of a tensor: sizes and layout. The owner closes it. */
public final class MemoryDescriptor implements AutoCloseable {
    private final dnnl_memory_desc handle = new dnnl_memory_desc();

    private MemoryDescriptor() {}

    /** Creates the Java object before the native one, so a full Java heap leaves no native object without an owner. */
    private static MemoryDescriptor withoutHandle() {
        NativeMemory.requireSpare();
        return new MemoryDescriptor();
    }

    /** This descriptor, if oneDNN made its handle. */
    private MemoryDescriptor created(int status, String call, String subject) {
        OneDnn.check(status, call, subject);
        Handles.created();
        return this;
    }

    /** A {@code float32} tensor of {@code dims} in the layout of {@code tag}. */
    static MemoryDescriptor float32(int tag, long... dims) {
        MemoryDescriptor descriptor = withoutHandle();
        int status = dnnl_memory_desc_create_with_tag(descriptor.handle, dims.length, dims, dnnl_f32, tag);
        return descriptor.created(status, "dnnl_memory_desc_create_with_tag", "dims " + Arrays.toString(dims));
    }

    /**
     * A {@code float32} tensor of {@code dims} with the given distances, in elements, between neighbours along each
     * axis. A stride of 0 repeats an element; that is possible only for tensors that are read.
     */
    public static MemoryDescriptor float32(long[] dims, long[] strides) {
        MemoryDescriptor descriptor = withoutHandle();
        int status = dnnl_memory_desc_create_with_strides(descriptor.handle, dims.length, dims, dnnl_f32, strides);
        return descriptor.created(
                status,
                "dnnl_memory_desc_create_with_strides",
                "dims " + Arrays.toString(dims) + ", strides " + Arrays.toString(strides));
    }

    /** The input or output of a convolution, in one of the layouts. */
    public static MemoryDescriptor activation(
            ActivationLayout layout, long images, long channels, long rows, long columns) {
        return float32(layout.tag(), images, channels, rows, columns);
    }

    /** A copy of a descriptor with another owner. */
    static MemoryDescriptor copyOf(dnnl_memory_desc other) {
        MemoryDescriptor descriptor = withoutHandle();
        int status = dnnl_memory_desc_clone(descriptor.handle, other);
        return descriptor.created(status, "dnnl_memory_desc_clone", "a descriptor");
    }

    dnnl_memory_desc handle() {
        return handle;
    }

    /** The bytes of such a tensor, including padding. */
    public long byteSize() {
        return dnnl_memory_desc_get_size(handle);
    }

    /** Whether both describe the same sizes and layout, so memory of one can be read as the other. */
    public boolean sameAs(MemoryDescriptor other) {
        return dnnl_memory_desc_equal(handle, other.handle) != 0;
    }

    /** The layout in oneDNN's notation, as {@code nhwc} or {@code Goihw16g}, given one letter per dimension. */
    public String layout(String letters) {
        return LayoutName.of(handle, letters);
    }

    @Override
    public void close() {
        dnnl_memory_desc_destroy(handle);
        Handles.destroyed();
    }
}
