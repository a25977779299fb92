package io.github.depthwise4j.onednn;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;

/**
 * Makes oneDNN work on the calling thread alone.
 *
 * <p>oneDNN here is built on OpenMP: a calling thread that opens a parallel region gets a team of threads of its own, so that many
 * callers make many teams. The number of threads is a property of the calling thread, and another library in the process may
 * share the same OpenMP runtime: it is set for the time of one native call and put back afterwards.
 */
public final class OpenMpThreads {
    private static final int NOT_CONTROLLED = 1;

    private static volatile boolean controlled;
    private static NativeLibrary library;

    /** The two functions of OpenMP, bound directly: JavaCPP's preset has none of them. */
    private static final class Functions {
        static native void omp_set_num_threads(int threads);

        static native int omp_get_max_threads();
    }

    private OpenMpThreads() {}

    /**
     * Binds to the OpenMP runtime that oneDNN itself uses: symbols are looked up from oneDNN's own library, so that a second
     * runtime in the process cannot be taken for it.
     */
    static void bind(String oneDnnLibrary) {
        bind(oneDnnLibrary, Native::register);
    }

    /** Whatever keeps the functions from being bound, oneDNN computes without them. */
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
                            "the OpenMP runtime behind {0} cannot be called ({1}): oneDNN will use as many threads as it "
                                    + "likes; set OMP_NUM_THREADS=1 in the environment",
                            oneDnnLibrary,
                            e.getMessage() == null ? e : e.getMessage());
        }
    }

    /**
     * Gives back what {@link #bind} took, which otherwise keeps a thread of JNA, and with it its class loader, alive.
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

    /** The number of threads OpenMP would use on the calling thread, 0 if it cannot be asked. */
    static int maxThreads() {
        return controlled ? Functions.omp_get_max_threads() : 0;
    }

    /**
     * Lets the calling thread work alone, until {@link #restore}. Who executes several primitives one after the other brackets all of
     * them, and runs each with {@link Execution#runInside}. Nothing between the two may wait, allocate native memory or take a lock:
     * a virtual thread could then continue on another native thread, to which the number does not belong.
     *
     * @return what to pass to {@link #restore}
     */
    public static int single() {
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
     * Makes one native call for which the calling thread works alone. The call must not wait: the number belongs to the native thread,
     * and a virtual thread that waits may continue on another one.
     *
     * @return what the call returned
     */
    static int alone(IntSupplier nativeCall) {
        int before = single();
        try {
            return nativeCall.getAsInt();
        } finally {
            restore(before);
        }
    }

    /** Puts the number of threads back that {@link #single} found. */
    public static void restore(int before) {
        if (before != 1) {
            Functions.omp_set_num_threads(before);
        }
    }
}
