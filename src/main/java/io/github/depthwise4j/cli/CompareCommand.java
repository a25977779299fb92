package io.github.depthwise4j.cli;

import io.github.depthwise4j.cli.MedianTimer.Measured;
import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.TextTable;
import io.github.depthwise4j.cli.io.Texts;
import io.github.depthwise4j.cli.options.ConvolutionOptions;
import io.github.depthwise4j.cli.options.ShapeText;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Cost;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code depthwise4j compare}: how much work a depthwise or separable convolution saves. */
@Command(
        name = "compare",
        description = {
            "Compares the ordinary, the depthwise and the depthwise separable convolution of an image: the shape of "
                    + "the result, parameters, multiply-adds, and the time on this machine.",
            "",
            "The ordinary one (conv2d) sums over all channels of the image. The depthwise one filters every channel "
                    + "separately. The separable one is a depthwise one, followed by a 1x1 filter that mixes the "
                    + "channels: its result has the same shape as the ordinary one's, for a fraction of the work."
        },
        footer = {
            "",
            "Examples:",
            "  depthwise4j compare --input 1x15x15x3 --filter 3x3 --output-channels 8",
            "  depthwise4j compare --input 1x112x112x32 --filter 3x3 \\",
            "      --output-channels 64 --padding SAME"
        })
final class CompareCommand extends CliCommand {
    private static final int RANK = 4;
    private static final long SHORT_CALL_NANOS = 20_000;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "<shape>",
            converter = ShapeText.class,
            description = "The shape of the image: [batch, height, width, channels], or the order of --data-format.")
    private Shape input;

    @Option(
            names = "--filter",
            required = true,
            paramLabel = "<h>x<w>",
            converter = ShapeText.class,
            description = "The rows and columns of the filter, as 3x3.")
    private Shape filter;

    @Option(
            names = "--output-channels",
            required = true,
            paramLabel = "<n>",
            description = "The number of channels of the ordinary and of the separable result.")
    private int outputChannels;

    @Option(
            names = "--multiplier",
            paramLabel = "<n>",
            description = "The filters per channel of the depthwise and the separable one. Default: 1.")
    private int multiplier = 1;

    @Option(names = "--no-time", description = "Only counts; computes nothing.")
    private boolean noTime;

    @Mixin
    private ConvolutionOptions options;

    /** One of the compared convolutions; the time is null if it was not measured. */
    private record Rival(String name, Shape output, Cost cost, Measured time) {}

    @Override
    public Integer call() {
        long channels = inputChannels();
        ConvolutionProblem ordinary =
                options.conv2dProblem(input, filterShape(channels, positive("--output-channels", outputChannels)));
        Shape depthwiseFilter = filterShape(channels, positive("--multiplier", multiplier));
        ConvolutionProblem depthwise = options.problem(input, depthwiseFilter, false);
        SeparableProblem separable =
                options.separableProblem(input, depthwiseFilter, Shape.of(1, 1, channels * multiplier, outputChannels));
        List<Rival> rivals = noTime
                ? rivals(ordinary, null, depthwise, null, separable, null)
                : timedRivals(ordinary, depthwise, separable);
        describeInput();
        table(rivals).toString().lines().forEach(out()::println);
        describeTimes(rivals);
        return ExitCodes.DONE;
    }

    private long inputChannels() {
        if (input.rank() < RANK) {
            throw CommandFailure.badInput("--input " + input
                    + ": an image has 4 axes, or more with several batch axes; pass for example 1x15x15x3.");
        }
        return input.dim(input.rank() - RANK + options.dataFormat().channelAxis());
    }

    private Shape filterShape(long channels, long last) {
        if (filter.rank() != 2) {
            throw CommandFailure.badInput("--filter " + filter
                    + ": the filter has only rows and columns here, because its channels follow from the other "
                    + "options; pass for example 3x3.");
        }
        return Shape.of(filter.dim(0), filter.dim(1), channels, last);
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw CommandFailure.badInput(option + " " + value + ": the number must be 1 or more; pass for example 8.");
        }
        return value;
    }

    private List<Rival> timedRivals(
            ConvolutionProblem ordinary, ConvolutionProblem depthwise, SeparableProblem separable) {
        Operations.loadOneDnn();
        try (OperationTimes times = new OperationTimes(input)) {
            return rivals(
                    ordinary,
                    times.conv2d(ordinary),
                    depthwise,
                    times.depthwise(depthwise),
                    separable,
                    times.separable(separable));
        }
    }

    private static List<Rival> rivals(
            ConvolutionProblem ordinary,
            Measured ordinaryTime,
            ConvolutionProblem depthwise,
            Measured depthwiseTime,
            SeparableProblem separable,
            Measured separableTime) {
        return List.of(
                new Rival("ordinary", ordinary.outputShape(), ordinary.cost(), ordinaryTime),
                new Rival("depthwise", depthwise.outputShape(), depthwise.cost(), depthwiseTime),
                new Rival("separable", separable.outputShape(), separable.cost(), separableTime));
    }

    private void describeInput() {
        out().println("input " + input + ", filter " + filter.dim(0) + "x" + filter.dim(1) + ", " + outputChannels
                + " output channel" + (outputChannels == 1 ? "" : "s")
                + (multiplier == 1 ? "" : ", multiplier " + multiplier));
        out().println(options.describe());
        out().println();
    }

    private static TextTable table(List<Rival> rivals) {
        Rival ordinary = rivals.get(0);
        boolean timed = ordinary.time() != null;
        TextTable table = new TextTable(2);
        row(table, timed, "", "output", "parameters", "ratio", "multiply-adds", "ratio", "time", "ratio");
        for (Rival rival : rivals) {
            row(
                    table,
                    timed,
                    rival.name(),
                    rival.output().toString(),
                    count(rival.cost().parameters()),
                    ratio(rival.cost().parameters(), ordinary.cost().parameters()),
                    count(rival.cost().multiplyAdds()),
                    ratio(rival.cost().multiplyAdds(), ordinary.cost().multiplyAdds()),
                    timed ? Texts.duration(rival.time().medianNanos()) : "",
                    timed ? ratio(rival.time().medianNanos(), ordinary.time().medianNanos()) : "");
        }
        return table;
    }

    private static void row(TextTable table, boolean timed, String... cells) {
        table.row(timed ? cells : List.of(cells).subList(0, cells.length - 2).toArray(String[]::new));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String ratio(long number, long ordinary) {
        return ordinary == 0 ? "-" : Texts.ratio((double) number / ordinary);
    }

    private void describeTimes(List<Rival> rivals) {
        if (rivals.get(0).time() == null) {
            return;
        }
        List<String> runs =
                rivals.stream().map(rival -> count(rival.time().runs())).toList();
        String text = Set.copyOf(runs).size() == 1
                ? runs.get(0) + " runs each"
                : runs.get(0) + ", " + runs.get(1) + " and " + runs.get(2) + " runs";
        out().println();
        out().println("The times are medians of " + text + " after a warm-up, on one thread.");
        if (rivals.get(0).time().medianNanos() < SHORT_CALL_NANOS) {
            out().println("For such a small image, most of the time is the call and not the arithmetic.");
        }
    }
}
