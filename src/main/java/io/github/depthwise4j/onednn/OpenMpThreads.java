package io.github.depthwise4j.onednn;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/**
 * Makes oneDNN compute on the calling thread only.
 *
 * <p>This oneDNN is built on OpenMP. OpenMP gives every calling thread its own team of threads, so many callers would
 * start many threads. The thread count of a team is a setting of the calling thread, and other libraries in the process
 * may use the same OpenMP runtime. So the count is set to 1 for a native call and restored afterwards.
 */
public final class OpenMpThreads {
    /** What {@link #setToOne} returns if OpenMP cannot be called; {@link #restore} does nothing with it. */
    private static final int NOT_CONTROLLED = 1;

    private static volatile boolean controlled;
    private static NativeLibrary library;

    /** The two functions of OpenMP, bound by JNA because JavaCPP's preset has neither. */
    private static final class Functions {
        static native void omp_set_num_threads(int threads);

        static native int omp_get_max_threads();
    }

    private OpenMpThreads() {}

    /**
     * Binds to the OpenMP runtime that oneDNN uses. The functions are looked up through oneDNN's library, so another
     * OpenMP runtime in the process is not bound by mistake.
     */
    static void bind(String oneDnnLibrary) {
        bind(oneDnnLibrary, Native::register);
    }

    /**
     * The same with a given registration. If it fails for any reason, a warning is logged and oneDNN computes anyway.
     */
    static void bind(String oneDnnLibrary, BiConsumer<Class<?>, NativeLibrary> registering) {
        try {
            library = NativeLibrary.getInstance(oneDnnLibrary);
            registering.accept(Functions.class, library);
            Functions.omp_get_max_threads();
            controlled = true;
        } catch (LinkageError | RuntimeException e) {
            System.getLogger(OpenMpThreads.class.getName())
                    .log(
                            Level.WARNING,
                            "the OpenMP runtime behind {0} cannot be called ({1}): oneDNN will choose its number of "
                                    + "threads itself; set OMP_NUM_THREADS=1 in the environment",
                            oneDnnLibrary,
                            e.getMessage() == null ? e : e.getMessage());
        }
    }

    /**
     * Undoes {@link #bind}. Otherwise a thread of JNA would stay alive, and the class loader with it.
     */
    static void unbind() {
        if (controlled) {
            controlled = false;
            Native.unregister(Functions.class);
            library.close();
        }
    }

    static boolean isControlled() {
        return controlled;
    }

    /** The number of threads that OpenMP would use for the calling thread; 0 if OpenMP cannot be called. */
    static int maxThreads() {
        return controlled ? Functions.omp_get_max_threads() : 0;
    }

    /**
     * Sets the thread count of the calling thread to 1, until {@link #restore}. A caller with several primitives sets
     * it once, executes each with {@link Execution#runWithCurrentThreadCount}, and restores it after the last. The code
     * in between must not wait, allocate native memory or take a lock: a virtual thread could then continue on another
     * native thread, which has another count.
     *
     * @return the previous count, for {@link #restore}
     */
    public static int setToOne() {
        if (!controlled) {
            return NOT_CONTROLLED;
        }
        int before = Functions.omp_get_max_threads();
        if (before != 1) {
            Functions.omp_set_num_threads(1);
        }
        return before;
    }

    /**
     * Makes one native call with the thread count set to 1. The call must not wait: the count belongs to the native
     * thread, and a virtual thread that waits may continue on another one.
     *
     * @return the result of the call
     */
    static int callWithOne(IntSupplier nativeCall) {
        int before = setToOne();
        try {
            return nativeCall.getAsInt();
        } finally {
            restore(before);
        }
    }

    /** Restores the thread count that {@link #setToOne} returned. */
    public static void restore(int before) {
        if (before != 1) {
            Functions.omp_set_num_threads(before);
        }
    }
}
