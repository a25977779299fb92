package io.github.depthwise4j.loading;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.bytedeco.javacpp.Loader;

/**
 * The directory into which JavaCPP unpacks oneDNN and the binding (97 MB). The files stay there for later processes.
 */
final class JavaCppCache {
    private static final String OPTION = "org.bytedeco.javacpp.cachedir";

    /** Why JavaCPP could not unpack or find the files, asked after it failed; empty if nothing is wrong. */
    Optional<String> problem(NativePlatform platform) {
        if (System.getProperty("org.bytedeco.javacpp.findLibraries", "true").equals("false")) {
            return Optional.of("with -Dorg.bytedeco.javacpp.findLibraries=false the libraries must be in "
                    + "-Djava.library.path, which is \""
                    + System.getProperty("java.library.path")
                    + "\"; they are missing there, or are of another version; run 'depthwise4j natives unpack DIR' "
                    + "again and use the options it writes to DIR/java.options");
        }
        NativeJars jars = new NativeJars(platform);
        List<NativeJars.Jar> missing = jars.missing();
        return missing.isEmpty() ? cannotUnpack(jars) : Optional.of(missing(missing, platform));
    }

    private static String missing(List<NativeJars.Jar> jars, NativePlatform platform) {
        String names = jars.stream().map(NativeJars.Jar::coordinates).collect(Collectors.joining(" and "));
        String modules = jars.stream()
                .map(jar -> jar.coordinates().replace(':', '.') + "." + platform.moduleSuffix())
                .collect(Collectors.joining(","));
        return "no native code of " + names + " for this platform was found; on the class path, add " + names
                + " with classifier " + platform.name()
                + "; on the module path, add the same and pass --add-modules " + modules;
    }

    /** Whether JavaCPP unpacks files into this directory. */
    boolean isUsed() {
        return findsFiles() && !isFalse("cacheLibraries");
    }

    /**
     * Whether these libraries are unpacked. JavaCPP unpacks the library of a binding after all others that it needs, so
     * these are unpacked then, too.
     */
    boolean contains(List<URL> libraries) {
        for (URL library : libraries) {
            if (unpackedOrNull(library) == null) {
                return false;
            }
        }
        return true;
    }

    /** The unpacked file of a library in a jar; null if it is not there as a whole. */
    File unpackedOrNull(URL library) {
        try {
            return library.openConnection() instanceof JarURLConnection inJar
                    ? find(inJar, new File(inJar.getEntryName()).getName()).orElse(null)
                    : null;
        } catch (IOException e) {
            // Unpacking will fail too, and then says why.
            return null;
        }
    }

    /**
     * The place of an entry of a jar that was unpacked before; empty if it was not.
     *
     * @param fileName the name of the unpacked file
     */
    static Optional<File> find(JarURLConnection entry, String fileName) throws IOException {
        File jar = new File(Loader.getCacheDir(), new File(entry.getJarFile().getName()).getName());
        File file = new File(new File(jar, entry.getEntryName()).getParentFile(), fileName);
        return file.length() == entry.getJarEntry().getSize() ? Optional.of(file) : Optional.empty();
    }

    /** Whether JavaCPP prefers files of {@code java.library.path} and of the system's directories to those of jars. */
    boolean pathsComeFirst() {
        return List.of("true", "t", "").contains(value("pathsFirst", "false").toLowerCase(Locale.ROOT));
    }

    /** Whether JavaCPP looks for files on the class path; if not, it takes those of {@code java.library.path}. */
    boolean findsFiles() {
        return !isFalse("findLibraries");
    }

    private static boolean isFalse(String option) {
        return value(option, "true").equalsIgnoreCase("false");
    }

    private static String value(String option, String unset) {
        String name = "org.bytedeco.javacpp.";
        String old = System.getProperty(name + option.toLowerCase(Locale.ROOT), unset);
        return System.getProperty(name + option, old);
    }

    /**
     * Unpacks the missing files in the same way as JavaCPP, because JavaCPP does not report why it failed.
     *
     * @return why that is not possible now; empty if nothing is wrong
     */
    Optional<String> obstacle(NativePlatform platform) {
        return cannotUnpack(new NativeJars(platform));
    }

    private static Optional<String> cannotUnpack(NativeJars jars) {
        String directory;
        try {
            directory = Loader.getCacheDir().toString();
        } catch (IOException e) {
            return Optional.of("there is no directory for 97 MB of unpacked native code: none of " + choices()
                    + " can be created, written and searched. " + remedy());
        }
        try {
            for (URL file : jars.files()) {
                Loader.cacheResource(file);
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Optional.of("97 MB of native code cannot be unpacked to " + directory + " (" + reason + ", "
                    + (new File(directory).getUsableSpace() >> 20) + " MB free). Make room there. " + remedy());
        }
    }

    /** Which unpacked file differs from the file in its jar; empty if none does. */
    Optional<String> damage(NativePlatform platform) {
        try {
            for (URL file : new NativeJars(platform).files()) {
                File unpacked = Loader.cacheResource(file);
                if (checksum(file.openStream()) != checksum(new FileInputStream(unpacked))) {
                    return Optional.of(
                            "the unpacked file " + unpacked + " differs from the file in its jar; delete the directory "
                                    + Loader.getCacheDir() + ", the next start fills it again");
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "the unpacked files cannot be compared with the jars (" + e.getMessage() + "). " + remedy());
        }
    }

    private static long checksum(InputStream content) throws IOException {
        try (CheckedInputStream checked = new CheckedInputStream(content, new CRC32())) {
            checked.transferTo(OutputStream.nullOutputStream());
            return checked.getChecksum().getValue();
        }
    }

    /** What the directory must allow, and how to choose another one. */
    String rule() {
        try {
            return "JavaCPP unpacks to " + Loader.getCacheDir() + ", which must be writable and allow execution. "
                    + remedy();
        } catch (IOException e) {
            return remedy();
        }
    }

    private static String remedy() {
        return "Choose another directory with -D" + OPTION + "=DIR, or unpack everything at build time with "
                + "'depthwise4j natives unpack DIR'";
    }

    /** The directories that JavaCPP tries, in its order. */
    private static String choices() {
        String chosen = System.getProperty(OPTION);
        return (chosen == null ? "" : chosen + ", ") + System.getProperty("user.home") + "/.javacpp/cache, "
                + System.getProperty("java.io.tmpdir") + "/.javacpp-" + System.getProperty("user.name") + "/cache";
    }
}
