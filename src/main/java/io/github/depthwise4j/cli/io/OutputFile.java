package io.github.depthwise4j.cli.io;

import io.github.depthwise4j.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** The output file of a command. It is written completely or not at all; a failure ends the command. */
public final class OutputFile {
    private final Path named;
    private final AtomicFile file;

    /**
     * Checks before the work begins whether the file can be written.
     *
     * @throws CommandFailure if it cannot be written
     */
    public OutputFile(Path named) {
        this.named = named;
        try {
            file = new AtomicFile(named);
        } catch (IOException e) {
            throw FileErrors.cannotWrite(named, e);
        }
    }

    public void write(AtomicFile.Content content) {
        try {
            file.write(content);
        } catch (IOException e) {
            throw FileErrors.cannotWrite(named, e);
        }
    }

    @Override
    public String toString() {
        return named.toString();
    }
}
