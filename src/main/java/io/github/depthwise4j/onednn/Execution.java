package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.memory.CloseStack;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeLibrary;
import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * A primitive with its arguments and scratchpad, for use by one thread at a time. It can be run any number of times,
 * alone or as one of several {@link Steps}. The owner closes it before the primitive.
 */
public final class Execution implements CloseStack.Part {
    /** The longs of an argument in this library's native code: oneDNN's object, and the address that it has. */
    private static final int ARGUMENT_LONGS = 2;

    /** The bytes of {@code dnnl_exec_arg_t}: a number, and a handle at the next multiple of 8. */
    private static final int ARG_BYTES = 2 * Long.BYTES;

    private final DnnlFunctions dnnl = OneDnn.dnnl();
    private final Primitive primitive;
    private final long stream;
    private final Argument[] arguments = new Argument[Role.values().length];
    private final int count;
    /** The array of arguments for oneDNN, and then the arguments for this library's native code, one for each role. */
    private NativeMemory argumentMemory;

    private final long nativeArguments;

    /** Null if there is none, or if the caller has it. */
    private NativeMemory scratchpad;

    /** If {@code shared} is not 0, it is the address of a scratchpad that the caller has. */
    private Execution(Primitive primitive, long shared) {
        NativeMemory.requireSpare();
        this.primitive = primitive;
        Map<Role, MemoryDescriptor> descriptors = primitive.arguments();
        boolean withScratchpad = primitive.scratchpadBytes() > 0;
        this.count = descriptors.size() + (withScratchpad ? 1 : 0);
        try {
            long arrayBytes = (long) count * ARG_BYTES;
            argumentMemory = NativeMemory.allocate(arrayBytes + (long) arguments.length * ARGUMENT_LONGS * Long.BYTES);
            argumentMemory.clear();
            nativeArguments = argumentMemory.address() + arrayBytes;
            scratchpad = withScratchpad && shared == 0 ? NativeMemory.allocate(primitive.scratchpadBytes()) : null;
            prepare(descriptors, scratchpad == null ? shared : scratchpad.address());
            stream = OneDnn.handle(dnnl.streamCreate(OneDnn.get().engine()), "dnnl_stream_create", primitive.subject());
            Handles.created();
        } catch (RuntimeException | Error e) {
            closeMemory();
            throw e;
        }
    }

    private void prepare(Map<Role, MemoryDescriptor> descriptors, long scratchpadAddress) {
        int index = 0;
        for (Map.Entry<Role, MemoryDescriptor> descriptor : descriptors.entrySet()) {
            set(index++, descriptor.getKey(), descriptor.getValue());
        }
        if (primitive.scratchpadBytes() > 0) {
            try (MemoryDescriptor descriptor = primitive.argument(dnnl_query_scratchpad_md)) {
                set(index, Role.SCRATCHPAD, descriptor);
            }
            pointTo(Role.SCRATCHPAD, scratchpadAddress);
        }
    }

    private void set(int index, Role role, MemoryDescriptor descriptor) {
        Argument argument = new Argument(descriptor);
        arguments[role.ordinal()] = argument;
        NativeLibrary.memory()
                .view(argumentMemory.address() + (long) index * ARG_BYTES, ARG_BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(0, role.argument())
                .putLong(Long.BYTES, argument.handle());
        nativeArgument(role).put(0, argument.handle());
    }

    private LongBuffer nativeArgument(Role role) {
        return NativeLibrary.memory()
                .view(nativeArgumentAddress(role), (long) ARGUMENT_LONGS * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    /** The address of an argument for this library's native code. */
    long nativeArgumentAddress(Role role) {
        return nativeArguments + (long) role.ordinal() * ARGUMENT_LONGS * Long.BYTES;
    }

    /** Writes what this library's native code needs to execute the primitive. */
    void describe(LongBuffer target) {
        target.put(primitive.handle()).put(stream).put(count).put(argumentMemory.address());
    }

    /** An execution of a primitive. The caller sets the address of each argument before the first run. */
    public static Execution of(Primitive primitive) {
        return new Execution(primitive, 0);
    }

    /**
     * The same with a scratchpad of the caller, of at least {@link Primitive#scratchpadBytes()}, aligned as {@link
     * NativeMemory}. Executions that one thread runs one after the other can share it. It stays valid until the last
     * run.
     */
    public static Execution of(Primitive primitive, long scratchpadAddress) {
        return new Execution(primitive, scratchpadAddress);
    }

    /** Whether the primitive has an argument for this role. */
    public boolean takes(Role role) {
        return arguments[role.ordinal()] != null;
    }

    /** The text that messages use for the computation. */
    String subject() {
        return primitive.subject();
    }

    /** Sets the address of one argument. The memory must stay valid until the run ends. */
    public void pointTo(Role role, long address) {
        arguments[role.ordinal()].pointTo(address);
        nativeArgument(role).put(1, address);
    }

    /**
     * Computes on the calling thread only, and returns when the result is complete. A call of a plan uses {@link Steps}
     * instead, which is faster.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    public void run() {
        int threads = OpenMpThreads.limitToOne();
        try {
            check(execute());
        } finally {
            OpenMpThreads.restore(threads);
        }
    }

    /**
     * Computes with OpenMP's current thread count.
     *
     * @throws io.github.depthwise4j.errors.OneDnnException if oneDNN fails
     */
    void runWithCurrentThreadCount() {
        check(execute());
    }

    private int execute() {
        return dnnl.primitiveExecute(primitive.handle(), stream, count, argumentMemory.address());
    }

    private void check(int status) {
        OneDnn.check(status, "dnnl_primitive_execute", primitive.subject());
    }

    /** Leaves the closing of this execution to {@code owner}, and returns this. */
    public Execution ownedBy(CloseStack owner) {
        return owner.add(this, byteSize());
    }

    /** The native bytes of the arguments and the scratchpad. */
    public long byteSize() {
        return argumentMemory.byteSize() + (scratchpad == null ? 0 : scratchpad.byteSize());
    }

    @Override
    public void close() {
        closeMemory();
        dnnl.streamDestroy(stream);
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
