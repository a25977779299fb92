package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;

/** One argument of an execution: a oneDNN memory object whose address can change between calls. */
final class Argument implements AutoCloseable {
    private final dnnl_memory handle = new dnnl_memory();
    private final DataHandle data = new DataHandle();

    Argument(MemoryDescriptor descriptor) {
        // A null handle means DNNL_MEMORY_NONE: oneDNN allocates nothing. The first call sets the address.
        OneDnn.check(
                dnnl_memory_create(handle, descriptor.handle(), OneDnn.get().engine(), data),
                "dnnl_memory_create",
                "an argument");
        Handles.created();
    }

    dnnl_memory handle() {
        return handle;
    }

    void pointTo(long address) {
        OneDnn.check(
                dnnl_memory_set_data_handle(handle, data.pointTo(address)),
                "dnnl_memory_set_data_handle",
                "an argument");
    }

    @Override
    public void close() {
        dnnl_memory_destroy(handle);
        Handles.destroyed();
    }
}
