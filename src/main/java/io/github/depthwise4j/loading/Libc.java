package io.github.depthwise4j.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The C library of this process. It is found without loading code that might need another C library. */
final class Libc {
    /** Before version 2.34, the file name of glibc was this, a version, and an ending. */
    private static final String OLD_NAME = "/libc-";

    private static final String OLD_ENDING = ".so";

    private static final String FILE = "/libc.so.6";

    /** Part of the sentence by which the file of glibc introduces itself. */
    private static final String VERSION = "GNU C Library[^\\n]* version (\\d+\\.\\d+)";

    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");

    /** What {@link #find()} returns, once it is known. */
    private static volatile String found;

    private Libc() {}

    /** The name, as {@code musl} or {@code glibc 2.31}; empty if unknown, which includes every glibc from 2.34 on. */
    static String find() {
        String name = found;
        if (name == null) {
            name = find(() -> "");
            found = name;
        }
        return name;
    }

    /** The name, with the version of every glibc. This reads the file of the C library, of two megabytes. */
    static String findVersion() {
        return find(Libc::readGlibc);
    }

    private static String find(Supplier<String> glibcVersion) {
        try {
            return of(Files.readAllLines(MAPPED_FILES), glibcVersion);
        } catch (IOException e) {
            return "";
        }
    }

    /** The name, from the files mapped into a process and from the version that glibc reports. */
    static String of(List<String> mappedFiles, Supplier<String> glibcVersion) {
        for (String line : mappedFiles) {
            if (line.contains("/ld-musl-")) {
                return "musl";
            }
            int old = line.lastIndexOf(OLD_NAME);
            if (old >= 0 && line.endsWith(OLD_ENDING)) {
                return "glibc " + line.substring(old + OLD_NAME.length(), line.length() - OLD_ENDING.length());
            }
        }
        String version = glibcVersion.get();
        return version.isEmpty() ? "" : "glibc " + version;
    }

    /** The version that the file of glibc names; empty if that is not known. */
    private static String readGlibc() {
        try {
            for (String line : Files.readAllLines(MAPPED_FILES)) {
                if (line.endsWith(FILE)) {
                    Path library = Path.of(line.substring(line.indexOf('/')));
                    String content = Files.readString(library, StandardCharsets.ISO_8859_1);
                    Matcher version = Pattern.compile(VERSION).matcher(content);
                    return version.find() ? version.group(1) : "";
                }
            }
            return "";
        } catch (IOException | RuntimeException e) {
            // The version is only shown.
            return "";
        }
    }
}
