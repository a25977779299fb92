package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.io.CliCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code depthwise4j natives}: commands for the native code itself. */
@Command(
        name = "natives",
        synopsisSubcommandLabel = "<command>",
        description = "Handles the native code in the jars.",
        commandListHeading = "%nCommands:%n",
        subcommands = NativesUnpackCommand.class)
final class NativesCommand extends CliCommand {
    @Override
    public Integer call() {
        throw new ParameterException(spec().commandLine(), "name a command, as natives unpack");
    }
}
