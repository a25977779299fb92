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

/** Finds and loads oneDNN through JavaCPP. */
public final class NativeLoader {
    private NativeLoader() {}

    /** Runs what loads native code; whatever the loaders throw becomes one exception that names the remedy. */
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
     * Unpacks what {@link #loadOneDnn} will load. A failure of the classes that load it would be for ever, and a full disk is not.
     *
     * @throws NativeLoadException if that is not possible now
     */
    public static void unpack() {
        checkVersions();
        JavaCppCache cache = new JavaCppCache();
        if (cache.isUsed() && new NativeJars(NativePlatform.current()).missing().isEmpty()) {
            LoadDiagnosis.unpackOneDnn(cache);
        }
    }

    /** Loads oneDNN and returns the path of its library. */
    public static String loadOneDnn() {
        Loader.load(org.bytedeco.dnnl.global.dnnl.class);
        warnOfAnotherCache();
        Map<String, String> libraries = Loader.getLoadedLibraries();
        return path(libraries, "dnnl")
                .map(NativeLoader::inLibraryPath)
                .or(() -> path(libraries, "jnidnnl").flatMap(NativeLoader::besides))
                .orElseThrow(
                        () -> new UnsatisfiedLinkError("JavaCPP loaded " + libraries + ", but no library named dnnl"));
    }

    private static Optional<String> path(Map<String, String> libraries, String name) {
        return libraries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * The library of oneDNN in the directory of the binding's. Where another class loader of this process has loaded
     * it before, Java refuses to load it a second time; JavaCPP loads a copy of the binding, which the system links to
     * the library that is there.
     */
    private static Optional<String> besides(String binding) {
        try (Stream<Path> files = Files.list(Path.of(binding).resolveSibling(""))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("(lib)?dnnl\\.(so\\.\\d+|\\d+\\.dylib|dll)"))
                    .map(Path::toString)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** JavaCPP gives the name only where it let the JVM find the file. */
    private static String inLibraryPath(String library) {
        return Stream.of(System.getProperty("java.library.path", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, System.mapLibraryName(library)))
                .filter(file -> !library.contains(File.separator) && Files.exists(file))
                .map(Path::toString)
                .findFirst()
                .orElse(library);
    }

    /** JavaCPP's classes and the native code of the binding are made for one another. */
    private static void checkVersions() {
        String binding = version("dnnl");
        String javaCpp = version("javacpp");
        if (binding == null || javaCpp == null || binding.endsWith("-" + javaCpp)) {
            return;
        }
        String wanted = binding.substring(binding.lastIndexOf('-') + 1);
        String sentence = "org.bytedeco:dnnl:" + binding + " is made for version " + wanted
                + " of org.bytedeco:javacpp, and the first one on the class path is " + javaCpp;
        if (RuntimeSettings.current().refusesJavaCppMismatch()) {
            throw new NativeLoadException(
                    "depthwise4j cannot load oneDNN for " + NativePlatform.inDetail() + ": " + sentence
                            + "; depend on javacpp " + wanted
                            + " and no other (mvn dependency:tree shows who asks for which), or "
                            + "try your luck with -Ddepthwise4j.javaCppMismatch=warn",
                    null);
        }
        logger().log(Level.WARNING, sentence);
    }

    /** As the jar says; null where that was lost, as in a jar made of several. */
    private static String version(String artifact) {
        try {
            return Loader.getVersion("org.bytedeco", artifact, org.bytedeco.dnnl.global.dnnl.class);
        } catch (IOException e) {
            return null;
        }
    }

    /** JavaCPP goes elsewhere without a word where it cannot write. */
    private static void warnOfAnotherCache() {
        String wanted = System.getProperty("org.bytedeco.javacpp.cachedir");
        try {
            if (wanted != null && !Loader.getCacheDir().equals(Loader.getCanonicalFile(new File(wanted)))) {
                logger().log(
                                Level.WARNING,
                                "org.bytedeco.javacpp.cachedir = {0} cannot be written; native code was unpacked to {1}",
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
