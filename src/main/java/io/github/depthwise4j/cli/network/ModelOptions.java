package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.FileErrors;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.network.NetworkOptions;
import io.github.depthwise4j.problem.PlanningEffort;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model of a command, and how it is made ready. */
final class ModelOptions {
    @Parameters(index = "0", paramLabel = "<model>", description = "The .tflite file.")
    private Path file;

    @Option(names = "--batch", paramLabel = "<n>", description = "The number of images of a run. Default: the file's.")
    private Integer batch;

    @Option(
            names = "--planning",
            paramLabel = "<effort>",
            description = "ESTIMATE or MEASURE: whether to measure how each convolution is computed best. "
                    + "Default: the setting planningEffort.")
    private PlanningEffort planning;

    Path file() {
        return file;
    }

    NetworkOptions options() {
        NetworkOptions options = NetworkOptions.defaults();
        if (batch != null && batch < 1) {
            throw CommandFailure.badInput("--batch = " + batch + ", but a run has at least one image; pass 1 or more.");
        }
        options = batch == null ? options : options.batch(batch);
        return planning == null ? options : options.planning(planning);
    }

    Network load() {
        return load(options());
    }

    Network load(NetworkOptions options) {
        try {
            return Network.load(file, options);
        } catch (IOException e) {
            throw FileErrors.cannotRead(file, e);
        }
    }
}
