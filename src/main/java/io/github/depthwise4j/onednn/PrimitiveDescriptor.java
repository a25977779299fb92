package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.function.ToIntFunction;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** One of oneDNN's implementations of a computation, before a primitive is created. The owner closes it. */
final class PrimitiveDescriptor implements AutoCloseable {
    private final dnnl_primitive_desc handle = new dnnl_primitive_desc();
    private final String subject;

    private PrimitiveDescriptor(String subject) {
        this.subject = subject;
    }

    /**
     * A descriptor, created with OpenMP's thread count set to 1.
     *
     * @param call the name of the function of oneDNN
     * @param creation calls that function with the handle to fill, and returns the status
     * @param subject the text that messages use for the computation
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    static PrimitiveDescriptor create(String call, ToIntFunction<dnnl_primitive_desc> creation, String subject) {
        PrimitiveDescriptor descriptor = new PrimitiveDescriptor(subject);
        OneDnn.check(descriptor.fill(creation), call, subject);
        Handles.created();
        return descriptor;
    }

    private int fill(ToIntFunction<dnnl_primitive_desc> creation) {
        int threads = OpenMpThreads.limitToOne();
        try {
            return creation.applyAsInt(handle);
        } finally {
            OpenMpThreads.restore(threads);
        }
    }

    /** Moves to oneDNN's next implementation; {@code dnnl_success} if there is one. */
    int next() {
        int threads = OpenMpThreads.limitToOne();
        try {
            return dnnl_primitive_desc_next_impl(handle);
        } finally {
            OpenMpThreads.restore(threads);
        }
    }

    /** oneDNN's name of the implementation. */
    String implementation() {
        try (QueryResult result = new QueryResult()) {
            OneDnn.check(
                    dnnl_primitive_desc_query(handle, dnnl_query_impl_info_str, 0, result.handle()),
                    "dnnl_primitive_desc_query",
                    subject);
            return result.asString();
        }
    }

    dnnl_primitive_desc handle() {
        return handle;
    }

    /** The text that messages use for the computation. */
    String subject() {
        return subject;
    }

    @Override
    public void close() {
        dnnl_primitive_desc_destroy(handle);
        Handles.destroyed();
    }
}
