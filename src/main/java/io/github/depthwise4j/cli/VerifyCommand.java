package io.github.depthwise4j.cli;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.ProgressLine;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.cli.options.ProblemText;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.reference.RandomProblems;
import io.github.depthwise4j.reference.Verification;
import io.github.depthwise4j.reference.Verifier;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code depthwise4j verify}: proves the results on the user's machine. */
@Command(
        name = "verify",
        description = {
            "Computes random problems of all kinds with oneDNN on this machine and compares every element with the "
                    + "plain-Java oracle: for data of small integers exactly, for random data within a proven bound.",
            "",
            "For a failed problem it prints the command that runs the problem again."
        },
        footer = {
            "",
            "Examples:",
            "  depthwise4j verify --cases 1000",
            "  depthwise4j verify --seed 7 --problem \\",
            "      'depthwise_conv2d float32 NHWC SAME ic32ih112iw112oc32kh3kw3'"
        })
final class VerifyCommand extends CliCommand {
    private static final int DEFAULT_CASES = 200;

    @Option(
            names = "--cases",
            paramLabel = "<n>",
            description = "The number of problems; with --problem, of data sets. Default: 200; with --problem, 1.")
    private Integer cases;

    @Option(
            names = "--seed",
            paramLabel = "<s>",
            description = "The seed of the random problems and data; the same seed gives the same ones. Default: a new "
                    + "seed for each run, which is printed.")
    private Long seed;

    @Option(
            names = "--problem",
            paramLabel = "<line>",
            converter = ProblemText.class,
            description = "Verifies this problem only.")
    private Problem problem;

    private final Verifier verifier;

    VerifyCommand() {
        this(Depthwise4j.verifier());
    }

    /** A command that verifies other code than the library; tests of failures use it. */
    VerifyCommand(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Integer call() {
        int count = cases != null ? cases : problem != null ? 1 : DEFAULT_CASES;
        if (count < 1) {
            throw CommandFailure.badInput(
                    "--cases = " + count + ", but at least 1 case must be verified; pass 1 or more.");
        }
        // If oneDNN cannot be loaded, report that once and not for each case.
        Operations.loadOneDnn();
        long first = seed != null ? seed : ThreadLocalRandom.current().nextLong(1_000_000_000);
        RandomProblems random = new RandomProblems(first, RandomProblems.DEFAULT_MAX_ELEMENTS, true);
        Supplier<Problem> problems = problem != null ? () -> problem : random::nextOfAnyOperation;
        VerificationTally tally = new VerificationTally();
        out().println("verifying " + count + (count == 1 ? " case" : " cases") + ", seed " + first);
        out().flush();
        long start = System.nanoTime();
        try (ProgressLine progress = ProgressLine.on(err())) {
            for (int i = 0; i < count; i++) {
                verify(problems.get(), first + i, tally);
                progress.show("verify", i + 1L, count, "cases");
            }
        }
        out().println(tally.summary() + ", in " + Texts.duration(System.nanoTime() - start));
        out().println(tally.worst());
        if (tally.failed() > 0) {
            throw CommandFailure.verificationFailed(tally.failed() + " of " + count
                    + " cases failed; please report the lines above with the output of 'depthwise4j info'.");
        }
        return ExitCodes.DONE;
    }

    private void verify(Problem next, long dataSeed, VerificationTally tally) {
        try {
            Verification verification = verifier.verify(next, dataSeed);
            tally.add(verification);
            if (!verification.passed()) {
                out().println(verification.describe());
            }
        } catch (RuntimeException e) {
            tally.addThrown();
            out().println("FAILED with " + Texts.oneLine(e.toString()) + "\n  replay: depthwise4j verify --problem "
                    + ProblemText.quoted(next.unnamed()) + " --seed " + dataSeed);
        }
        out().flush();
    }
}
