package io.github.depthwise4j.cli;

import io.github.depthwise4j.files.FileFormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns what can go wrong with a file into one sentence that names the file and the remedy. */
final class FileErrors {
    private FileErrors() {}

    static CommandFailure cannotRead(Path file, IOException cause) {
        String reason;
        if (cause instanceof FileFormatException) {
            reason = cause.getMessage();
        } else if (Files.isDirectory(file)) {
            reason = "this is a directory; name a file";
        } else if (cause instanceof NoSuchFileException) {
            reason = "there is no such file; check the path";
        } else {
            reason = "the file cannot be read (" + reason(cause) + ")";
        }
        return CommandFailure.badInput(sentence(file, reason), cause);
    }

    static CommandFailure cannotWrite(Path file, IOException cause) {
        String reason = cause instanceof FileFormatException
                ? cause.getMessage()
                : "the file cannot be written (" + reason(cause) + ")";
        return CommandFailure.badInput(sentence(file, reason), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static String sentence(Path file, String reason) {
        return file + ": " + reason + ".";
    }
}
