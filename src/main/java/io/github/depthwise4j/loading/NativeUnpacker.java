package io.github.depthwise4j.loading;

import io.github.depthwise4j.files.FileReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Unpacks all native code at build time, for processes without a writable directory. It loads no native code. */
public final class NativeUnpacker {
    /** The name of the file with the JVM options, for {@code java @DIR/java.options}. */
    public static final String OPTIONS = "java.options";

    private NativeUnpacker() {}

    /**
     * Copies the native code of the class path to a directory, and writes the JVM options that make a process use it.
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
                            + "; let JavaCPP unpack it at first use");
        }
        Path target = directory.toAbsolutePath().normalize();
        createDirectories(target);
        NativeJars jars = new NativeJars(platform);
        if (!jars.missing().isEmpty()) {
            throw new FileNotFoundException("no native code of "
                    + jars.missing().stream().map(NativeJars.Jar::coordinates).collect(Collectors.joining(" and "))
                    + " for " + platform.name() + " on the class path");
        }
        List<URL> files = new ArrayList<>(jars.files());
        files.add(OwnLibrary.resource(platform));
        for (URL file : files) {
            copy(file, target.resolve(plainName(file)));
        }
        List<String> options = List.of("-Djava.library.path=" + target, "-Dorg.bytedeco.javacpp.findLibraries=false");
        Files.write(
                target.resolve(OPTIONS),
                options.stream().map(NativeUnpacker::quoted).toList());
        return options;
    }

    private static void createDirectories(Path target) throws IOException {
        try {
            Files.createDirectories(target);
        } catch (IOException e) {
            String reason = "the directory cannot be made (" + FileReason.of(e) + "); name another one";
            throw (IOException) new FileSystemException(target.toString(), null, reason).initCause(e);
        }
    }

    /**
     * The name without a version, as the JVM looks for it. Libraries find each other by the name stored inside them.
     */
    private static String plainName(URL file) {
        String path = file.getPath();
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("(\\.so)(\\.\\d+)+$", "$1");
    }

    /** Copies under a temporary name first, so that an incomplete library never has its final name. */
    private static void copy(URL from, Path to) throws IOException {
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try (InputStream in = from.openStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** The option as an options file needs it: with quotes around spaces. */
    private static String quoted(String option) {
        return option.chars().noneMatch(Character::isWhitespace)
                ? option
                : '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
