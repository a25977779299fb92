package io.github.depthwise4j.loading;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.Loader;

/**
 * Loads the native library that this project contains itself. JavaCPP unpacks it, but does not load it: Java looks for
 * native methods only in libraries that were loaded for the class loader of their class, and JavaCPP can belong to
 * another one.
 */
public final class OwnLibrary {
    /** The name of the library, without what each system adds to it. */
    private static final String NAME = "jnidepthwise4j";

    private OwnLibrary() {}

    /**
     * Loads the library for the class loader of this class.
     *
     * @throws IOException if there is none for this platform, or it cannot be unpacked
     * @throws UnsatisfiedLinkError if the system refuses it
     */
    public static void load() throws IOException {
        JavaCppCache cache = new JavaCppCache();
        if (!cache.findsFiles()) {
            System.loadLibrary(NAME);
            return;
        }
        URL resource = resource(NativePlatform.current());
        try {
            System.load(unpacked(resource, cache).getAbsolutePath());
        } catch (UnsatisfiedLinkError e) {
            if (!isInUse(e)) {
                throw e;
            }
            loadCopy(resource);
        }
    }

    /** The library for a platform, as a resource. */
    static URL resource(NativePlatform platform) throws IOException {
        String name = "io/github/depthwise4j/natives/" + platform.name() + "/" + System.mapLibraryName(NAME);
        URL resource = NativeJars.resource(name);
        if (resource == null) {
            throw new FileNotFoundException(
                    "no " + name + " on the class path: depthwise4j has none for this platform");
        }
        return resource;
    }

    private static File unpacked(URL resource, JavaCppCache cache) throws IOException {
        if (!resource.getProtocol().equals("file")) {
            return cache.isUsed() ? cached(resource) : copy(resource);
        }
        try {
            return Path.of(resource.toURI()).toFile();
        } catch (URISyntaxException e) {
            throw new IOException(resource + " is not a file", e);
        }
    }

    /**
     * The resource, unpacked under a name that depends on its content. JavaCPP compares only size and time with what it
     * unpacked before, and both can be the same in another build of this library.
     */
    private static File cached(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        if (connection instanceof JarURLConnection inJar) {
            String name = fileName(inJar.getJarEntry().getCrc());
            // JavaCPP reads the time of the entry, for which Java loads its table of time zones.
            Optional<File> before = JavaCppCache.find(inJar, name);
            return before.isPresent() ? before.get() : unpack(resource, name);
        }
        CRC32 content = new CRC32();
        try (InputStream in = connection.getInputStream()) {
            content.update(in.readAllBytes());
        }
        return unpack(resource, fileName(content.getValue()));
    }

    private static String fileName(long checksum) {
        return System.mapLibraryName(NAME + "-" + Long.toHexString(checksum));
    }

    private static File unpack(URL resource, String fileName) throws IOException {
        // JavaCPP takes what follows # for the name of the unpacked file.
        return Loader.cacheResource(new URL(resource, "#" + fileName));
    }

    /** Whether another class loader of this process has loaded the same file, which Java allows only one of them. */
    private static boolean isInUse(UnsatisfiedLinkError e) {
        return String.valueOf(e.getMessage()).contains("already loaded in another classloader");
    }

    private static void loadCopy(URL resource) throws IOException {
        File copy = copy(resource);
        try {
            System.load(copy.getAbsolutePath());
        } finally {
            // On Linux, the process keeps what it has loaded.
            if (!copy.delete()) {
                copy.deleteOnExit();
            }
        }
    }

    private static File copy(URL resource) throws IOException {
        return Loader.extractResource(resource, Loader.getCacheDir(), NAME, null);
    }
}
