package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A computation that oneDNN has prepared. Immutable; any number of threads can execute it, each with its own
 * {@link Execution}. The owner closes it after the last execution.
 */
public abstract class Primitive implements CloseStack.Part {
    private final DnnlFunctions dnnl = OneDnn.dnnl();
    private final PrimitiveDescriptor descriptor;
    private final long handle;
    private final String implementation;
    private final long scratchpadBytes;
    private final List<MemoryDescriptor> owned;

    /** Takes ownership of the descriptor, and closes it if the constructor fails. */
    Primitive(PrimitiveDescriptor descriptor) {
        this.descriptor = descriptor;
        try {
            this.owned = new ArrayList<>(4);
            this.handle = OneDnn.handle(create(), "dnnl_primitive_create", subject());
        } catch (RuntimeException | Error e) {
            descriptor.close();
            throw e;
        }
        Handles.created();
        try {
            this.implementation = descriptor.implementation();
            this.scratchpadBytes =
                    dnnl.memoryDescGetSize(dnnl.primitiveDescQueryMd(descriptor.handle(), dnnl_query_scratchpad_md, 0));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Creates the primitive. oneDNN 3.11 has a fault here: if a thread once lacks memory for generated code, oneDNN's
     * code generator keeps the error for that thread, and every later attempt on it fails. So a second attempt runs on
     * a new thread.
     */
    private long create() {
        NativeMemory.requireSpare();
        long created = createHere();
        return created == -dnnl_out_of_memory ? createOnAnotherThread(created) : created;
    }

    private long createHere() {
        int threads = OpenMpThreads.limitToOne();
        try {
            return dnnl.primitiveCreate(descriptor.handle());
        } finally {
            OpenMpThreads.restore(threads);
        }
    }

    private long createOnAnotherThread(long failed) {
        AtomicLong second = new AtomicLong(failed);
        CountDownLatch done = new CountDownLatch(1);
        Thread newThread = new Thread(
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
        newThread.setDaemon(true);
        newThread.start();
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

    /** The descriptor of an argument in the layout of the chosen implementation; the caller closes it. */
    MemoryDescriptor argument(int query) {
        return MemoryDescriptor.copyOf(dnnl.primitiveDescQueryMd(descriptor.handle(), query, 0));
    }

    /** The same for constructors of subclasses: the primitive owns the descriptor, and is closed on failure. */
    final MemoryDescriptor ownArgument(int query) {
        return ownArgument(query, 0);
    }

    /** The same for the argument with this index, of several of one kind. */
    final MemoryDescriptor ownArgument(int query, int index) {
        return ownCopy(dnnl.primitiveDescQueryMd(descriptor.handle(), query, index));
    }

    /** A copy of a descriptor, which the primitive owns; on failure the primitive is closed. */
    final MemoryDescriptor ownCopy(MemoryDescriptor other) {
        return ownCopy(other.handle());
    }

    private MemoryDescriptor ownCopy(long other) {
        try {
            MemoryDescriptor created = MemoryDescriptor.copyOf(other);
            owned.add(created);
            return created;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The arguments of an execution, without the scratchpad. */
    abstract Map<Role, MemoryDescriptor> arguments();

    long handle() {
        return handle;
    }

    /** The text that messages use for the computation. */
    final String subject() {
        return descriptor.subject();
    }

    /** The name of oneDNN's implementation, as {@code brdgmm_dw:avx512_core}. */
    public String implementation() {
        return implementation;
    }

    /** The scratchpad bytes that one execution needs. */
    public long scratchpadBytes() {
        return scratchpadBytes;
    }

    @Override
    public final void close() {
        for (MemoryDescriptor each : owned) {
            each.close();
        }
        dnnl.primitiveDestroy(handle);
        Handles.destroyed();
        descriptor.close();
    }
}
