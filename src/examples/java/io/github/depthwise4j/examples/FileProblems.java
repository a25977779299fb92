package io.github.depthwise4j.examples;

import io.github.depthwise4j.files.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in one sentence why a file cannot be used. */
final class FileProblems {
    private FileProblems() {}

    static String sentence(Path file, IOException cause) {
        if (Files.isDirectory(file)) {
            return file + ": this is a directory; name a file.";
        }
        if (cause instanceof NoSuchFileException || !Files.exists(file)) {
            return file + ": there is no such file; check the path.";
        }
        if (cause instanceof FileFormatException) {
            return file + ": " + cause.getMessage() + ".";
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return file + ": the file cannot be read (" + reason + ").";
    }
}
