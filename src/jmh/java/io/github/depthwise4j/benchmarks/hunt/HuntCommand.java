package io.github.depthwise4j.benchmarks.hunt;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.benchmarks.report.Machine;
import io.github.depthwise4j.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hunts problems that take longer than their work explains. See ci/hunt.sh. */
@Command(
        name = "ci/hunt.sh",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Draws random problems, checks them against the oracle, and times each beside a model of its "
                + "work and beside its neighbours. A run into the same folder goes on where the last one stopped.")
public final class HuntCommand implements Callable<Integer> {
    private static final String LISTED = "listed";
    private static final int REPORT_EVERY = 50;
    private static final int TERMINAL_ROWS = 15;
    private static final int UNSOUND = 1;
    private static final int WARM_UP_PROBLEMS = 20;
    /** A matrix product: for the first one of a process, oneDNN makes code for 50 ms. */
    private static final String PRODUCT = "conv2d float32 NCHW VALID mb1ic1ih9iw9oc1kh1kw1";

    @Option(
            names = "--draws",
            split = ",",
            description = "depthwise,conv2d,separable (default), moderate",
            defaultValue = "depthwise,conv2d,separable")
    private List<String> draws;

    @Option(names = "--count", description = "problems of each draw, 10000 by default", defaultValue = "10000")
    private int count;

    @Mixin
    private RunOptions run;

    @Option(names = "--problem", description = "look at these lines instead, and describe their plans")
    private List<String> lines = List.of();

    @Option(names = "--problems", description = "look at the lines of a file instead")
    private Path file;

    @Option(
            names = "--neighbours",
            description = "how many neighbours of each problem are timed, 6 by default",
            defaultValue = "6")
    private int neighbours;

    @Option(
            names = "--seconds",
            description = "no further neighbours of a problem after so many seconds, 2 by default",
            defaultValue = "2")
    private double seconds;

    @Option(names = "--compare-measure", description = "compare planning by rules with planning by measuring instead")
    private boolean compareMeasure;

    @Option(names = "--fail-on-reference", description = "fail if a plan uses one of oneDNN's plain loops")
    private boolean failOnReference;

    @Option(names = "--chart-with", split = ",", description = "NAME=FOLDER of other runs, which the chart shows first")
    private Map<String, Path> others = new LinkedHashMap<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HuntCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        run.begin();
        Depthwise4j.load();
        Files.createDirectories(run.out());
        return compareMeasure ? compare() : hunt();
    }

    /** The problems of a file or of the command line; empty if random ones are wanted. */
    private List<String> listed() throws IOException {
        return file == null
                ? lines
                : Files.readAllLines(file).stream()
                        .filter(line -> !line.isBlank())
                        .toList();
    }

    private int hunt() throws IOException {
        Machine.write(run.out());
        try (Subject.Data data = new Subject.Data()) {
            return hunt(data);
        }
    }

    private int hunt(Subject.Data data) throws IOException {
        String isa = Depthwise4j.info().instructionSet();
        String head = Files.readString(run.out().resolve(Machine.FILE)).strip() + " oneDNN uses " + isa + ". "
                + MachineSpeed.measure(data) + "\n\n";
        System.out.println(head);
        Finds finds = Finds.open(run.out());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> abandon(finds)));
        look(new Hunter(Model.of(isa), neighbours, seconds, data), finds);
        HuntReport report = new HuntReport(finds.all());
        Files.writeString(run.out().resolve(HuntReport.FILE), report.markdown(head));
        chart(isa, finds);
        System.out.println(report.terminal(TERMINAL_ROWS) + "\n== " + run.out());
        Statistics statistics = new Statistics(finds.all());
        boolean sound = statistics.isSound() && (!failOnReference || statistics.count(Find::usesReference) == 0);
        return sound ? 0 : UNSOUND;
    }

    private void look(Hunter hunter, Finds finds) throws IOException {
        // The first plans of a process are slower.
        for (int i = 0; i < WARM_UP_PROBLEMS; i++) {
            hunter.look(LISTED, i, Draw.MODERATE.problem(-1, i), Draw.random(0, i), each -> {});
        }
        hunter.look(LISTED, 0, Problem.parse(PRODUCT), Draw.random(0, 0), each -> {});
        List<String> listed = listed();
        for (int i = finds.count(LISTED); i < listed.size() && !run.isOver(); i++) {
            Problem problem = Problem.parse(listed.get(i));
            look(hunter, finds, LISTED, i, problem);
            if (file == null) {
                System.out.println(Depthwise4j.explain(problem));
            }
        }
        for (String name : listed.isEmpty() ? draws : List.<String>of()) {
            String draw = run.seeded(name);
            for (int i = finds.count(draw); i < count && !run.isOver(); i++) {
                look(hunter, finds, draw, i, Draw.of(name).problem(run.seed(), i));
            }
        }
    }

    private void chart(String isa, Finds finds) throws IOException {
        Map<String, List<Find>> hunts = new LinkedHashMap<>();
        for (Map.Entry<String, Path> other : others.entrySet()) {
            hunts.put(other.getKey(), Finds.read(other.getValue()));
        }
        hunts.put(others.isEmpty() ? isa : "now", finds.all());
        HuntChart.render(hunts, run.out());
    }

    private static void abandon(Finds finds) {
        try {
            finds.abandon();
        } catch (IOException e) {
            System.err.println("a file could not be deleted, so the next run skips a problem: " + e);
        }
    }

    private void look(Hunter hunter, Finds finds, String draw, int index, Problem problem) throws IOException {
        finds.add(hunter.look(
                draw, index, problem, Draw.random(run.seed(), index), each -> finds.begin(draw, index, problem, each)));
        if ((index + 1) % REPORT_EVERY == 0) {
            Statistics statistics = new Statistics(finds.all());
            System.out.printf(
                    Locale.ROOT,
                    "%s %d: median %.2f, worst %.1f, worst step %.1f%n",
                    draw,
                    index + 1,
                    statistics.median(),
                    statistics.worst().map(Find::ratio).orElse(Double.NaN),
                    statistics.worstNeighbour().map(Find::neighbourRatio).orElse(Double.NaN));
        }
    }

    private int compare() throws IOException {
        try (Efforts efforts = Efforts.open(run.out())) {
            return compare(efforts);
        }
    }

    private int compare(Efforts efforts) throws IOException {
        List<String> listed = listed();
        for (int i = efforts.count(LISTED); i < listed.size() && !run.isOver(); i++) {
            efforts.compare(LISTED, i, Problem.parse(listed.get(i)));
        }
        for (String name : listed.isEmpty() ? draws : List.<String>of()) {
            String draw = run.seeded(name);
            for (int i = efforts.count(draw); i < count && !run.isOver(); i++) {
                efforts.compare(draw, i, Draw.of(name).problem(run.seed(), i));
            }
        }
        System.out.println(efforts.report() + "\n== " + run.out().resolve(Efforts.FILE));
        return 0;
    }
}
