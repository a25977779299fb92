package io.github.depthwise4j.cli;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code depthwise4j natives unpack}: for processes without a writable directory. */
@Command(
        name = "unpack",
        description = {
            "Unpacks all native code to a directory, for example while a container image is built. It also writes "
                    + "the file java.options there. With these JVM options a process uses the directory and writes "
                    + "no files:",
            "",
            "  java @DIR/java.options -cp ...",
            "",
            "The directory must have the same path when the options are used."
        })
final class NativesUnpackCommand extends CliCommand {
    @Parameters(paramLabel = "DIR", description = "The directory; it needs 97 MB. It is created if it does not exist.")
    private Path directory;

    @Override
    public Integer call() {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw CommandFailure.badInput(directory + ": this is a file; name a directory, which may be new.");
        }
        try {
            Depthwise4j.unpackNatives(directory).forEach(out()::println);
        } catch (IOException e) {
            throw FileErrors.cannotFill(directory, e);
        } catch (UnsupportedOperationException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
        return ExitCodes.DONE;
    }
}
