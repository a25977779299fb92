package io.github.depthwise4j.cli.io;

import io.github.depthwise4j.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** The file a command writes, complete or not at all; what can go wrong ends the command. */
public final class OutputFile {
    private final Path named;
    private final AtomicFile file;

    /**
     * Checks what can be checked before the work begins.
     *
     * @throws CommandFailure if no file can be written there
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
