package io.github.depthwise4j.natives;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * The functions of this library's own native code. Addresses and sizes are in bytes, and nothing checks them. {@link
 * NativeLibrary} loads the code first.
 */
public final class NativeFunctions {
    private NativeFunctions() {}

    /** The address of a new block; 0 if the system refuses. */
    public static native long allocate(long bytes);

    /** Gives a block back. */
    public static native void free(long block);

    /** Sets every byte to 0. */
    public static native void clear(long address, long bytes);

    /** Reads one float. */
    public static native float getFloat(long address);

    /** Writes one float. */
    public static native void setFloat(long address, float value);

    /** A buffer over memory that it does not own. It has at most 2 GiB. */
    public static native ByteBuffer view(long address, long bytes);

    /** The address of the first byte of a direct buffer, whatever its position. */
    public static native long addressOf(Buffer direct);

    /**
     * Tells the addresses of {@code dnnl_primitive_execute}, {@code omp_get_max_threads} and {@code
     * omp_set_num_threads}. The functions below may be called after this only.
     */
    public static native void bind(long execute, long getMaxThreads, long setNumThreads);

    /** OpenMP's number of threads for the calling thread. */
    public static native int maxThreads();

    /** Sets OpenMP's number of threads for the calling thread. */
    public static native void setThreads(int threads);

    /** Executes a primitive with OpenMP's number of threads as it is; returns oneDNN's status. */
    public static native int execute(long primitive, long stream, int count, long arguments);

    /**
     * Executes a primitive with OpenMP's number of threads set to 1, and puts the number back, also if oneDNN fails.
     * Returns oneDNN's status.
     */
    public static native int executeAlone(long primitive, long stream, int count, long arguments);
}
