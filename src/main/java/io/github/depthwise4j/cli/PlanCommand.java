package io.github.depthwise4j.cli;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.options.ConvolutionOptions;
import io.github.depthwise4j.cli.options.ProblemText;
import io.github.depthwise4j.cli.options.ShapeText;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.PlanningEffort;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code depthwise4j plan}: how a problem is computed on this machine. */
@Command(
        name = "plan",
        description = {
            "Shows how a problem is computed on this machine: oneDNN's kernels, memory layouts, and the memory needed.",
            "",
            "State the problem by its shapes and the options of conv, or by a problem line from the output of conv, "
                    + "from a message or from a log."
        },
        footer = {
            "",
            "Examples:",
            "  depthwise4j plan --input-shape 1x112x112x32 --filter-shape 3x3x32x1 \\",
            "      --strides 1,2,2,1 --padding SAME",
            "  depthwise4j plan --measure --problem \\",
            "      'depthwise_conv2d float32 NHWC SAME ic32ih112iw112oc32kh3kw3'"
        })
final class PlanCommand extends CliCommand {
    private static final String PROBLEM = "--problem";
    private static final String MEASURE = "--measure";

    @Option(
            names = "--input-shape",
            paramLabel = "<shape>",
            converter = ShapeText.class,
            description = "The shape of the input, as 1x112x112x32.")
    private Shape inputShape;

    @Option(
            names = "--filter-shape",
            paramLabel = "<shape>",
            converter = ShapeText.class,
            description = "The shape of the filter, [height, width, channels, multiplier], as 3x3x32x1.")
    private Shape filterShape;

    @Option(names = "--bias", description = "One number per output channel is added.")
    private boolean bias;

    @Option(
            names = PROBLEM,
            paramLabel = "<line>",
            converter = ProblemText.class,
            description = "The whole problem on one line, instead of the other options.")
    private Problem problem;

    @Option(
            names = MEASURE,
            description = "Measures the candidates for a tenth of a second, and shows the plan of the fastest.")
    private boolean measure;

    @Mixin
    private ConvolutionOptions options;

    @Override
    public Integer call() {
        Problem asked = problem();
        out().println(Depthwise4j.explain(asked, measure ? PlanningEffort.MEASURE : PlanningEffort.ESTIMATE));
        out().println("shapes: " + shapes(asked));
        return ExitCodes.DONE;
    }

    private static String shapes(Problem asked) {
        String filters = asked instanceof SeparableProblem separable
                ? "depthwise filter " + separable.depthwise().filterShape() + ", pointwise filter "
                        + separable.pointwise().filterShape()
                : "filter " + ((ConvolutionProblem) asked).filterShape();
        return "input " + asked.inputShape() + ", " + filters + ", output " + asked.outputShape();
    }

    private Problem problem() {
        if (problem != null) {
            refuseOthers();
            return problem;
        }
        if (inputShape == null || filterShape == null) {
            throw CommandFailure.badInput(
                    "there is no problem to plan; pass --input-shape and --filter-shape, or --problem. " + "See "
                            + spec().qualifiedName() + " --help.");
        }
        return options.problem(inputShape, filterShape, bias);
    }

    private void refuseOthers() {
        List<String> others = spec().commandLine().getParseResult().matchedOptions().stream()
                .map(option -> option.longestName())
                .filter(name -> !List.of(PROBLEM, MEASURE, Failures.DEBUG).contains(name))
                .toList();
        if (!others.isEmpty()) {
            throw CommandFailure.badInput("--problem states the whole problem, so "
                    + others.stream().collect(Collectors.joining(" and "))
                    + " cannot be used with it; leave out one or the other.");
        }
    }
}
