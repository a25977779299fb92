package io.github.depthwise4j.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.depthwise4j.ChildJvm;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path directory;

    @Test
    void replacesTheOldFileWhenTheNewOneIsComplete() throws IOException {
        Path file = Files.writeString(directory.resolve("out"), "old");
        new AtomicFile(file).write(out -> {
            out.write("new".getBytes());
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("new");
        assertThat(directory).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void keepsTheOldFileAndLeavesNothingBehindWhenWritingFails() throws IOException {
        Path file = Files.writeString(directory.resolve("out"), "old");
        AtomicFile target = new AtomicFile(file);
        assertThatThrownBy(() -> target.write(out -> {
                    out.write(1);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThatThrownBy(() -> target.write(out -> {
                    throw new IllegalStateException("a mistake");
                }))
                .hasMessage("a mistake");
        assertThat(file).hasContent("old");
        assertThat(Files.list(directory)).containsExactly(file);
    }

    @Test
    void followsASymbolicLinkInsteadOfReplacingIt() throws IOException {
        Path file = Files.writeString(directory.resolve("real"), "old");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        new AtomicFile(link).write(out -> out.write("new".getBytes()));
        assertThat(link).isSymbolicLink().hasContent("new");
        assertThat(file).hasContent("new");
    }

    @Test
    void refusesADirectoryAndAMissingDirectoryBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> new AtomicFile(directory))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("this is a directory");
        assertThatThrownBy(() -> new AtomicFile(directory.resolve("missing/out")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("does not exist; create it first");
    }

    @Test
    void writesToADeviceWithoutReplacingIt() throws IOException {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.isWritable(device));
        new AtomicFile(device).write(out -> out.write(1));
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void writesToThePipeThatALinkLeadsTo() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd/1")));
        // The standard output of the child is a pipe, and /dev/stdout is a link to it.
        assertThat(ChildJvm.ofThisClassPath().run(Written.class, "/dev/stdout")).isEqualTo("new");
    }

    /** Writes to a file. */
    static final class Written {
        public static void main(String[] arguments) throws IOException {
            new AtomicFile(Path.of(arguments[0])).write(out -> out.write("new".getBytes()));
        }
    }

    @Test
    void refusesAnEmptyName() {
        assertThatThrownBy(() -> new AtomicFile(Path.of("")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("the name of the file is empty");
    }
}
