package io.github.depthwise4j.memory;

import com.sun.jna.Native;
import java.util.ServiceLoader;

/**
 * Loads JNA, by which this floor allocates; what goes wrong is the same exception in this call and in every later one.
 */
final class NativeAllocator {
    private static volatile boolean loaded;
    private static RuntimeException failure;

    private NativeAllocator() {}

    /** Does nothing but the first time. */
    static void load() {
        if (!loaded) {
            loadOnce();
        }
    }

    private static synchronized void loadOnce() {
        if (failure != null) {
            throw failure;
        }
        try {
            Native.free(Native.malloc(1));
            loaded = true;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | IllegalCallerException e) {
            // JNA throws a plain Error where it finds a library of another version of itself.
            failure = ServiceLoader.load(LoadFailure.class, LoadFailure.class.getClassLoader())
                    .findFirst()
                    .map(explanation -> explanation.explain(e))
                    .orElseGet(() -> new IllegalStateException("depthwise4j cannot load JNA: " + e, e));
            throw failure;
        }
    }
}
