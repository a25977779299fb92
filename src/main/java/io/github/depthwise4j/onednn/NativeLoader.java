package io.github.depthwise4j.onednn;

import io.github.depthwise4j.problem.NativeLoadException;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;

/** Finds and loads oneDNN through JavaCPP, and says what is wrong when that fails. */
final class NativeLoader {
    private NativeLoader() {}

    /** Runs what loads native code; whatever the loaders throw becomes one exception that names the remedy. */
    static <T> T guard(Supplier<T> loading) {
        try {
            return loading.get();
        } catch (LinkageError e) {
            throw new NativeLoadException(diagnose(e), e);
        }
    }

    /** Loads oneDNN and returns the path of its library. */
    static String loadOneDnn() {
        Loader.load(org.bytedeco.dnnl.global.dnnl.class);
        Map<String, String> libraries = Loader.getLoadedLibraries();
        return libraries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("dnnl"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(
                        () -> new UnsatisfiedLinkError("JavaCPP loaded " + libraries + ", but no library named dnnl"));
    }

    private static String diagnose(LinkageError error) {
        String platform = Loader.getPlatform();
        String head = "depthwise4j cannot load oneDNN for " + platform + " (" + System.getProperty("os.name") + ", "
                + System.getProperty("os.arch") + ", Java " + System.getProperty("java.version") + "): ";
        String text = String.valueOf(error.getMessage());
        if (error instanceof NoClassDefFoundError && text.contains("opencl")) {
            return head
                    + "the classes of org.bytedeco:opencl are missing. No GPU is used, but the binding of oneDNN needs them; "
                    + "put org.bytedeco:opencl and its " + platform + " jar on the class path.";
        }
        if (text.contains("GLIBC_") || text.contains("GLIBCXX_")) {
            return head + "the C or C++ library of this system is too old (" + text
                    + "); glibc 2.34 and libstdc++ 3.4.29 are needed, as in Debian 12, Ubuntu 22.04 or RHEL 9.";
        }
        if (text.matches("(?s)no (jni)?(dnnl|OpenCL) in java.library.path.*")) {
            String module = platform.replace('-', '.').replace("x86.64", "x86_64");
            return head
                    + "no jar with its native code was found. On the class path, add org.bytedeco:dnnl and org.bytedeco:opencl "
                    + "with classifier " + platform
                    + "; on the module path, add them and --add-modules org.bytedeco.dnnl."
                    + module + ",org.bytedeco.opencl." + module + ".";
        }
        return head + text + ". JavaCPP unpacks native code to " + cacheDirectory()
                + "; that directory must be writable and allow execution (set -Dorg.bytedeco.javacpp.cachedir=DIR to move it).";
    }

    private static String cacheDirectory() {
        try {
            return Loader.getCacheDir().toString();
        } catch (java.io.IOException e) {
            return "a cache directory that it cannot create (" + e.getMessage() + ")";
        }
    }
}
