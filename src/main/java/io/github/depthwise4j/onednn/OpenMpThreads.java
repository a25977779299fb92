package io.github.depthwise4j.onednn;

import io.github.depthwise4j.natives.NativeFunctions;
import io.github.depthwise4j.natives.NativeLibrary;
import io.github.depthwise4j.natives.OneDnnFile;
import java.lang.System.Logger.Level;
import java.util.function.ToLongFunction;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes oneDNN compute on the calling thread only.
 *
 * <p>This oneDNN is built on OpenMP. OpenMP gives every calling thread its own team of threads, so many callers would
 * start many threads. The thread count of a team is a setting of the calling thread, and other libraries in the process
 * may use the same OpenMP runtime. So the count is set to 1 for a native call and restored afterwards.
 */
final class OpenMpThreads {
    private static volatile boolean controlled;

    private OpenMpThreads() {}

    /**
     * Tells this library's native code where the functions of oneDNN and of its OpenMP runtime are. If one of them is
     * not found, a warning is logged and oneDNN computes anyway. Without this library's native code nothing happens:
     * it has logged its own warning.
     */
    static void bind() {
        if (NativeLibrary.isOwn()) {
            bind(new Search());
        }
    }

    /** The same with a given search: it returns the address of a function, or 0. */
    static void bind(ToLongFunction<String> search) {
        String[] names = {
            "dnnl_primitive_execute", "dnnl_memory_set_data_handle", "omp_get_max_threads", "omp_set_num_threads"
        };
        long[] addresses = new long[names.length];
        for (int i = 0; i < names.length; i++) {
            addresses[i] = search.applyAsLong(names[i]);
            if (addresses[i] == 0) {
                System.getLogger(OpenMpThreads.class.getName())
                        .log(
                                Level.WARNING,
                                "the function {0} is not found in this process: oneDNN will choose its number of "
                                        + "threads itself; set OMP_NUM_THREADS=1 in the environment",
                                names[i]);
                return;
            }
        }
        NativeFunctions.bind(addresses[0], addresses[1], addresses[2], addresses[3]);
        controlled = true;
    }

    /**
     * The search in oneDNN's file and the libraries that it uses, or else in this process. No method reference: this is
     * done before the first result.
     */
    private static final class Search implements ToLongFunction<String> {
        @Override
        public long applyAsLong(String function) {
            if (OneDnnFile.isOpen()) {
                return OneDnnFile.find(function);
            }
            Pointer address = Loader.addressof(function);
            return address == null ? 0 : address.address();
        }
    }

    static boolean isControlled() {
        return controlled;
    }

    /** The number of threads that OpenMP would use for the calling thread; 0 if OpenMP cannot be called. */
    static int maxThreads() {
        return controlled ? NativeFunctions.maxThreads() : 0;
    }

    /**
     * Sets the thread count to 1 for one native call; {@link #restore} follows in a {@code finally} block. The call
     * must not wait: the count belongs to the native thread, and a virtual thread that waits may continue on another
     * one.
     *
     * @return the count before, for {@link #restore}
     */
    static int limitToOne() {
        int before = maxThreads();
        if (before > 1) {
            setThreads(1);
        }
        return before;
    }

    /** Puts the thread count back. */
    static void restore(int before) {
        if (before > 1) {
            setThreads(before);
        }
    }

    /** Sets the number of threads that OpenMP uses for the calling thread. Requires {@link #isControlled()}. */
    static void setThreads(int threads) {
        NativeFunctions.setThreads(threads);
    }
}
