package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.function.ToIntFunction;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** One of oneDNN's ways to compute something, before it is made ready. Its owner closes it. */
final class PrimitiveDescriptor implements AutoCloseable {
    private final dnnl_primitive_desc handle = new dnnl_primitive_desc();
    private final String subject;

    private PrimitiveDescriptor(String subject) {
        this.subject = subject;
    }

    /**
     * A descriptor, made for one thread.
     *
     * @param call the name of the function of oneDNN
     * @param creation calls that function with the handle to fill, and returns the status
     * @param subject what is to be computed, for messages
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN refuses
     */
    static PrimitiveDescriptor create(String call, ToIntFunction<dnnl_primitive_desc> creation, String subject) {
        PrimitiveDescriptor descriptor = new PrimitiveDescriptor(subject);
        OneDnn.check(OpenMpThreads.alone(() -> creation.applyAsInt(descriptor.handle)), call, subject);
        Handles.created();
        return descriptor;
    }

    /** Moves on to oneDNN's next implementation; {@code dnnl_success} if there is one. */
    int next() {
        return OpenMpThreads.alone(() -> dnnl_primitive_desc_next_impl(handle));
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

    /** What is to be computed, for messages. */
    String subject() {
        return subject;
    }

    @Override
    public void close() {
        dnnl_primitive_desc_destroy(handle);
        Handles.destroyed();
    }
}
