package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * A computation oneDNN is ready for. Immutable and safe to execute on any number of threads, each with its own
 * {@link Execution}; its owner closes it when no execution is left.
 */
public abstract class Primitive implements AutoCloseable {
    private final dnnl_primitive_desc descriptor;
    private final dnnl_primitive handle;
    private final String subject;
    private final String implementation;
    private final long scratchpadBytes;
    private final List<MemoryDescriptor> owned = new ArrayList<>(4);

    /** Takes over the primitive descriptor; it is destroyed even if this fails. */
    Primitive(dnnl_primitive_desc descriptor, String subject) {
        this.descriptor = descriptor;
        this.subject = subject;
        this.handle = new dnnl_primitive();
        Handles.created();
        try {
            OneDnn.check(create(), "dnnl_primitive_create", subject);
        } catch (RuntimeException | Error e) {
            dnnl_primitive_desc_destroy(descriptor);
            Handles.destroyed();
            throw e;
        }
        Handles.created();
        try {
            this.implementation = implementationOf(descriptor, subject);
            this.scratchpadBytes =
                    dnnl_memory_desc_get_size(dnnl_primitive_desc_query_md(descriptor, dnnl_query_scratchpad_md, 0));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * A thread on which oneDNN (3.11) once had no memory for the code it generates is told so for ever, whatever memory there is: its
     * code generator keeps the error. Such a thread gets its primitives from another one.
     */
    private int create() {
        NativeMemory.requireSpare();
        int status = dnnl_primitive_create(handle, descriptor);
        if (status != dnnl_out_of_memory) {
            return status;
        }
        AtomicInteger second = new AtomicInteger(status);
        Thread untouched = new Thread(
                () -> {
                    OpenMpThreads.single();
                    second.set(dnnl_primitive_create(handle, descriptor));
                },
                "depthwise4j-second-try");
        untouched.start();
        boolean interrupted = false;
        while (untouched.isAlive()) {
            try {
                untouched.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return second.get();
    }

    /** What every primitive of ours is made with: our own scratchpad, and no arithmetic below the type's precision. */
    static dnnl_primitive_attr attributes() {
        NativeMemory.requireSpare();
        dnnl_primitive_attr attributes = new dnnl_primitive_attr();
        OneDnn.check(dnnl_primitive_attr_create(attributes), "dnnl_primitive_attr_create", "attributes");
        OneDnn.check(
                dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
                "dnnl_primitive_attr_set_scratchpad_mode",
                "user");
        OneDnn.check(
                dnnl_primitive_attr_set_fpmath_mode(attributes, dnnl_fpmath_mode_strict),
                "dnnl_primitive_attr_set_fpmath_mode",
                "strict");
        return attributes;
    }

    static String implementationOf(dnnl_primitive_desc descriptor, String subject) {
        try (QueryResult result = new QueryResult()) {
            OneDnn.check(
                    dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, result.handle()),
                    "dnnl_primitive_desc_query",
                    subject);
            return result.asString();
        }
    }

    /** The descriptor of an argument, as the chosen implementation wants it; the caller closes it. */
    MemoryDescriptor argument(int query) {
        return MemoryDescriptor.copyOf(dnnl_primitive_desc_query_md(descriptor, query, 0));
    }

    /** The same for the constructors of subclasses: the primitive owns it, and is closed where that fails. */
    final MemoryDescriptor ownArgument(int query) {
        return own(() -> argument(query));
    }

    /** Takes over what is made; where that fails, the primitive is closed. */
    final MemoryDescriptor own(Supplier<MemoryDescriptor> making) {
        try {
            MemoryDescriptor made = making.get();
            owned.add(made);
            return made;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What an execution has to be given, working memory apart. */
    abstract Map<Role, MemoryDescriptor> arguments();

    dnnl_primitive handle() {
        return handle;
    }

    /** What is computed, for messages. */
    String subject() {
        return subject;
    }

    /** The name of oneDNN's implementation, as {@code brdgmm_dw:avx512_core}. */
    public String implementation() {
        return implementation;
    }

    /** Whether an execution keeps to the calling thread whatever number of threads OpenMP would use. */
    boolean keepsToItsThread() {
        return false;
    }

    /** The bytes of working memory one execution needs. */
    public long scratchpadBytes() {
        return scratchpadBytes;
    }

    @Override
    public final void close() {
        owned.forEach(MemoryDescriptor::close);
        dnnl_primitive_destroy(handle);
        Handles.destroyed();
        dnnl_primitive_desc_destroy(descriptor);
        Handles.destroyed();
    }
}
