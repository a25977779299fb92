package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.network.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code depthwise4j network describe}: the layers of a model as a table. */
@Command(name = "describe", description = "Shows the layers of a model, and how each is computed on this machine.")
final class NetworkDescribeCommand extends CliCommand {
    @Mixin
    private ModelOptions model;

    @Override
    public Integer call() {
        try (Network network = model.load()) {
            out().println(network);
            out().print(network.describe());
            out().flush();
        }
        return ExitCodes.DONE;
    }
}
