package io.github.depthwise4j.natives;

import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.loading.FirstClasses;
import io.github.depthwise4j.loading.LargeStack;
import io.github.depthwise4j.loading.LoadDiagnosis;
import io.github.depthwise4j.loading.NativeLoader;
import io.github.depthwise4j.loading.OwnLibrary;
import io.github.depthwise4j.loading.Room;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Loads this library's own native code, once, on first use. Where it cannot be loaded, a warning is logged, and
 * JavaCPP's functions do its work: memory is the same, but OpenMP's number of threads cannot be set. A permanent
 * failure of both is remembered: every later call throws the same exception. After a failure that can pass, the next
 * call tries again. Thread-safe.
 */
public final class NativeLibrary {
    private static volatile MemoryFunctions memory;
    /** The failure that later calls repeat, if any. Guarded by the lock. */
    private static NativeLoadException failure;

    private NativeLibrary() {}

    /** A class of its own: a caller with too little stack could make the initialiser of the outer class fail. */
    private static final class LockHolder {
        static final ReentrantLock LOCK = new ReentrantLock();
    }

    /**
     * The functions for memory; the first call loads native code, on a separate thread.
     *
     * @throws NativeLoadException if that is not possible
     */
    public static MemoryFunctions memory() {
        MemoryFunctions current = memory;
        return current != null ? current : load();
    }

    /** Whether {@link NativeFunctions} may be called. */
    public static boolean isOwn() {
        return memory instanceof OwnMemory;
    }

    private static MemoryFunctions load() {
        Room.require();
        LockHolder.LOCK.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (memory == null) {
                memory = LargeStack.call(new Loading(), new FirstClasses());
            }
            return memory;
        } finally {
            LockHolder.LOCK.unlock();
        }
    }

    /** No lambda: the first one of a process takes Java 10 ms, and the loading has not begun yet. */
    private static final class Loading implements Supplier<MemoryFunctions> {
        @Override
        public MemoryFunctions get() {
            return tryToLoad();
        }
    }

    private static MemoryFunctions tryToLoad() {
        LoadDiagnosis.refuseImpossible();
        try {
            OwnLibrary.load();
            NativeLoader.tryToLoadBinding();
            return new OwnMemory();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (IOException | LinkageError | RuntimeException e) {
            return byJavaCpp(e);
        }
    }

    private static MemoryFunctions byJavaCpp(Throwable reason) {
        NativeLoader.unpackBinding();
        try {
            NativeLoader.loadBinding();
        } catch (NativeLoadException e) {
            // A further attempt would fail too: Java never repeats a failed initialiser, and would load the same file.
            failure = e;
            throw e;
        }
        System.getLogger(NativeLibrary.class.getName())
                .log(
                        Level.WARNING,
                        "the native library of depthwise4j cannot be loaded ({0}): oneDNN will choose its number of "
                                + "threads itself, and arrays are copied; set OMP_NUM_THREADS=1 in the environment",
                        reason.getMessage() == null ? reason : reason.getMessage());
        return new JavaCppMemory();
    }
}
