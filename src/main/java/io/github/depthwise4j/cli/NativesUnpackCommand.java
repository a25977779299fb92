package io.github.depthwise4j.cli;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code depthwise4j natives unpack}: for processes that may write nowhere. */
@Command(
        name = "unpack",
        description = {
            "Unpacks all native code to a directory, as when a container image is built, and writes the JVM options "
                    + "that make a process use it, without writing anything anywhere, to java.options in it:",
            "",
            "  java @DIR/java.options -cp ...",
            "",
            "The directory has to be at the same path when the options are used."
        })
final class NativesUnpackCommand extends CliCommand {
    @Parameters(paramLabel = "DIR", description = "Where to; 97 MB. Made if it is not there.")
    private Path directory;

    @Override
    public Integer call() {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw CommandFailure.badInput(directory + ": this is a file; name a directory, which need not exist.");
        }
        try {
            Depthwise4j.unpackNatives(directory).forEach(out()::println);
        } catch (IOException e) {
            throw FileErrors.cannotWrite(directory, e);
        } catch (UnsupportedOperationException e) {
            throw CommandFailure.badInput(e.getMessage(), e);
        }
        return ExitCodes.DONE;
    }
}
