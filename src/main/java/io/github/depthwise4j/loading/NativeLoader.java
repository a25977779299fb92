package io.github.depthwise4j.loading;

import io.github.depthwise4j.errors.NativeLoadException;
import io.github.depthwise4j.settings.RuntimeSettings;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/**
 * Finds and loads oneDNN through JavaCPP. The binding's class comes from the caller: this package does not know oneDNN.
 */
public final class NativeLoader {
    private static final String BINDING = "org.bytedeco.dnnl.global.dnnl";

    /** Whether JavaCPP has loaded the binding for this class. */
    private static volatile boolean bindingLoaded;
    /** Whether JavaCPP was asked to do so. */
    private static volatile boolean bindingTried;
    /** The failure of the binding's initialiser, which Java does not repeat; null if there is none. */
    private static volatile LinkageError bindingFailure;

    private NativeLoader() {}

    /** Runs code that loads native code. Any exception of the loaders becomes one exception that names the remedy. */
    public static <T> T guard(Supplier<T> loading) {
        NativePlatform platform = NativePlatform.current();
        Optional<String> refusal = platform.refusal();
        if (refusal.isPresent()) {
            throw new NativeLoadException(
                    "depthwise4j cannot load oneDNN for " + platform + ": " + refusal.get(), null);
        }
        try {
            return loading.get();
        } catch (LinkageError | IllegalCallerException | TypeNotPresentException e) {
            throw LoadDiagnosis.explainOneDnn(e);
        }
    }

    /**
     * Unpacks the files that {@link #load} will load. If the binding's initialiser fails, Java never runs it again; a
     * failure here, as of a full disk, can pass, and a later call can succeed.
     *
     * @param binding the class through which JavaCPP loads oneDNN
     * @throws NativeLoadException if that is not possible now
     */
    public static void unpack(Class<?> binding) {
        if (bindingLoaded) {
            return;
        }
        checkVersions(binding);
        JavaCppCache cache = new JavaCppCache();
        NativeJars jars = new NativeJars(NativePlatform.current());
        if (cache.isUsed() && jars.missing().isEmpty() && !cache.contains(jars.libraries())) {
            LoadDiagnosis.unpackOneDnn(cache);
        }
    }

    /**
     * {@link #unpack} for the binding of oneDNN, for callers that do not know its class.
     *
     * @throws NativeLoadException if that is not possible now
     */
    public static void unpackBinding() {
        guard(() -> {
            unpack(binding());
            return null;
        });
    }

    /**
     * Loads the binding of oneDNN, for the functions of JavaCPP that come with it.
     *
     * @throws NativeLoadException if that is not possible
     */
    public static void loadBinding() {
        guard(() -> {
            initialize(binding());
            return null;
        });
    }

    /** Tries to load the binding before it is needed. If it fails, the failure is reported where it is needed. */
    public static void tryToLoadBinding() {
        try {
            Class<?> binding = binding();
            unpack(binding);
            initialize(binding);
        } catch (RuntimeException | LinkageError e) {
            // What needs the binding tries again, and says why it fails.
        }
    }

    /** Whether JavaCPP was asked to load the binding, with success or without: it may have started its thread then. */
    public static boolean hasTriedBinding() {
        return bindingTried;
    }

    /** Whether JavaCPP has loaded the binding. */
    public static boolean isBindingLoaded() {
        return bindingLoaded;
    }

    private static void initialize(Class<?> binding) {
        LinkageError failure = bindingFailure;
        if (failure != null) {
            throw failure;
        }
        bindingTried = true;
        try {
            Loader.load(binding);
        } catch (LinkageError e) {
            bindingFailure = e;
            throw e;
        }
        bindingLoaded = true;
    }

    private static Class<?> binding() {
        try {
            return Class.forName(BINDING, false, NativeLoader.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw (NoClassDefFoundError) new NoClassDefFoundError(BINDING).initCause(e);
        }
    }

    /**
     * Loads oneDNN and returns the path of its library.
     *
     * @param binding the class through which JavaCPP loads oneDNN
     */
    public static String load(Class<?> binding) {
        if (!bindingLoaded) {
            initialize(binding);
        }
        Map<String, String> libraries = Loader.getLoadedLibraries();
        Optional<String> oneDnn = path(libraries, "dnnl");
        if (oneDnn.isPresent()) {
            return inLibraryPath(oneDnn.get());
        }
        return path(libraries, "jnidnnl")
                .flatMap(NativeLoader::besideBinding)
                .orElseThrow(
                        () -> new UnsatisfiedLinkError("JavaCPP loaded " + libraries + ", but no library named dnnl"));
    }

    private static Optional<String> path(Map<String, String> libraries, String name) {
        for (Map.Entry<String, String> library : libraries.entrySet()) {
            if (library.getKey().startsWith(name)) {
                return Optional.of(library.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * oneDNN's library in the directory of the binding's library. If another class loader of this process loaded it
     * before, Java refuses to load it a second time. JavaCPP then loads a copy of the binding, and the system links
     * that copy to the library which is already loaded.
     */
    private static Optional<String> besideBinding(String binding) {
        try (Stream<Path> files = Files.list(Path.of(binding).resolveSibling(""))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(lib)?dnnl\\.(so\\.\\d+|\\d+\\.dylib|dll)"))
                    .map(Path::toString)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The path of a library. If the JVM found the file in {@code java.library.path}, JavaCPP returns only its name. */
    private static String inLibraryPath(String library) {
        if (library.contains(File.separator)) {
            return library;
        }
        for (String directory : System.getProperty("java.library.path", "").split(File.pathSeparator)) {
            File file = new File(directory, System.mapLibraryName(library));
            if (file.exists()) {
                return file.toString();
            }
        }
        return library;
    }

    /** The native code of the binding works with one version of JavaCPP's classes only. */
    private static void checkVersions(Class<?> binding) {
        String dnnl = version("dnnl", binding);
        String javaCpp = version("javacpp", binding);
        if (dnnl == null || javaCpp == null || dnnl.endsWith("-" + javaCpp)) {
            return;
        }
        String wanted = dnnl.substring(dnnl.lastIndexOf('-') + 1);
        String sentence = "org.bytedeco:dnnl:" + dnnl + " is made for version " + wanted
                + " of org.bytedeco:javacpp, and the first one on the class path is " + javaCpp;
        if (RuntimeSettings.current().refusesJavaCppMismatch()) {
            throw new NativeLoadException(
                    "depthwise4j cannot load oneDNN for " + NativePlatform.inDetail() + ": " + sentence
                            + "; depend on javacpp " + wanted
                            + " and no other (mvn dependency:tree shows which dependency asks for which version), or "
                            + "load it at your own risk with -Ddepthwise4j.javaCppMismatch=warn",
                    null);
        }
        logger().log(Level.WARNING, sentence);
    }

    /** The version that the jar states; null if it states none, as in a jar merged from several. */
    private static String version(String artifact, Class<?> binding) {
        try {
            return Loader.getVersion("org.bytedeco", artifact, binding);
        } catch (IOException e) {
            return null;
        }
    }

    /** Warns if JavaCPP unpacked to another directory than the chosen one. JavaCPP does so without a message. */
    public static void warnOfAnotherCache() {
        String wanted = System.getProperty("org.bytedeco.javacpp.cachedir");
        try {
            if (wanted != null && !Loader.getCacheDir().equals(Loader.getCanonicalFile(new File(wanted)))) {
                logger().log(
                                Level.WARNING,
                                "org.bytedeco.javacpp.cachedir = {0} cannot be written; "
                                        + "native code was unpacked to {1}",
                                wanted,
                                Loader.getCacheDir());
            }
        } catch (IOException e) {
            logger().log(Level.DEBUG, "no directory to unpack native code to", e);
        }
    }

    private static System.Logger logger() {
        return System.getLogger(NativeLoader.class.getName());
    }
}
