package io.github.depthwise4j.memory;

import com.sun.jna.Native;
import io.github.depthwise4j.loading.LargeStack;
import io.github.depthwise4j.loading.LoadFailure;
import io.github.depthwise4j.loading.Room;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Loads JNA, by which this floor allocates. What keeps it from being loaded for good is the same exception in this call and in every
 * later one; what can pass is tried again by the next call.
 */
final class NativeAllocator {
    private static final String ADVICE = "io.github.depthwise4j.loading.LoadDiagnosis";

    private static volatile boolean loaded;
    private static RuntimeException failure;

    private NativeAllocator() {}

    /** In a class of its own, so that this one has no initialiser that a caller without stack could spoil. */
    private static final class Door {
        static final ReentrantLock LOCK = new ReentrantLock();
    }

    /** Does nothing but the first time. */
    static void load() {
        if (!loaded) {
            loadOnce();
        }
    }

    private static void loadOnce() {
        Room.require();
        Door.LOCK.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (!loaded) {
                loaded = LargeStack.call(NativeAllocator::tryToLoad);
            }
        } finally {
            Door.LOCK.unlock();
        }
    }

    private static boolean tryToLoad() {
        LoadFailure advice = advice();
        // A failure of JNA's own initialiser would be for ever.
        advice.rehearse();
        try {
            Native.free(Native.malloc(1));
            return true;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | IllegalCallerException e) {
            // JNA throws a plain Error where it finds a library of another version of itself.
            failure = advice.explain(e);
            throw failure;
        }
    }

    private static LoadFailure advice() {
        ClassLoader loader = LoadFailure.class.getClassLoader();
        try {
            return ServiceLoader.load(LoadFailure.class, loader).findFirst().orElseThrow();
        } catch (ServiceConfigurationError | NoSuchElementException e) {
            return adviceByName(loader);
        }
    }

    /** Where the file of the service cannot be read, the class can be. */
    private static LoadFailure adviceByName(ClassLoader loader) {
        try {
            return (LoadFailure)
                    Class.forName(ADVICE, true, loader).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "the jar of depthwise4j lacks " + ADVICE + "; use it as it is published", e);
        }
    }
}
