package io.github.depthwise4j.loading;

import com.sun.jna.Platform;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Unpacks all native code at build time, for processes that may write nowhere. Loads none of it. */
public final class NativeUnpacker {
    /** The file with the JVM options, for {@code java @DIR/java.options}. */
    public static final String OPTIONS = "java.options";

    private NativeUnpacker() {}

    /**
     * Copies the native code of the class path to a directory, and writes the options of the JVM that make it use them.
     *
     * @return the options
     * @throws IOException if a file cannot be read or written
     * @throws UnsupportedOperationException on other systems than Linux on x86-64
     */
    public static List<String> unpack(Path directory) throws IOException {
        NativePlatform platform = NativePlatform.current();
        if (!platform.name().equals("linux-x86_64")) {
            throw new UnsupportedOperationException(
                    "native code can be unpacked beforehand on linux-x86_64 only, and this is " + platform
                            + "; let JavaCPP and JNA unpack it when it is first used");
        }
        Path target = directory.toAbsolutePath().normalize();
        Files.createDirectories(target);
        NativeJars jars = new NativeJars(platform);
        if (!jars.missing().isEmpty()) {
            throw new FileNotFoundException("no native code of "
                    + jars.missing().stream().map(NativeJars.Jar::coordinates).collect(Collectors.joining(" and "))
                    + " for " + platform.name() + " on the class path");
        }
        List<URL> files = new ArrayList<>(jars.files());
        files.add(jnaLibrary());
        for (URL file : files) {
            copy(file, target.resolve(plainName(file)));
        }
        List<String> options = List.of(
                "-Djava.library.path=" + target,
                "-Dorg.bytedeco.javacpp.findLibraries=false",
                "-Djna.boot.library.path=" + target,
                "-Djna.nounpack=true");
        Files.write(
                target.resolve(OPTIONS),
                options.stream().map(NativeUnpacker::quoted).toList());
        return options;
    }

    private static URL jnaLibrary() throws IOException {
        String name = "com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("jnidispatch");
        URL library = NativeJars.resource(name);
        if (library == null) {
            throw new FileNotFoundException("no " + name + " on the class path; add net.java.dev.jna:jna");
        }
        return library;
    }

    /** The JVM looks for the name without a version; libraries find one another by the name that is inside each. */
    private static String plainName(URL file) {
        String path = file.getPath();
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("(\\.so)(\\.\\d+)+$", "$1");
    }

    /** A half-written library is never found under its name. */
    private static void copy(URL from, Path to) throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try (InputStream in = from.openStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** As a file of options has it, where a space would end the option. */
    private static String quoted(String option) {
        return option.chars().noneMatch(Character::isWhitespace)
                ? option
                : '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
