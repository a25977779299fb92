package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.NativeMemory;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.Loader;

/**
 * What one thread needs to execute a primitive: its arguments and its working memory. Belongs to one thread at a time; may be used
 * again and again, and allocates nothing when it is. Its owner closes it before the primitive.
 */
public final class Execution implements AutoCloseable {
    private final Primitive primitive;
    private final dnnl_stream stream = new dnnl_stream();
    private final NativeMemory argumentMemory;
    private final dnnl_exec_arg_t argumentArray;
    private final Argument[] arguments = new Argument[Role.values().length];
    private final int count;
    private final NativeMemory scratchpad;

    /** Takes the memory over unless it fails; {@code scratchpad} is null where the primitive needs none. */
    private Execution(
            Primitive primitive,
            Map<Role, MemoryDescriptor> descriptors,
            NativeMemory argumentMemory,
            NativeMemory scratchpad) {
        this.primitive = primitive;
        this.count = count(descriptors, primitive);
        this.argumentMemory = argumentMemory;
        this.argumentArray = new dnnl_exec_arg_t(new DataHandle().aimAt(argumentMemory.address()));
        this.scratchpad = scratchpad;
        try {
            aim(descriptors);
            OneDnn.check(
                    dnnl_stream_create(stream, OneDnn.get().engine(), dnnl_stream_default_flags),
                    "dnnl_stream_create",
                    primitive.subject());
        } catch (RuntimeException | Error e) {
            closeArguments();
            throw e;
        }
        Handles.created();
    }

    private void aim(Map<Role, MemoryDescriptor> descriptors) {
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
    }

    private static int count(Map<Role, MemoryDescriptor> descriptors, Primitive primitive) {
        return descriptors.size() + (primitive.scratchpadBytes() > 0 ? 1 : 0);
    }

    private void set(int index, Role role, MemoryDescriptor descriptor) {
        Argument argument = new Argument(descriptor);
        arguments[role.ordinal()] = argument;
        argumentArray.position(index).arg(role.argument()).memory(argument.handle());
    }

    /** An execution of a primitive, whose arguments are yet to be aimed. */
    public static Execution of(Primitive primitive) {
        Map<Role, MemoryDescriptor> descriptors = primitive.arguments();
        NativeMemory arguments =
                NativeMemory.allocate((long) count(descriptors, primitive) * Loader.sizeof(dnnl_exec_arg_t.class));
        NativeMemory scratchpad = null;
        try {
            scratchpad = primitive.scratchpadBytes() > 0 ? NativeMemory.allocate(primitive.scratchpadBytes()) : null;
            return new Execution(primitive, descriptors, arguments, scratchpad);
        } catch (RuntimeException | Error e) {
            arguments.close();
            if (scratchpad != null) {
                scratchpad.close();
            }
            throw e;
        }
    }

    /** Aims one argument at an address, which must stay valid until {@link #run()} returns. */
    public void pointTo(Role role, long address) {
        arguments[role.ordinal()].pointTo(address);
    }

    /**
     * Computes, on the calling thread alone, and returns when the result is there.
     *
     * @throws io.github.depthwise4j.problem.OneDnnException if oneDNN fails
     */
    public void run() {
        int before = OpenMpThreads.single();
        int status = dnnl_primitive_execute(primitive.handle(), stream, count, argumentArray);
        OpenMpThreads.restore(before);
        if (status != dnnl_success) {
            OneDnn.check(status, "dnnl_primitive_execute", primitive.subject());
        }
    }

    @Override
    public void close() {
        closeArguments();
        argumentMemory.close();
        if (scratchpad != null) {
            scratchpad.close();
        }
        dnnl_stream_destroy(stream);
        Handles.destroyed();
    }

    private void closeArguments() {
        for (Argument argument : arguments) {
            if (argument != null) {
                argument.close();
            }
        }
    }
}
