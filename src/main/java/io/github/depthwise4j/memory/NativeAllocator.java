package io.github.depthwise4j.memory;

import com.sun.jna.Native;
import io.github.depthwise4j.loading.LargeStack;
import io.github.depthwise4j.loading.LoadDiagnosis;
import io.github.depthwise4j.loading.Room;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Loads JNA, which allocates native memory. A permanent failure is remembered: every later call throws the same
 * exception. After a failure that can pass, the next call tries again.
 */
final class NativeAllocator {
    private static volatile boolean loaded;
    private static RuntimeException failure;

    private NativeAllocator() {}

    /** A class of its own: a caller with too little stack could make the initialiser of the outer class fail. */
    private static final class Door {
        static final ReentrantLock LOCK = new ReentrantLock();
    }

    /** Loads JNA at the first call, and does nothing after that. */
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
        LoadDiagnosis.rehearseJna();
        try {
            Native.free(Native.malloc(1));
            return true;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Error | IllegalCallerException e) {
            // JNA throws a plain Error if it finds a library of another version of itself.
            failure = LoadDiagnosis.explainJna(e);
            throw failure;
        }
    }
}
