package io.github.depthwise4j.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.depthwise4j.errors.FileFormatException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileReasonTest {
    private static final String PATH = "/some/where";

    @TempDir
    private Path directory;

    /** Exceptions of files that hold a path and nothing else, or nothing at all. */
    static Stream<IOException> silentExceptions() {
        return Stream.of(
                new AccessDeniedException(PATH),
                new AtomicMoveNotSupportedException(PATH, PATH, null),
                new DirectoryNotEmptyException(PATH),
                new FileAlreadyExistsException(PATH),
                new FileSystemException(PATH),
                new FileSystemLoopException(PATH),
                new NoSuchFileException(PATH),
                new NotDirectoryException(PATH),
                new NotLinkException(PATH),
                new EOFException(),
                new IOException(),
                new IOException(" "),
                new ClosedByInterruptException());
    }

    @ParameterizedTest
    @MethodSource("silentExceptions")
    void aPathAloneIsNoReason(IOException silent) {
        for (String sentence :
                new String[] {FileReason.ofWriting(silent), FileReason.ofReading(Path.of(PATH), silent)}) {
            assertThat(sentence.replace(PATH, "")).matches(".*[a-z]+ [a-z]+.*");
            String words = sentence.replaceFirst(".*\\((.*)\\)", "$1");
            assertThat(words.replace(PATH, "").strip()).contains(" ");
        }
    }

    @Test
    void theReasonOfTheSystemIsToldWhereThereIsOne() {
        assertThat(FileReason.ofWriting(new FileSystemException(PATH, null, "No space left on device")))
                .isEqualTo("the file cannot be written (No space left on device)");
        assertThat(FileReason.ofWriting(new FileNotFoundException(PATH + " (Read-only file system)")))
                .isEqualTo("the file cannot be written (Read-only file system)");
        assertThat(FileReason.ofReading(Path.of(PATH), new IOException("Input/output error")))
                .isEqualTo("the file cannot be read (Input/output error)");
    }

    @Test
    void whatIsWrongWithTheContentIsToldAsItIs() {
        FileFormatException format = new FileFormatException("the file is empty");
        assertThat(FileReason.ofReading(directory, format)).isEqualTo("the file is empty");
        assertThat(FileReason.ofWriting(format)).isEqualTo("the file is empty");
    }

    @Test
    void aDirectoryIsToldFromAFile() {
        IOException cause = null;
        try (RandomAccessFile file = new RandomAccessFile(directory.toFile(), "r")) {
            file.read();
        } catch (IOException e) {
            cause = e;
        }
        assertThat(FileReason.ofReading(directory, cause)).isEqualTo("this is a directory; name a file");
    }
}
