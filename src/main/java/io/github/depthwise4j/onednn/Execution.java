package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeFunctions;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Loader;

/**
 * A primitive with its arguments and scratchpad, for use by one thread at a time. It can be run any number of times,
 * and a run allocates nothing. The owner closes it before the primitive.
 */
public final class Execution implements AutoCloseable {
    private final Primitive primitive;
    private final dnnl_stream stream = new dnnl_stream();
    private final Argument[] arguments = new Argument[Role.values().length];
    private final int count;
    private final dnnl_exec_arg_t argumentArray;
    private final long primitiveAddress;
    private final long streamAddress;
    private NativeMemory argumentMemory;
    private NativeMemory scratchpad;

    private Execution(Primitive primitive) {
        NativeMemory.requireSpare();
        this.primitive = primitive;
        Map<Role, MemoryDescriptor> descriptors = primitive.arguments();
        boolean withScratchpad = primitive.scratchpadBytes() > 0;
        this.count = descriptors.size() + (withScratchpad ? 1 : 0);
        try {
            argumentMemory = NativeMemory.allocate((long) count * Loader.sizeof(dnnl_exec_arg_t.class));
            scratchpad = withScratchpad ? NativeMemory.allocate(primitive.scratchpadBytes()) : null;
            this.argumentArray = new dnnl_exec_arg_t(new DataHandle().pointTo(argumentMemory.address()));
            prepare(descriptors);
            this.primitiveAddress = primitive.handle().address();
            this.streamAddress = stream.address();
        } catch (RuntimeException | Error e) {
            closeMemory();
            throw e;
        }
    }

    private void prepare(Map<Role, MemoryDescriptor> descriptors) {
        int index = 0;
        for (Map.Entry<Role, MemoryDescriptor> descriptor : descriptors.entrySet()) {
            set(index++, descriptor.getKey(), descriptor.getValue());
        }
        if (scratchpad != null) {
            try (MemoryDescriptor descriptor = primitive.argument(dnnl_query_scratchpad_md)) {
                set(index, Role.SCRATCHPAD, descriptor);
            }
            pointTo(Role.SCRATCHPAD, scratchpad.address());
        }
        argumentArray.position(0);
        OneDnn.check(
                dnnl_stream_create(stream, OneDnn.get().engine(), dnnl_stream_default_flags),
                "dnnl_stream_create",
                primitive.subject());
        Handles.created();
    }

    private void set(int index, Role role, MemoryDescriptor descriptor) {
        Argument argument = new Argument(descriptor);
        arguments[role.ordinal()] = argument;
        argumentArray.position(index).arg(role.argument()).memory(argument.handle());
    }

    /** An execution of a primitive. The caller sets the address of each argument before the first run. */
    public static Execution of(Primitive primitive) {
        return new Execution(primitive);
    }

    /** Sets the address of one argument. The memory must stay valid until {@link #run()} returns. */
    public void pointTo(Role role, long address) {
        arguments[role.ordinal()].pointTo(address);
    }

    /**
     * Computes on the calling thread only, and returns when the result is complete.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public void run() {
        if (primitive.usesCallingThreadOnly() || !OpenMpThreads.isControlled()) {
            runWithCurrentThreadCount();
        } else {
            check(NativeFunctions.executeAlone(primitiveAddress, streamAddress, count, argumentMemory.address()));
        }
    }

    /**
     * Computes with OpenMP's current thread count, for callers between {@link OpenMpThreads#setToOne} and {@link
     * OpenMpThreads#restore}.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public void runWithCurrentThreadCount() {
        check(
                OpenMpThreads.isControlled()
                        ? NativeFunctions.execute(primitiveAddress, streamAddress, count, argumentMemory.address())
                        : dnnl_primitive_execute(primitive.handle(), stream, count, argumentArray));
    }

    private void check(int status) {
        if (status != dnnl_success) {
            OneDnn.check(status, "dnnl_primitive_execute", primitive.subject());
        }
    }

    /** Leaves the closing of this execution to {@code owner}, and returns this. */
    public Execution ownedBy(CloseStack owner) {
        return owner.add(this, byteSize(), this::close);
    }

    /** The native bytes of the argument array and the scratchpad. */
    public long byteSize() {
        return argumentMemory.byteSize() + (scratchpad == null ? 0 : scratchpad.byteSize());
    }

    @Override
    public void close() {
        closeMemory();
        dnnl_stream_destroy(stream);
        Handles.destroyed();
    }

    private void closeMemory() {
        for (Argument argument : arguments) {
            if (argument != null) {
                argument.close();
            }
        }
        if (argumentMemory != null) {
            argumentMemory.close();
        }
        if (scratchpad != null) {
            scratchpad.close();
        }
    }
}
