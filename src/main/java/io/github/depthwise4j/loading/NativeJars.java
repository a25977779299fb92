package io.github.depthwise4j.loading;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The native code on the class or module path, as resources. This class does not use JavaCPP, because JavaCPP itself
 * may be missing.
 */
final class NativeJars {
    /** A jar with native code: its artifact, and the library that shows that the jar is present. */
    enum Jar {
        OPENCL("opencl", "jniOpenCL"),
        DNNL("dnnl", "jnidnnl");

        private final String artifact;
        private final String library;

        Jar(String artifact, String library) {
            this.artifact = artifact;
            this.library = library;
        }

        String coordinates() {
            return "org.bytedeco:" + artifact;
        }
    }

    private final NativePlatform platform;

    NativeJars(NativePlatform platform) {
        this.platform = platform;
    }

    /** The jars without native code for the platform. */
    List<Jar> missing() {
        List<Jar> missing = new ArrayList<>();
        for (Jar jar : Jar.values()) {
            if (find(jar) == null) {
                missing.add(jar);
            }
        }
        return missing;
    }

    /** One library of each jar that is present. */
    List<URL> libraries() {
        List<URL> libraries = new ArrayList<>();
        for (Jar jar : Jar.values()) {
            URL library = find(jar);
            if (library != null) {
                libraries.add(library);
            }
        }
        return libraries;
    }

    /** On Linux, oneDNN's library, and then that of OpenMP; empty if they are missing. */
    List<URL> oneDnn() {
        URL library = find(Jar.DNNL, "libdnnl.so.3");
        URL runtime = find(Jar.DNNL, "libgomp.so.1");
        return library == null || runtime == null ? List.of() : List.of(library, runtime);
    }

    /**
     * The native files of all jars that are present.
     *
     * @throws IOException if a jar cannot be read, or its files cannot be listed
     */
    List<URL> files() throws IOException {
        List<URL> files = new ArrayList<>();
        for (Jar jar : Jar.values()) {
            URL library = find(jar);
            if (library != null) {
                files.addAll(siblings(library));
            }
        }
        return files;
    }

    /** A resource of any jar, or null if there is none. */
    static URL resource(String name) {
        return NativeJars.class.getClassLoader().getResource(name);
    }

    private URL find(Jar jar) {
        return find(jar, System.mapLibraryName(jar.library));
    }

    private URL find(Jar jar, String file) {
        return resource("org/bytedeco/" + jar.artifact + "/" + platform.name() + "/" + file);
    }

    /** All files in the directory of the given file. */
    private static List<URL> siblings(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        List<URL> files = new ArrayList<>();
        for (String name : connection instanceof JarURLConnection inJar ? namesInJar(inJar) : namesOnDisk(file)) {
            // Frameworks with jars inside jars have their own URL handlers; the context URL passes the handler on.
            files.add(new URL(file, name));
        }
        return files;
    }

    private static List<String> namesInJar(JarURLConnection connection) throws IOException {
        String entry = connection.getEntryName();
        String directory = entry.substring(0, entry.lastIndexOf('/') + 1);
        return connection.getJarFile().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(directory))
                .map(name -> name.substring(directory.length()))
                .filter(name -> !name.isEmpty() && name.indexOf('/') < 0)
                .sorted()
                .toList();
    }

    private static List<String> namesOnDisk(URL file) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(file.toURI()).getParent())) {
            return files.filter(Files::isRegularFile)
                    .map(each -> each.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (URISyntaxException | RuntimeException e) {
            throw new IOException("the files beside " + file + " cannot be listed (" + e.getMessage() + ")", e);
        }
    }
}
