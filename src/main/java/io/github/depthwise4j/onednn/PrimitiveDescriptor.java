package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.onednn.functions.DnnlFunctions;

/** One of oneDNN's implementations of a computation, before a primitive is created. The owner closes it. */
final class PrimitiveDescriptor implements AutoCloseable {
    private final DnnlFunctions dnnl = OneDnn.dnnl();
    private final long handle;
    private final String subject;

    private PrimitiveDescriptor(String call, Creation creation, String subject) {
        this.subject = subject;
        this.handle = OneDnn.handle(create(creation), call, subject);
        Handles.created();
    }

    /** Calls a function of oneDNN that creates a descriptor. */
    interface Creation {
        /** Returns what the function does: the handle, or minus the status. */
        long create(DnnlFunctions dnnl, long engine);
    }

    /**
     * A descriptor, created with OpenMP's thread count set to 1.
     *
     * @param call the name of the function of oneDNN
     * @param creation calls that function
     * @param subject the text that messages use for the computation
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    static PrimitiveDescriptor create(String call, Creation creation, String subject) {
        return new PrimitiveDescriptor(call, creation, subject);
    }

    private long create(Creation creation) {
        long engine = OneDnn.get().engine();
        int threads = OpenMpThreads.limitToOne();
        try {
            return creation.create(dnnl, engine);
        } finally {
            OpenMpThreads.restore(threads);
        }
    }

    /** Moves to oneDNN's next implementation; {@code dnnl_success} if there is one. */
    int next() {
        int threads = OpenMpThreads.limitToOne();
        try {
            return dnnl.primitiveDescNextImpl(handle);
        } finally {
            OpenMpThreads.restore(threads);
        }
    }

    /** oneDNN's name of the implementation. */
    String implementation() {
        String name = dnnl.primitiveDescImplementation(handle);
        OneDnn.check(name == null ? dnnl_invalid_arguments : dnnl_success, "dnnl_primitive_desc_query", subject);
        return name;
    }

    long handle() {
        return handle;
    }

    /** The text that messages use for the computation. */
    String subject() {
        return subject;
    }

    @Override
    public void close() {
        dnnl.primitiveDescDestroy(handle);
        Handles.destroyed();
    }
}
