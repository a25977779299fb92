package io.github.depthwise4j.cli.network;

import io.github.depthwise4j.cli.io.CliCommand;
import io.github.depthwise4j.cli.io.CommandFailure;
import io.github.depthwise4j.cli.io.ExitCodes;
import io.github.depthwise4j.cli.io.ProgressLine;
import io.github.depthwise4j.cli.io.TextTable;
import io.github.depthwise4j.network.LayerTime;
import io.github.depthwise4j.network.Network;
import io.github.depthwise4j.problem.Parallelism;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code depthwise4j network bench}: latency, throughput and where the time goes. */
@Command(
        name = "bench",
        description =
                "Measures a model on random numbers: one run alone on one thread and on all, many runs at a time, "
                        + "and the layers that take the longest.")
final class NetworkBenchCommand extends CliCommand {
    private static final double MICROSECONDS = 1e3;
    private static final int LONGEST_BAR = 40;
    private static final int PARTS = 4;

    @Mixin
    private ModelOptions model;

    @Option(names = "--seconds", paramLabel = "<s>", description = "The time for each measurement. Default: 2.")
    private int seconds = 2;

    @Option(
            names = "--callers",
            paramLabel = "<n>",
            description = "The threads that run the model at the same time. Default: the processors.")
    private int callers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--layers", paramLabel = "<n>", description = "The layers to show. Default: 12.")
    private int shown = 12;

    @Override
    public Integer call() {
        if (seconds < 1 || callers < 1 || shown < 1) {
            throw CommandFailure.badInput("--seconds = " + seconds + ", --callers = " + callers + ", --layers = "
                    + shown + ", but each must be 1 or more.");
        }
        try (ProgressLine progress = ProgressLine.on(err());
                Network alone = model.load(model.options().parallelism(Parallelism.callerOnly()));
                Network network = model.load();
                NetworkBench one = new NetworkBench(alone, seconds);
                NetworkBench all = new NetworkBench(network, seconds)) {
            out().println(network);
            progress.show("network bench", 0, PARTS, "measurements");
            double aloneMicros = one.medianNanos() / MICROSECONDS;
            progress.show("network bench", 1, PARTS, "measurements");
            double allMicros = all.medianNanos() / MICROSECONDS;
            progress.show("network bench", 2, PARTS, "measurements");
            double perSecond = all.runsPerSecond(callers);
            progress.show("network bench", PARTS - 1L, PARTS, "measurements");
            List<LayerTime> times = one.layerTimes();
            out().println(new TextTable(1)
                    .row("one thread", format("%.0f us", aloneMicros))
                    .row("all threads", format("%.0f us", allMicros))
                    .row(callers + (callers == 1 ? " caller" : " callers"), format("%.0f runs/s", perSecond)));
            out().print(table(times));
            out().flush();
        }
        return ExitCodes.DONE;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** The layers that take the longest on one thread, with bars. */
    private String table(List<LayerTime> times) {
        double sum = times.stream().mapToLong(LayerTime::nanos).sum();
        List<LayerTime> longest = times.stream()
                .sorted(Comparator.comparingLong(LayerTime::nanos).reversed())
                .limit(shown)
                .toList();
        double most = longest.isEmpty() ? 1 : Math.max(1, longest.get(0).nanos());
        TextTable table = new TextTable(4).row("step", "layer", "operation", "computed by", "us", "%", "");
        for (LayerTime time : longest) {
            String bar = IntStream.range(0, (int) (LONGEST_BAR * time.nanos() / most))
                    .mapToObj(i -> "#")
                    .reduce("", String::concat);
            table.row(
                    Integer.toString(time.step()),
                    time.name(),
                    time.operation(),
                    time.computedBy(),
                    format("%.1f", time.nanos() / MICROSECONDS),
                    format("%.1f", 100 * time.nanos() / sum),
                    bar + " ".repeat(LONGEST_BAR - bar.length()));
        }
        return table.toString();
    }
}
