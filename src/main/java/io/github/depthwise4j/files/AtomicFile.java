package io.github.depthwise4j.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

/**
 * A file that is created or replaced only when its content is complete. The content goes to a temporary file in the
 * same directory; one atomic step then replaces the old file. If anything fails, the old file stays unchanged and the
 * temporary file is removed.
 */
public final class AtomicFile {
    private final Path target;

    /** Writes the content of a file. */
    public interface Content {
        /** Writes everything; the stream is not closed. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Checks what can be checked before the work begins.
     *
     * @throws FileSystemException if no file can be written there; its reason says why
     */
    public AtomicFile(Path named) throws IOException {
        if (named.toString().isEmpty()) {
            throw new FileSystemException("", null, "the name of the file is empty; name a file to write");
        }
        if (isDevice(named)) {
            // The path of a pipe such as /dev/stdout leads to no file in a directory.
            target = named;
            return;
        }
        // The user wants to replace the target of a symbolic link, not the link itself.
        target = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
        if (Files.isDirectory(target) || target.getParent() == null) {
            throw new FileSystemException(named.toString(), null, "this is a directory; name a file to write");
        }
        checkDirectory(named, target.getParent());
    }

    private static void checkDirectory(Path named, Path directory) throws IOException {
        // Java versions differ in what they throw for a directory below a file.
        Path existing = directory;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing != null && !Files.isDirectory(existing)) {
            throw new FileSystemException(
                    named.toString(), null, existing + " is not a directory; name a file in a directory");
        }
        try {
            Files.readAttributes(directory, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(
                    named.toString(), null, "the directory " + directory + " does not exist; create it first");
        }
    }

    /** Writes the whole file. */
    public void write(Content content) throws IOException {
        if (isDevice(target)) {
            writeThrough(target, content, StandardOpenOption.WRITE);
        } else {
            replace(content);
        }
    }

    /** Whether this is a device or a pipe, for example /dev/null. It is written to and never replaced. */
    private static boolean isDevice(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private void replace(Content content) throws IOException {
        // Files.createTempFile would create a file that only its owner can read; the output needs the usual
        // permissions.
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        Thread removeOnInterrupt = new Thread(() -> remove(temporary));
        remember(removeOnInterrupt);
        try {
            writeThrough(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            moveIntoPlace(temporary);
        } catch (NoSuchFileException e) {
            // This happens in /proc, for example: only the system creates files there.
            throw new FileSystemException(
                    target.toString(), null, "no file can be created in the directory " + target.getParent());
        } finally {
            remove(temporary);
            forget(removeOnInterrupt);
        }
    }

    private static void writeThrough(Path file, Content content, StandardOpenOption... options) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, options), 1 << 16)) {
            content.writeTo(out);
        }
    }

    private void moveIntoPlace(Path temporary) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // An earlier failure has the better message. The name of a file left behind shows what it is.
        }
    }

    private static void remember(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and this code runs in another hook, which the JVM waits for.
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is shutting down and runs the hook itself.
        }
    }
}
