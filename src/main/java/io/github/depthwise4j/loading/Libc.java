package io.github.depthwise4j.loading;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private static final String MAPPED_FILES = "/proc/self/maps";

    /** What {@link #find()} returns, once it is known. */
    private static volatile String found;

    private Libc() {}

    /** The name, as {@code musl} or {@code glibc 2.31}; empty if unknown, which includes every glibc from 2.34 on. */
    static String find() {
        String name = found;
        if (name == null) {
            name = of(mappedFiles());
            found = name;
        }
        return name;
    }

    /** The name, with the version of every glibc. This reads the file of the C library, of two megabytes. */
    static String findVersion() {
        List<String> mappedFiles = mappedFiles();
        String name = of(mappedFiles);
        return name.isEmpty() ? readGlibc(mappedFiles) : name;
    }

    /** The files mapped into this process. They are read by a plain stream, because Java has loaded its classes. */
    private static List<String> mappedFiles() {
        try (InputStream in = new FileInputStream(MAPPED_FILES)) {
            return List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The name, from the files mapped into a process; empty if they do not tell it. */
    static String of(List<String> mappedFiles) {
        for (String line : mappedFiles) {
            if (line.contains("/ld-musl-")) {
                return "musl";
            }
            int old = line.lastIndexOf(OLD_NAME);
            if (old >= 0 && line.endsWith(OLD_ENDING)) {
                return "glibc " + line.substring(old + OLD_NAME.length(), line.length() - OLD_ENDING.length());
            }
        }
        return "";
    }

    /** The name with the version that the file of glibc states; empty if that is not known. */
    private static String readGlibc(List<String> mappedFiles) {
        try {
            for (String line : mappedFiles) {
                if (line.endsWith(FILE)) {
                    Path library = Path.of(line.substring(line.indexOf('/')));
                    String content = Files.readString(library, StandardCharsets.ISO_8859_1);
                    Matcher version = Pattern.compile(VERSION).matcher(content);
                    return version.find() ? "glibc " + version.group(1) : "";
                }
            }
            return "";
        } catch (IOException | RuntimeException e) {
            // The version is only shown.
            return "";
        }
    }
}
