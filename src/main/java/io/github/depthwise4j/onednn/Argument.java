package io.github.depthwise4j.onednn;

import io.github.depthwise4j.onednn.functions.DnnlFunctions;

/** One argument of an execution: a oneDNN memory object whose address can change between calls. */
final class Argument implements AutoCloseable {
    private final DnnlFunctions dnnl = OneDnn.dnnl();
    private final long handle;

    Argument(MemoryDescriptor descriptor) {
        // oneDNN allocates nothing for it. The first call sets the address.
        handle = OneDnn.handle(
                dnnl.memoryCreate(descriptor.handle(), OneDnn.get().engine()), "dnnl_memory_create", "an argument");
        Handles.created();
    }

    long handle() {
        return handle;
    }

    void pointTo(long address) {
        OneDnn.check(dnnl.memorySetDataHandle(handle, address), "dnnl_memory_set_data_handle", "an argument");
    }

    @Override
    public void close() {
        dnnl.memoryDestroy(handle);
        Handles.destroyed();
    }
}
