package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.benchmarks.cases.LayerSets;
import io.github.depthwise4j.benchmarks.cases.TableCase;
import io.github.depthwise4j.benchmarks.processes.ProcessStart;
import io.github.depthwise4j.benchmarks.report.Machine;
import io.github.depthwise4j.benchmarks.report.Results;
import io.github.depthwise4j.tensor.DataFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times the depthwise layers of a set and renders the results, or renders those of an earlier run again. See
 * ci/benchmarks.sh.
 */
@Command(name = "ci/benchmarks.sh", mixinStandardHelpOptions = true, sortOptions = false)
public final class BenchmarkCommand implements Callable<Integer> {
    @Option(
            names = "--what",
            description = "layers (default), throughput, openmp-team, heap, pauses or start",
            defaultValue = "layers")
    private String what;

    @Option(names = "--set", description = "main (default), all, or the layers of one network", defaultValue = "main")
    private String set;

    @Option(names = "--formats", split = ",", description = "nhwc,nchw (default)", defaultValue = "nhwc,nchw")
    private List<String> formats;

    @Option(names = "--batches", split = ",", description = "1 (default), 8", defaultValue = "1")
    private List<Integer> batches;

    @Option(names = "--threads", split = ",", description = "1 (default), 2", defaultValue = "1")
    private List<Integer> threads;

    @Option(names = "--peers", description = "other libraries too")
    private boolean peers;

    @Option(
            names = "--rounds",
            description = "forks: fresh processes of every library, 3 by default",
            defaultValue = "3")
    private int rounds;

    @Option(
            names = "--minutes",
            description = "what a run of layers may take; 12, for the set all 25",
            defaultValue = "0")
    private double minutes;

    @Option(
            names = "--out",
            description = "the folder to write to, target/benchmarks/results by default",
            required = true)
    private Path out;

    @Option(names = "--render", description = "only render the results.csv of the folder again")
    private boolean render;

    @Option(names = "--peers-class-path", hidden = true, defaultValue = "")
    private String peersClassPath;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        Map<Boolean, String> classPaths = Map.of(false, System.getProperty("java.class.path"), true, peersClassPath);
        if (!render) {
            Machine.write(out);
        }
        long begin = System.nanoTime();
        switch (what) {
            case "layers" -> layers(threads, classPaths);
            case "openmp-team" -> layers(List.of(2), classPaths);
            case "throughput" -> CallerThroughput.run(out, rounds);
            case "heap" -> HeapArrays.run(out, set);
            case "pauses" -> Pauses.run(out, rounds);
            case "start" -> ProcessStart.run(out, rounds, peers, classPaths);
            default ->
                throw new IllegalArgumentException("--what = \"" + what
                        + "\", but must be layers, throughput, openmp-team, heap, pauses or start");
        }
        System.out.println("== " + what + ": " + out + ", "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        return 0;
    }

    private void layers(List<Integer> counts, Map<Boolean, String> classPaths) throws Exception {
        Results results = render ? Results.read(out) : time(counts, classPaths);
        Report.render(results, out);
        BarCharts.render(results, out);
    }

    private Results time(List<Integer> counts, Map<Boolean, String> classPaths) throws Exception {
        List<DataFormat> dataFormats = formats.stream()
                .map(name -> DataFormat.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        List<TableCase> cases = LayerTable.cases(set, dataFormats, batches, counts);
        double limit = minutes > 0 ? minutes : set.equals(LayerSets.ALL) ? 25 : 12;
        System.out.printf("== %d cases, %d forks, %.0f minutes%n", cases.size(), rounds, limit);
        return new LayerTable(cases, peers, classPaths, out, rounds, limit).run();
    }
}
