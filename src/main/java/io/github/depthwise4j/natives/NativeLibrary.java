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
import java.util.concurrent.CountDownLatch;
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
    /** How long the early attempt took, if it loaded oneDNN; otherwise 0. */
    private static volatile long earlyNanos;
    /** Set before anybody gets the functions: oneDNN may be needed and loaded while the rest is still loaded. */
    private static volatile boolean own;
    /** The failure that later calls repeat, if any. Guarded by the lock. */
    private static NativeLoadException failure;
    /** What loads at this moment, while the thread that holds the lock does something else; otherwise null. */
    private static Loading loading;

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
        return current != null ? current : load(null);
    }

    /** Whether {@link NativeFunctions} may be called. */
    public static boolean isOwn() {
        return own;
    }

    /**
     * Waits until nothing is loaded any more, if the caller does work while another thread loads native code: oneDNN
     * must not be loaded by two threads at once. An interrupt does not end the wait.
     */
    public static void awaitLoading() {
        // Any other thread has waited for this lock before, in memory(): for it, the loading has ended.
        if (LockHolder.LOCK.isHeldByCurrentThread() && loading != null) {
            Loading.await(loading.ended);
        }
    }

    /** How long it took to open oneDNN, or to load the binding, before it was asked for, in nanoseconds; 0 if not. */
    public static long earlyNanos() {
        return earlyNanos;
    }

    /**
     * Does work that needs no native code but native memory. If nothing is loaded yet, everything is loaded on another
     * thread meanwhile, and this returns after both. Work that fails is reported first.
     *
     * @throws NativeLoadException if native code cannot be loaded
     */
    public static <T, E extends Exception> T whileLoading(Meanwhile.Work<T, E> work) throws E {
        Meanwhile<T, E> meanwhile = new Meanwhile<>(work);
        NativeLoadException refusal = null;
        if (memory == null) {
            try {
                load(meanwhile);
            } catch (NativeLoadException e) {
                refusal = e;
            }
        }
        return meanwhile.result(refusal);
    }

    private static MemoryFunctions load(Runnable meanwhile) {
        Room.require();
        LockHolder.LOCK.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (loading != null) {
                return loading.await();
            }
            return memory != null ? memory : loadNow(meanwhile);
        } finally {
            LockHolder.LOCK.unlock();
        }
    }

    private static MemoryFunctions loadNow(Runnable meanwhile) {
        loading = new Loading();
        try {
            memory = LargeStack.call(loading, new FirstClasses(), meanwhile);
            return memory;
        } finally {
            loading = null;
        }
    }

    /** Loads native code. No lambda: the first one of a process takes Java 10 ms, and the loading has not begun yet. */
    private static final class Loading implements Supplier<MemoryFunctions> {
        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        /** Null if there are none yet, or if the loading has failed. */
        private volatile MemoryFunctions functions;

        @Override
        public MemoryFunctions get() {
            try {
                MemoryFunctions loaded = tryToLoad(this);
                offer(loaded);
                return loaded;
            } finally {
                ready.countDown();
                ended.countDown();
            }
        }

        void offer(MemoryFunctions loaded) {
            functions = loaded;
            ready.countDown();
        }

        /** Waits for the functions for memory, which come before all others. An interrupt does not end the wait. */
        MemoryFunctions await() {
            await(ready);
            if (functions == null) {
                throw new NativeLoadException("the loading of native code has failed, and says why", null);
            }
            return functions;
        }

        private static void await(CountDownLatch latch) {
            boolean interrupted = false;
            while (latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static MemoryFunctions tryToLoad(Loading loading) {
        LoadDiagnosis.refuseImpossible();
        try {
            OwnLibrary.load();
            OneDnnFile.requireFunctions();
            MemoryFunctions functions = new OwnMemory();
            own = true;
            loading.offer(functions);
            openOneDnn();
            return functions;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (IOException | LinkageError | RuntimeException e) {
            return byJavaCpp(e);
        }
    }

    /**
     * Opens oneDNN before it is needed, on the thread that loads other native code: the caller waits for that thread
     * anyway. If it fails, the failure is reported where oneDNN is needed.
     *
     * <p>JavaCPP's binding must not be loaded in the background. JavaCPP's initialisers can wait for each other for
     * ever if two threads run them, and the caller may use JavaCPP for something else as soon as it does not wait.
     */
    private static void openOneDnn() {
        long begin = System.nanoTime();
        try {
            OneDnnFile.openUnpacked();
        } catch (RuntimeException | LinkageError e) {
            // What needs oneDNN tries again, and says why it fails.
            return;
        }
        if (!OneDnnFile.isOpen()) {
            NativeLoader.tryToLoadBinding();
        }
        if (OneDnnFile.isOpen() || NativeLoader.isBindingLoaded()) {
            earlyNanos = System.nanoTime() - begin;
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
