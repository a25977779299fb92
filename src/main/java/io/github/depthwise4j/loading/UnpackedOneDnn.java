package io.github.depthwise4j.loading;

import java.io.File;
import java.net.URL;
import java.util.List;

/**
 * The files of oneDNN where JavaCPP unpacks them, or where they were unpacked at build time. Whoever knows them needs
 * no class of JavaCPP's binding.
 *
 * @param library oneDNN's library
 * @param runtime OpenMP's library, to be loaded before: the system would look for it in {@code LD_LIBRARY_PATH} first
 */
public record UnpackedOneDnn(String library, String runtime) {

    /** Whether this library's own native code can load such files on this system: that for Linux can. */
    public static boolean isUsable() {
        return NativePlatform.isLinux();
    }

    /**
     * The files, which this unpacks if they are not unpacked yet; null if JavaCPP has to find them.
     *
     * @throws io.github.depthwise4j.errors.NativeLoadException if they cannot be unpacked now
     */
    public static UnpackedOneDnn orNull() {
        JavaCppCache cache = new JavaCppCache();
        if (!isUsable() || cache.pathsComeFirst()) {
            return null;
        }
        if (!cache.findsFiles()) {
            return inLibraryPath();
        }
        List<URL> files = new NativeJars(NativePlatform.current()).oneDnn();
        if (!cache.isUsed() || files.isEmpty()) {
            return null;
        }
        if (!cache.contains(files)) {
            LoadDiagnosis.unpackOneDnn(cache);
        }
        File library = cache.unpackedOrNull(files.get(0));
        File runtime = cache.unpackedOrNull(files.get(1));
        return library == null || runtime == null ? null : new UnpackedOneDnn(library.getPath(), runtime.getPath());
    }

    private static UnpackedOneDnn inLibraryPath() {
        for (String directory : System.getProperty("java.library.path", "").split(File.pathSeparator)) {
            File library = new File(directory, System.mapLibraryName("dnnl"));
            File runtime = new File(directory, System.mapLibraryName("gomp"));
            if (library.exists() && runtime.exists()) {
                return new UnpackedOneDnn(library.getAbsolutePath(), runtime.getAbsolutePath());
            }
        }
        return null;
    }
}
