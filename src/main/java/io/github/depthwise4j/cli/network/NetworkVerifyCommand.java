package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.FileErrors;
import io.github.depthwise4j.cli.io.ProgressLine;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkVerification;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code depthwise4j network verify}: proves the layers of a model on the user's machine. */
@Command(
        name = "verify",
        description = "Runs a model on random numbers from -1 to 1, and compares every number of every layer with the "
                + "plain-Java oracle, within a proven bound.")
final class NetworkVerifyCommand extends CliCommand {
    private static final int SEEDS = 1_000_000_000;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--seed",
            paramLabel = "<s>",
            description = "The seed of the numbers. Default: a new seed for each run, which is printed.")
    private Long seed;

    @Override
    public Integer call() {
        long chosen = seed != null ? seed : ThreadLocalRandom.current().nextLong(SEEDS);
        long start = System.nanoTime();
        NetworkVerification verification = verify(chosen);
        out().println(verification.describe());
        out().println("took " + Texts.duration(System.nanoTime() - start));
        if (!verification.passed()) {
            throw CommandFailure.verificationFailed(
                    "layers failed; please report the lines above with the output of 'depthwise4j info'.");
        }
        return ExitCodes.DONE;
    }

    private NetworkVerification verify(long chosen) {
        long layers;
        try (Network network = model.load()) {
            layers = network.describe().lines().count();
        }
        AtomicInteger done = new AtomicInteger();
        try (ProgressLine progress = ProgressLine.on(err())) {
            return Network.verify(
                    model.file(),
                    model.options(),
                    chosen,
                    layer -> progress.show("network verify", done.incrementAndGet(), layers, "layers"));
        } catch (IOException e) {
            throw FileErrors.cannotRead(model.file(), e);
        }
    }
}
