package io.github.depthwise4j.benchmarks;

import io.github.depthwise4j.benchmarks.cases.CaseData;
import io.github.depthwise4j.benchmarks.cases.Layer;
import io.github.depthwise4j.benchmarks.cases.LayerSets;
import io.github.depthwise4j.benchmarks.cases.TableCase;
import io.github.depthwise4j.benchmarks.engines.Contestants;
import io.github.depthwise4j.benchmarks.processes.Crew;
import io.github.depthwise4j.benchmarks.processes.WorkerProcess;
import io.github.depthwise4j.benchmarks.report.Result;
import io.github.depthwise4j.benchmarks.report.Results;
import io.github.depthwise4j.problem.ConvolutionProblem;
import io.github.depthwise4j.tensor.DataFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Times all contestants on all cases. Every library has a process of its own; all processes of a fork live at the same
 * time and sleep while one of them works, and they take turns of some milliseconds within every case, so that what
 * disturbs the machine falls on all of them alike. The time of a whole run is given: it is divided among the cases.
 */
final class LayerTable {
    private static final int VISITS = 3;
    private static final double LEAST_MILLIS = 2.5;
    private static final double MOST_MILLIS = 60;
    private static final long WARM_UP_MILLIS = 600;
    /** OpenMP's threads and others' go on spinning after a call. */
    private static final long SETTLE_MILLIS = 12;

    private final List<TableCase> cases;
    private final boolean peers;
    private final Map<Boolean, String> classPaths;
    private final Path folder;
    private final Path data;
    private final int forks;
    private final long deadline;
    private final Results results = new Results();
    private double startSeconds = 10;
    private int startsLeft;
    private int casesLeft;

    /**
     * A run.
     *
     * @param classPaths the class path of the peers under true, the other under false
     * @param minutes what the run may take
     */
    LayerTable(
            List<TableCase> cases,
            boolean peers,
            Map<Boolean, String> classPaths,
            Path folder,
            int forks,
            double minutes)
            throws IOException {
        this.cases = cases;
        this.peers = peers;
        this.classPaths = classPaths;
        this.folder = folder;
        this.data = Files.createTempDirectory("depthwise4j-benchmarks");
        this.forks = forks;
        this.deadline = System.nanoTime() + (long) (minutes * 60e9);
    }

    static List<TableCase> cases(String set, List<DataFormat> formats, List<Integer> batches, List<Integer> threads) {
        Set<TableCase> cases = new LinkedHashSet<>();
        for (int count : threads) {
            for (int batch : batches) {
                for (DataFormat format : formats) {
                    for (Layer layer : LayerSets.of(set)) {
                        ConvolutionProblem problem =
                                layer.problem(format, batch).unnamed();
                        if (cases.stream()
                                .noneMatch(each -> each.problem().equals(problem) && each.threads() == count)) {
                            cases.add(new TableCase(layer, problem, count));
                        }
                    }
                }
            }
        }
        return List.copyOf(cases);
    }

    Results run() throws IOException {
        try {
            for (TableCase each : cases) {
                Path file = file(each);
                if (!Files.exists(file)) {
                    CaseData.write(each.layer(), file);
                }
            }
            List<Integer> threads =
                    cases.stream().map(TableCase::threads).distinct().toList();
            startsLeft = forks * threads.size();
            casesLeft = forks * cases.size();
            for (int fork = 0; fork < forks; fork++) {
                for (int count : threads) {
                    fork(fork, count);
                    results.write(folder);
                }
            }
            return results;
        } finally {
            for (TableCase each : cases) {
                Files.deleteIfExists(file(each));
            }
            Files.delete(data);
        }
    }

    private Path file(TableCase tableCase) {
        return data.resolve(tableCase.layer().fileName());
    }

    private void fork(int fork, int threads) throws IOException {
        List<TableCase> mine =
                cases.stream().filter(each -> each.threads() == threads).toList();
        List<Contestants.Group> groups = new ArrayList<>(Contestants.own(threads));
        if (peers) {
            groups.addAll(Contestants.peers());
        }
        long begin = System.nanoTime();
        try (Crew crew = new Crew(groups, threads, classPaths, folder.resolve("logs"))) {
            warmUp(crew, mine);
            startSeconds = (System.nanoTime() - begin) / 1e9;
            startsLeft--;
            for (TableCase tableCase : mine) {
                casesLeft--;
                // The first fork is never cut short, so that every case has a row.
                if (fork == 0 || System.nanoTime() < deadline) {
                    time(tableCase, fork, crew);
                }
            }
        }
    }

    /** With a case of each data format, since not every library takes both. */
    private void warmUp(Crew crew, List<TableCase> mine) throws IOException {
        for (DataFormat format : DataFormat.values()) {
            List<TableCase> some = mine.stream()
                    .filter(each -> each.problem().dataFormat() == format)
                    .limit(1)
                    .toList();
            for (TableCase first : some) {
                for (WorkerProcess worker : crew.all()) {
                    for (String command : List.of(command(first), "visit\t" + WARM_UP_MILLIS + "\tfalse", "drop")) {
                        // What goes wrong here goes wrong again where it is noted.
                        crew.tell(
                                crew.all().contains(worker) ? List.of(worker) : List.of(),
                                command,
                                (who, words) -> {},
                                who -> {});
                    }
                }
            }
        }
    }

    private String command(TableCase tableCase) {
        return "case\t" + tableCase.problem() + "\t" + file(tableCase);
    }

    private void time(TableCase tableCase, int fork, Crew crew) throws IOException {
        double left = (deadline - System.nanoTime()) / 1e9 - startsLeft * startSeconds;
        double allowed = left / (casesLeft + 1);
        long begin = System.nanoTime();
        Map<WorkerProcess, Integer> able = prepare(tableCase, crew);
        double preparing = (System.nanoTime() - begin) / 1e9;
        double rest = allowed - preparing;
        int contestants = able.values().stream().mapToInt(Integer::intValue).sum();
        double settling = able.size() * settleMillis(tableCase);
        double millis = (rest * 1000 / VISITS - settling) / Math.max(1, contestants);
        visits(tableCase, fork, crew, able, Math.max(LEAST_MILLIS, Math.min(MOST_MILLIS, millis)));
        log(String.format(
                Locale.ROOT,
                "fork %d, %s: %.2f s allowed, %.2f s to prepare, %.2f s in all",
                fork + 1,
                tableCase.problem(),
                allowed,
                preparing,
                (System.nanoTime() - begin) / 1e9));
    }

    private void log(String line) throws IOException {
        Path file = folder.resolve("logs").resolve("progress.log");
        Files.write(file, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * The processes that can compute a case, with the number of their engines that can. The peers prepare at the same
     * time, ours one after the other, because they measure.
     */
    private Map<WorkerProcess, Integer> prepare(TableCase tableCase, Crew crew) throws IOException {
        Map<WorkerProcess, Integer> able = new HashMap<>();
        List<List<WorkerProcess>> together = new ArrayList<>();
        crew.withPeers(false).forEach(worker -> together.add(List.of(worker)));
        together.add(crew.withPeers(true));
        for (WorkerProcess worker : crew.all()) {
            worker.engines().forEach((name, version) -> results.of(tableCase, name, version));
            able.put(worker, worker.engines().size());
        }
        for (List<WorkerProcess> some : together) {
            crew.tell(
                    some,
                    command(tableCase),
                    (worker, words) -> {
                        results.get(tableCase, words[1]).note(words[2]);
                        able.merge(worker, -1, Integer::sum);
                    },
                    worker -> died(tableCase, worker, able));
        }
        able.values().removeIf(count -> count == 0);
        return able;
    }

    private void died(TableCase tableCase, WorkerProcess worker, Map<WorkerProcess, Integer> able) {
        worker.engines().keySet().forEach(name -> results.get(tableCase, name).note("FAILED: the process ended"));
        able.remove(worker);
    }

    private void visits(TableCase tableCase, int fork, Crew crew, Map<WorkerProcess, Integer> able, double millis)
            throws IOException {
        Map<String, List<Double>> times = new HashMap<>();
        List<WorkerProcess> order = new ArrayList<>(crew.all());
        Collections.rotate(order, fork);
        for (int visit = 0; visit < VISITS; visit++) {
            for (WorkerProcess worker : order) {
                if (able.containsKey(worker)) {
                    settle(tableCase);
                    crew.tell(
                            List.of(worker),
                            "visit\t" + Math.round(millis * able.get(worker)) + "\ttrue",
                            (who, words) -> Arrays.stream(words[2].split(" "))
                                    .map(Double::valueOf)
                                    .forEach(times.computeIfAbsent(words[1], name -> new ArrayList<>())::add),
                            who -> died(tableCase, who, able));
                }
            }
            Collections.rotate(order, 1);
        }
        crew.tell(crew.all(), "drop", (who, words) -> {}, who -> died(tableCase, who, able));
        times.forEach((name, all) -> results.get(tableCase, name).add(fork, Result.median(all), Collections.min(all)));
    }

    /** How long the threads of the one before may go on spinning. */
    private static long settleMillis(TableCase tableCase) {
        return tableCase.threads() == 1 ? 1 : SETTLE_MILLIS;
    }

    private static void settle(TableCase tableCase) {
        try {
            Thread.sleep(settleMillis(tableCase));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
