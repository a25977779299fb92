package io.github.depthwise4j.cli.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path directory;

    @Test
    void tellsWhyAFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("out"), "old");
        OutputFile target = new OutputFile(file);
        assertThatThrownBy(() -> target.write(out -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(file + ": the file cannot be written (disk full).");
        assertThat(file).hasContent("old");
        assertThatThrownBy(() -> new OutputFile(directory))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(directory + ": the file cannot be written (this is a directory; name a file to write).");
    }
}
