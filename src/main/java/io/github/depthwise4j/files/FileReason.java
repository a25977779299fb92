package io.github.depthwise4j.files;

import io.github.depthwise4j.errors.FileFormatException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains why a file cannot be used. The message of many file exceptions is only a path. */
public final class FileReason {
    /** The message of older file classes: the path, then the reason in parentheses. */
    private static final Pattern PATH_AND_REASON = Pattern.compile(".* \\(([^()]+)\\)");

    private FileReason() {}

    /** Why a file cannot be read, as a sentence without file name and full stop. */
    public static String ofReading(Path file, IOException cause) {
        if (cause instanceof FileFormatException) {
            return cause.getMessage();
        }
        if (Files.isDirectory(file)) {
            return "this is a directory; name a file";
        }
        return cause instanceof NoSuchFileException
                ? "there is no such file; check the path"
                : "the file cannot be read (" + of(cause) + ")";
    }

    /** Why a file cannot be written, as a sentence without file name and full stop. */
    public static String ofWriting(IOException cause) {
        return cause instanceof FileFormatException
                ? cause.getMessage()
                : "the file cannot be written (" + of(cause) + ")";
    }

    /** What failed, as words without file name and full stop. */
    public static String of(IOException cause) {
        if (cause instanceof FileSystemException failure) {
            return failure.getReason() == null ? wordsOfKind(failure) : failure.getReason();
        }
        if (cause instanceof EOFException) {
            return "the file ends too early";
        }
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return "Java gives no reason but " + cause.getClass().getSimpleName();
        }
        Matcher reason = PATH_AND_REASON.matcher(message);
        return cause instanceof FileNotFoundException && reason.matches() ? reason.group(1) : message;
    }

    private static String wordsOfKind(FileSystemException failure) {
        String file = failure.getFile();
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no " + file + ", and it cannot be created";
        }
        if (failure instanceof NotDirectoryException) {
            return file + " is not a directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return file + " exists already";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return file + " is a directory that is not empty";
        }
        if (failure instanceof FileSystemLoopException) {
            return file + " is a link that leads to itself";
        }
        return "the system gives no reason for " + file;
    }
}
