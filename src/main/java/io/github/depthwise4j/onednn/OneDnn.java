package io.github.depthwise4j.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.errors.OneDnnException;
import io.github.depthwise4j.events.Events;
import io.github.depthwise4j.loading.LargeStack;
import io.github.depthwise4j.loading.NativeLoader;
import io.github.depthwise4j.loading.Room;
import io.github.depthwise4j.memory.NativeMemory;
import io.github.depthwise4j.natives.NativeLibrary;
import io.github.depthwise4j.natives.OneDnnFile;
import io.github.depthwise4j.onednn.functions.BindingFunctions;
import io.github.depthwise4j.onednn.functions.DnnlFunctions;
import io.github.depthwise4j.onednn.functions.OwnFunctions;
import io.github.depthwise4j.settings.RuntimeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** The loaded oneDNN: its engine, version and instruction set. It is loaded once, on first use. Thread-safe. */
public final class OneDnn {
    private static final String UNKNOWN = "unknown";

    private static volatile OneDnn loaded;
    /** The failure that later calls repeat, if any. Guarded by the lock. */
    private static NativeLoadException failure;

    private final DnnlFunctions functions;
    private final long engine;
    private final String version;
    private final String isa;
    private final String library;
    private final long loadNanos;

    private OneDnn(DnnlFunctions functions, long engine, String version, String isa, String library, long loadNanos) {
        this.functions = functions;
        this.engine = engine;
        this.version = version;
        this.isa = isa;
        this.library = library;
        this.loadNanos = loadNanos;
    }

    /**
     * Holds the lock in a class of its own. So {@code OneDnn} needs no static initialiser, which a thread with too
     * little stack would make fail permanently.
     */
    private static final class LockHolder {
        static final ReentrantLock LOCK = new ReentrantLock();
    }

    /**
     * Returns the loaded oneDNN. The first call loads it, on a separate thread.
     *
     * @throws NativeLoadException if it cannot be loaded; later calls try again if the reason can pass, and throw the
     *     same exception otherwise
     */
    public static OneDnn get() {
        OneDnn current = loaded;
        return current != null ? current : load();
    }

    /** What {@link #get()} loaded, or null if it loaded nothing. */
    public static OneDnn orNull() {
        return loaded;
    }

    private static OneDnn load() {
        Room.require();
        NativeMemory.prepare();
        NativeLibrary.awaitLoading();
        OneDnn oneDnn;
        LockHolder.LOCK.lock();
        try {
            if (failure != null) {
                throw failure;
            }
            if (loaded != null) {
                return loaded;
            }
            oneDnn = LargeStack.call(new Loading());
            loaded = oneDnn;
        } finally {
            LockHolder.LOCK.unlock();
        }
        ExcludedImplementations.current().log();
        return oneDnn;
    }

    /** No method reference, here and below: each takes Java half a millisecond before the first result. */
    private static final class Loading implements Supplier<OneDnn> {
        @Override
        public OneDnn get() {
            return loadWithEvent();
        }
    }

    private record Starting(long begin) implements Supplier<OneDnn> {
        @Override
        public OneDnn get() {
            return start(begin);
        }
    }

    private static OneDnn loadWithEvent() {
        Events.NativeLoad event = Events.nativeLoad();
        try {
            OneDnn oneDnn = loadHere();
            if (event != null) {
                event.loaded(oneDnn.library, oneDnn.version, oneDnn.isa, oneDnn.loadNanos);
            }
            return oneDnn;
        } catch (RuntimeException | Error e) {
            if (event != null) {
                event.failed(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private static OneDnn loadHere() {
        long begin = System.nanoTime();
        RuntimeSettings.current();
        if (!OneDnnFile.isOpen() && !NativeLoader.isBindingLoaded()) {
            NativeLoader.unpackBinding();
            OneDnnFile.open();
        }
        try {
            return NativeLoader.guard(new Starting(begin));
        } catch (NativeLoadException e) {
            // A further attempt would fail too: Java never repeats a failed initialiser, and would load the same file.
            failure = e;
            throw e;
        }
    }

    /**
     * Prepares this library's class loader for garbage collection. If JavaCPP belongs to the same class loader, it
     * ends JavaCPP's deallocator thread, which would keep the loader alive; this library gives that thread no work. In
     * the application's own class loader, which is never collected, this does nothing.
     */
    public static void unload() {
        ClassLoader own = OneDnn.class.getClassLoader();
        if (NativeLoader.hasTriedBinding()
                && own != ClassLoader.getSystemClassLoader()
                && Pointer.class.getClassLoader() == own) {
            Pointer.interruptDeallocatorThread();
        }
    }

    private static OneDnn start(long begin) {
        RuntimeSettings settings = RuntimeSettings.current();
        String library = OneDnnFile.isOpen() ? OneDnnFile.path() : NativeLoader.load(dnnl.class);
        NativeLoader.warnOfAnotherCache();
        DnnlFunctions functions = OneDnnFile.open(library) ? new OwnFunctions() : new BindingFunctions();
        OpenMpThreads.bind();
        // Here, with a large stack and before anything is scarce: a class that cannot be initialised stays unusable.
        String version = version(functions.version());
        CpuIsa.limit(functions, settings.maxCpuIsa());
        OptionalInt capacity = settings.primitiveCacheCapacity();
        if (capacity.isPresent()) {
            check(
                    functions.setPrimitiveCacheCapacity(capacity.getAsInt()),
                    "dnnl_set_primitive_cache_capacity",
                    capacity.getAsInt(),
                    version,
                    "");
        }
        long engine = functions.engineCreate();
        check(statusOf(engine), "dnnl_engine_create", "the CPU", version, "");
        return new OneDnn(
                functions,
                engine,
                version,
                CpuIsa.effective(functions),
                library,
                NativeLibrary.earlyNanos() + System.nanoTime() - begin);
    }

    private static String version(long parts) {
        return (parts >> 32) + "." + (parts >> 16 & 0xFFFF) + "." + (parts & 0xFFFF);
    }

    /** How long it took to unpack and load oneDNN, in nanoseconds, also what was done before oneDNN was asked for. */
    public long loadNanos() {
        return loadNanos;
    }

    /** oneDNN's functions. Loads oneDNN. */
    static DnnlFunctions dnnl() {
        return get().functions;
    }

    long engine() {
        return engine;
    }

    /** The version of oneDNN, as {@code 3.11.0}. */
    public String version() {
        return version;
    }

    /** The newest instruction set oneDNN uses in this process, as {@code AVX512_CORE_BF16}. */
    public String isa() {
        return isa;
    }

    /** Whether vector registers of 64 bytes are in use. */
    public boolean hasAvx512() {
        return isa.startsWith("AVX512") || isa.startsWith("AVX10");
    }

    /** Whether AVX2 or AVX-512 is in use, so vector registers of 32 bytes or more. */
    public boolean hasAvx2() {
        return isa.startsWith("AVX2") || hasAvx512();
    }

    /** The file from which oneDNN was loaded. */
    public String library() {
        return library;
    }

    /** Whether oneDNN can be limited to the calling thread; if not, the log says why. */
    public boolean threadsControlled() {
        return OpenMpThreads.isControlled();
    }

    /** The version of the binding, JavaCPP. It initialises none of its classes. */
    public static String javaCppVersion() {
        // Not from the manifest: a jar merged from several has the manifest of another one.
        try (InputStream file =
                Loader.class.getResourceAsStream("/META-INF/maven/org.bytedeco/javacpp/pom.properties")) {
            if (file != null) {
                Properties properties = new Properties();
                properties.load(file);
                return properties.getProperty("version", UNKNOWN);
            }
        } catch (IOException e) {
            // The version is only shown: there may be another way to find it.
        }
        ModuleDescriptor module = Loader.class.getModule().getDescriptor();
        return Optional.ofNullable(module).flatMap(ModuleDescriptor::rawVersion).orElse(UNKNOWN);
    }

    /** The handle that a function has returned. If it has returned minus a status, throws an exception. */
    static long handle(long result, String call, Object subject) {
        check(statusOf(result), call, subject);
        return result;
    }

    private static int statusOf(long result) {
        return result < 0 ? (int) -result : dnnl_success;
    }

    /** Throws an exception unless the status is success. */
    static void check(int status, String call, Object subject) {
        if (status != dnnl_success) {
            OneDnn current = loaded;
            check(status, call, subject, current == null ? "" : current.version, current == null ? "" : current.isa);
        }
    }

    /** The exception for a problem without any usable implementation; {@code reason} follows the name of the status. */
    static OneDnnException noImplementation(Object subject, String reason) {
        OneDnn current = get();
        return new OneDnnException(
                "dnnl_primitive_desc_next_impl",
                dnnl_last_impl_reached,
                statusText(dnnl_last_impl_reached) + reason,
                subject.toString(),
                current.isa,
                current.version);
    }

    private static void check(int status, String call, Object subject, String version, String isa) {
        if (status != dnnl_success) {
            throw new OneDnnException(call, status, statusText(status), subject.toString(), isa, version);
        }
    }

    private static String statusText(int status) {
        return Map.of(
                        dnnl_out_of_memory, "out of memory",
                        dnnl_invalid_arguments, "invalid arguments",
                        dnnl_unimplemented, "unimplemented",
                        dnnl_last_impl_reached, "last implementation reached",
                        dnnl_runtime_error, "runtime error",
                        dnnl_not_required, "not required")
                .getOrDefault(status, "unknown status");
    }
}
