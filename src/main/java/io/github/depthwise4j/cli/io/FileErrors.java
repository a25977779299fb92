package io.github.depthwise4j.cli.io;

import io.github.depthwise4j.files.FileReason;
import java.io.IOException;
import java.nio.file.Path;

/** Turns a failure to read or write a file into one sentence that names the file and the remedy. */
public final class FileErrors {
    private FileErrors() {}

    public static CommandFailure cannotRead(Path file, IOException cause) {
        return CommandFailure.badInput(file + ": " + FileReason.ofReading(file, cause) + ".", cause);
    }

    public static CommandFailure cannotWrite(Path file, IOException cause) {
        return CommandFailure.badInput(file + ": " + FileReason.ofWriting(cause) + ".", cause);
    }

    /** For a directory to write to; the exception says what failed. */
    public static CommandFailure cannotFill(Path directory, IOException cause) {
        return CommandFailure.badInput(directory + ": " + FileReason.of(cause) + ".", cause);
    }
}
