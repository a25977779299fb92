package io.github.depthwise4j.cli;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.FileErrors;
import io.github.depthwise4j.cli.io.OutputFile;
import io.github.depthwise4j.cli.options.ProblemText;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code depthwise4j wisdom}: measures problems once and saves the result in a file for many servers. */
@Command(
        name = "wisdom",
        description = {
            "Measures the fastest strategy for each problem on this machine and writes it to a file. Servers load "
                    + "the file instead of measuring themselves. All of them then compute in the same way, with any "
                    + "planning effort.",
            "",
            "A server loads the file with -Ddepthwise4j.wisdomFile=FILE, with DEPTHWISE4J_WISDOM_FILE=FILE in its "
                    + "environment, or by Depthwise4j.loadWisdom. An entry is valid only for the instruction set and "
                    + "the versions of its measurement. If the file exists, entries for other machines stay in it: "
                    + "run this once on each kind of machine.",
            "",
            "A problem takes about 0.1 seconds (-Ddepthwise4j.measureBudgetMillis changes that). Run nothing else "
                    + "on the machine at the same time."
        },
        footer = {
            "",
            "Examples:",
            "  depthwise4j wisdom --problems layers.txt --output wisdom.txt",
            "  depthwise4j wisdom --output wisdom.txt --problem \\",
            "      'depthwise_conv2d float32 NHWC SAME ic32ih112iw112oc32kh3kw3'"
        })
final class WisdomCommand extends CliCommand {
    @Option(
            names = "--problem",
            paramLabel = "<line>",
            converter = ProblemText.class,
            description = "A problem line, as plan, conv, messages and logs print it. May be repeated.")
    private List<Problem> stated = List.of();

    @Option(
            names = "--problems",
            paramLabel = "<file>",
            description = "A text file with a problem on each line; lines that start with # are ignored.")
    private Path listed;

    @Option(names = "--output", paramLabel = "<file>", required = true, description = "The file to write or add to.")
    private Path output;

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>(stated);
        if (listed != null) {
            problems.addAll(ProblemList.read(listed));
        }
        if (problems.isEmpty()) {
            throw CommandFailure.badInput(
                    "there is no problem to measure; pass --problem, or --problems with a file of problem lines.");
        }
        checkOutput();
        // Known results must be measured again.
        Depthwise4j.forgetWisdom();
        for (int i = 0; i < problems.size(); i++) {
            out().println("measuring " + (i + 1) + " of " + problems.size() + ": " + problems.get(i));
            out().flush();
            Depthwise4j.explain(problems.get(i), PlanningEffort.MEASURE);
        }
        save();
        return ExitCodes.DONE;
    }

    /** Checks the output file before any time is spent on measurements. */
    private void checkOutput() {
        new OutputFile(output);
        try {
            if (Files.isRegularFile(output) && Files.size(output) > 0) {
                Depthwise4j.loadWisdom(output);
            }
        } catch (IOException e) {
            throw FileErrors.cannotWrite(output, e);
        }
    }

    private void save() {
        try {
            int entries = Depthwise4j.saveWisdom(output);
            out().println(output + " has " + entries + (entries == 1 ? " entry" : " entries") + " for this machine");
        } catch (IOException e) {
            throw FileErrors.cannotWrite(output, e);
        }
    }
}
