package io.github.depthwise4j.benchmarks.costs;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.benchmarks.cases.LayerSets;
import io.github.depthwise4j.benchmarks.hunt.Draw;
import io.github.depthwise4j.benchmarks.hunt.Model;
import io.github.depthwise4j.benchmarks.hunt.RunOptions;
import io.github.depthwise4j.benchmarks.report.Machine;
import io.github.depthwise4j.plan.choice.Costs;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.problem.Problem;
import io.github.depthwise4j.problem.SeparableProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a table of costs for this CPU. See ci/fit-costs.sh. */
@Command(
        name = "ci/fit-costs.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Times all candidates of random problems and of layers of known networks, and fits a table of "
                + "costs to the times. A run into the same folder goes on where the last one stopped.")
public final class CostsCommand implements Callable<Integer> {
    private static final String TIMES = "times.csv";
    private static final String TABLE = "costs.txt";
    private static final int WARM_UP_PROBLEMS = 10;
    private static final int[] BATCHES = {1, 8};
    /** Larger problems take long, and tell nothing that smaller ones do not. */
    private static final double MOST_MODEL_MICROS = 20_000;

    @Option(
            names = "--draws",
            split = ",",
            description = "depthwise,conv2d,separable,layers,ordinary (default), moderate",
            defaultValue = "depthwise,conv2d,separable,layers,ordinary")
    private List<String> draws;

    @Option(names = "--count", description = "problems of each draw, 500 by default", defaultValue = "500")
    private int count;

    @Mixin
    private RunOptions run;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CostsCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        run.begin();
        Files.createDirectories(run.out());
        Path file = run.out().resolve(TIMES);
        if (!run.isOver()) {
            Depthwise4j.load();
            Machine.write(run.out());
            time(file);
        }
        fit(read(file));
        return 0;
    }

    private static List<CandidateTime> read(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .skip(1)
                        .map(CandidateTime::parse)
                        .toList()
                : List.of();
    }

    private void time(Path file) throws IOException {
        Map<String, Integer> next = new HashMap<>();
        read(file).forEach(row -> next.merge(row.draw(), row.index() + 1, Math::max));
        if (next.isEmpty()) {
            Files.writeString(file, CandidateTime.HEAD + "\n");
        }
        try (CandidateClock clock = new CandidateClock()) {
            time(clock, next, file);
        }
    }

    private void time(CandidateClock clock, Map<String, Integer> next, Path file) throws IOException {
        // The first plans of a process are slower.
        for (int i = 0; i < WARM_UP_PROBLEMS; i++) {
            clock.time("", i, (ConvolutionProblem) Draw.MODERATE.problem(-1, i));
        }
        // All draws in turns: a run that is ended early has some of each.
        for (int i = 0; i < count; i++) {
            for (String draw : draws) {
                String seeded = TimedProblem.isOfLayers(draw) ? draw : run.seeded(draw);
                if (i >= next.getOrDefault(seeded, 0) && !run.isOver()) {
                    time(clock, seeded, i, problems(draw, i), file);
                }
            }
        }
    }

    private static void time(CandidateClock clock, String draw, int index, List<ConvolutionProblem> problems, Path file)
            throws IOException {
        List<String> lines = new ArrayList<>();
        for (ConvolutionProblem problem : problems) {
            if (Model.FULL_SPEED.micros(problem) <= MOST_MODEL_MICROS) {
                clock.time(draw, index, problem).forEach(row -> lines.add(row.line()));
            }
        }
        Files.write(file, lines, StandardOpenOption.APPEND);
    }

    /** The convolutions of a problem of a draw; empty if there are no more layers. */
    private List<ConvolutionProblem> problems(String draw, int index) {
        if (draw.equals(TimedProblem.LAYERS)) {
            return layers().skip(index).limit(1).toList();
        }
        if (draw.equals(TimedProblem.ORDINARY)) {
            return OrdinaryLayers.all().stream().skip(index).limit(1).toList();
        }
        Problem problem = Draw.of(draw).problem(run.seed(), index);
        return problem instanceof SeparableProblem separable
                ? List.of(separable.depthwise(), separable.pointwise())
                : List.of((ConvolutionProblem) problem);
    }

    private static Stream<ConvolutionProblem> layers() {
        List<ConvolutionProblem> all = new ArrayList<>();
        for (int batch : BATCHES) {
            for (DataFormat format : DataFormat.values()) {
                LayerSets.of(LayerSets.ALL).forEach(layer -> all.add(layer.problem(format, batch)));
            }
        }
        return all.stream();
    }

    private void fit(List<CandidateTime> times) throws IOException {
        List<TimedProblem> problems = TimedProblem.of(times);
        List<TimedProblem> fitted =
                problems.stream().filter(each -> !each.isHeldOut()).toList();
        List<TimedProblem> heldOut =
                problems.stream().filter(TimedProblem::isHeldOut).toList();
        CostTable table = new CostTable(ChoiceFit.nanos(CostFit.nanos(fitted), fitted));
        Files.writeString(run.out().resolve(TABLE), table.textBlock());
        Choosing choosing = new Choosing(Costs.parse(table.lines()));
        System.out.println(table.textBlock());
        System.out.println("How much longer the chosen strategy takes than the fastest candidate");
        System.out.println("where the table was fitted:\n" + choosing.report(fitted));
        System.out.println("where it was not fitted:\n" + choosing.report(heldOut));
        System.out.println("== " + run.out());
    }
}
