package io.github.depthwise4j.natives;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * The functions of this library's own native code. Addresses and sizes are in bytes, and nothing checks them. {@link
 * NativeLibrary} loads the code first.
 */
public final class NativeFunctions {
    /** What {@link #run} returns if there is no access to an array. */
    public static final int NO_ARRAY = -1;

    private NativeFunctions() {}

    /** The address of a new block; 0 if the system refuses. */
    public static native long allocate(long bytes);

    /** Gives a block back. */
    public static native void free(long block);

    /** Sets every byte to 0. */
    public static native void clear(long address, long bytes);

    /** Copies bytes, as if over a third place: the ranges may overlap. */
    public static native void move(long from, long to, long bytes);

    /** Reads one float. */
    public static native float getFloat(long address);

    /** Writes one float. */
    public static native void setFloat(long address, float value);

    /** A buffer over memory that it does not own. It has at most 2 GiB. */
    public static native ByteBuffer view(long address, long bytes);

    /** The address of the first byte of a direct buffer, whatever its position. */
    public static native long addressOf(Buffer direct);

    /**
     * Loads oneDNN's library. On Linux only, as the next two.
     *
     * @param path with a zero at its end
     * @return whether the system has loaded it
     */
    static native boolean open(byte[] path);

    /** Finds the functions of the opened library that this library's native code calls. Returns whether it has all. */
    static native boolean bindOneDnn();

    /**
     * The address of a function of the opened library, or of a library that it uses; 0 if there is none.
     *
     * @param function with a zero at its end
     * @param called whether the opened library calls it, and another one contains it
     */
    static native long find(byte[] function, boolean called);

    /**
     * Tells the addresses of {@code dnnl_primitive_execute}, {@code dnnl_memory_set_data_handle}, {@code
     * omp_get_max_threads} and {@code omp_set_num_threads}. The functions below may be called after this only.
     */
    public static native void bind(long execute, long setDataHandle, long getMaxThreads, long setNumThreads);

    /** OpenMP's number of threads for the calling thread. */
    public static native int maxThreads();

    /** Sets OpenMP's number of threads for the calling thread. */
    public static native void setThreads(int threads);

    /**
     * Executes steps one after the other, until one fails, with OpenMP's number of threads set to 1. Puts the number
     * back in any case. An operand is the sum of the address of its array, if there is one, and a number. The garbage
     * collector does not move the arrays meanwhile; some collectors wait for the end of the call.
     *
     * @param steps the address of the first step, as {@code depthwise4j.c} describes it
     * @param srcArray null if {@code src} is an address, and not a distance from the beginning of this array
     * @param dstArray null if {@code dst} is an address
     * @return oneDNN's status; {@link #NO_ARRAY}, and an OutOfMemoryError, if the JVM gives no access to an array
     */
    public static native int run(
            long steps,
            int count,
            float[] srcArray,
            long src,
            long weights,
            long bias,
            long residual,
            float[] dstArray,
            long dst);
}
