package io.github.depthwise4j.loading;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The C library of this process, found without loading anything that might need another one. */
final class Libc {
    /** Before version 2.34 glibc's file was named after the version. */
    private static final Pattern OLD_NAME = Pattern.compile("/libc-(\\d+\\.\\d+)\\.so");

    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

    private Libc() {}

    /** The name, as {@code musl} or {@code glibc 2.31}; empty where that cannot be told, as of glibc from 2.34 on. */
    static String find() {
        return find(() -> "");
    }

    /** The name, that of any glibc included; this needs JNA. */
    static String findVersion() {
        return find(Libc::askGlibc);
    }

    private static String find(Supplier<String> glibcVersion) {
        try {
            return of(Files.readAllLines(MAPPED_FILES), glibcVersion);
        } catch (IOException e) {
            return "";
        }
    }

    /** Decides by the files that are mapped into a process, and by what glibc says of itself. */
    static String of(List<String> mappedFiles, Supplier<String> glibcVersion) {
        for (String line : mappedFiles) {
            if (line.contains("/ld-musl-")) {
                return "musl";
            }
            Matcher old = OLD_NAME.matcher(line);
            if (old.find()) {
                return "glibc " + old.group(1);
            }
        }
        String version = glibcVersion.get();
        return version.isEmpty() ? "" : "glibc " + version;
    }

    private static String askGlibc() {
        try {
            return NativeLibrary.getProcess()
                    .getFunction("gnu_get_libc_version")
                    .invokeString(null, false);
        } catch (LinkageError | RuntimeException e) {
            // JNA itself may be what cannot be loaded, and says so elsewhere.
            return "";
        }
    }
}
