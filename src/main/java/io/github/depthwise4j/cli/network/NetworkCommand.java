package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.cli.io.CliCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code depthwise4j network}: commands for TensorFlow Lite models. */
@Command(
        name = "network",
        synopsisSubcommandLabel = "<command>",
        description = "Runs, verifies, describes and measures a TensorFlow Lite model with float32 or float16 weights.",
        commandListHeading = "%nCommands:%n",
        subcommands = {
            NetworkRunCommand.class,
            NetworkVerifyCommand.class,
            NetworkDescribeCommand.class,
            NetworkBenchCommand.class
        })
public final class NetworkCommand extends CliCommand {
    @Override
    public Integer call() {
        throw new ParameterException(spec().commandLine(), "name a command, as network run");
    }
}
