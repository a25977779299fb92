package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.NativeMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bytedeco.dnnl.dnnl_primitive;

/**
 * A computation oneDNN is ready for. Immutable and safe to execute on any number of threads, each with its own
 * {@link Execution}; its owner closes it when no execution is left.
 */
public abstract class Primitive implements AutoCloseable {
    private final PrimitiveDescriptor descriptor;
    private final dnnl_primitive handle;
    private final String implementation;
    private final long scratchpadBytes;
    private final List<MemoryDescriptor> owned;

    /** Takes over the descriptor, which is closed even if this fails. */
    Primitive(PrimitiveDescriptor descriptor) {
        this.descriptor = descriptor;
        try {
            this.handle = new dnnl_primitive();
            this.owned = new ArrayList<>(4);
            OneDnn.check(create(), "dnnl_primitive_create", subject());
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
        Handles.created();
        try {
            this.implementation = descriptor.implementation();
            this.scratchpadBytes = dnnl_memory_desc_get_size(
                    dnnl_primitive_desc_query_md(descriptor.handle(), dnnl_query_scratchpad_md, 0));
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
        int status = createHere();
        return status == dnnl_out_of_memory ? createOnAnotherThread(status) : status;
    }

    private int createHere() {
        return OpenMpThreads.alone(() -> dnnl_primitive_create(handle, descriptor.handle()));
    }

    private int createOnAnotherThread(int status) {
        AtomicInteger second = new AtomicInteger(status);
        CountDownLatch done = new CountDownLatch(1);
        Thread untouched = new Thread(
                null,
                () -> {
                    try {
                        second.set(createHere());
                    } finally {
                        done.countDown();
                    }
                },
                "depthwise4j-second-try",
                0,
                false);
        untouched.setDaemon(true);
        untouched.start();
        boolean interrupted = false;
        for (; ; ) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return second.get();
    }

    /** The descriptor of an argument, as the chosen implementation wants it; the caller closes it. */
    MemoryDescriptor argument(int query) {
        return MemoryDescriptor.copyOf(dnnl_primitive_desc_query_md(descriptor.handle(), query, 0));
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
    final String subject() {
        return descriptor.subject();
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
        descriptor.close();
    }
}
