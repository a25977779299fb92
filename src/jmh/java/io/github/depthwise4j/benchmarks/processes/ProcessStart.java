package io.github.depthwise4j.benchmarks.processes;

import io.github.depthwise4j.Depthwise4j;
import io.github.depthwise4j.benchmarks.engines.Contestants;
import io.github.depthwise4j.benchmarks.report.Result;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * From the start of a process to its first result, 28x28x256: many starts of every contestant, in turns. Ours and the
 * bare binding also with an archive of their classes, which needs jars on the class path, not folders.
 */
public final class ProcessStart {
    private static final int STARTS_PER_ROUND = 5;
    private static final String ARCHIVE = ", class-data archive";

    private ProcessStart() {}

    /** Writes {@code start.md}. */
    public static void run(Path out, int rounds, boolean peers, Map<Boolean, String> classPaths)
            throws IOException, InterruptedException {
        Path jars = Files.createTempDirectory("depthwise4j-start");
        try {
            run(out, rounds, peers, classPaths, jars);
        } finally {
            // A hundred megabytes of native code among it.
            try (Stream<Path> files = Files.walk(jars)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private static void run(Path out, int rounds, boolean peers, Map<Boolean, String> classPaths, Path jars)
            throws IOException, InterruptedException {
        Map<String, ProcessBuilder> commands = new LinkedHashMap<>();
        String own = Jars.of(classPaths.get(false), jars);
        Path natives = jars.resolve("natives");
        Depthwise4j.unpackNatives(natives);
        String prepared = "@" + natives.resolve("java.options");
        commands.put(Contestants.BARE, process(own, BareStart.class.getName()));
        commands.put(Contestants.BARE + ARCHIVE, withArchive(own, jars, BareStart.class));
        commands.put(Contestants.ESTIMATE, process(own, OurStart.class.getName()));
        commands.put(Contestants.ESTIMATE + ARCHIVE, withArchive(own, jars, OurStart.class));
        commands.put(
                Contestants.ESTIMATE + ARCHIVE + ", natives unpack", withArchive(own, jars, OurStart.class, prepared));
        if (peers) {
            for (Contestants.Group group : Contestants.peers()) {
                String engine = group.engines().get(0);
                commands.put(group.name(), process(classPaths.get(true), FirstResult.class.getName(), engine));
            }
        }
        Path log = Files.createDirectories(out.resolve("logs")).resolve("start.log");
        commands.values().forEach(each -> each.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())));
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(commands.keySet());
        // The first start of each unpacks its native code, and does not count.
        for (int start = 0; start <= rounds * STARTS_PER_ROUND; start++) {
            for (String name : order) {
                Start measured = start(commands.get(name));
                if (start > 0) {
                    starts.computeIfAbsent(name, key -> new ArrayList<>()).add(measured);
                }
            }
            Collections.rotate(order, 1);
        }
        StringBuilder text =
                new StringBuilder("# From the start of a process to its first result\n\n28x28x256, 3x3, natives "
                        + "unpacked, " + rounds * STARTS_PER_ROUND + " starts of each in turns.\n\n"
                        + "| | median, ms | least, ms | of bare | processor, ms | least | resident, MiB |\n"
                        + "|---|---|---|---|---|---|---|\n");
        double bare = median(starts.get(Contestants.BARE), Start::millis);
        for (String name : commands.keySet()) {
            List<Start> all = starts.get(name);
            double median = median(all, Start::millis);
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.2f | %.0f | %.0f | %.0f |%n",
                    name,
                    median,
                    least(all, Start::millis),
                    median / bare,
                    median(all, Start::processorMillis),
                    least(all, Start::processorMillis),
                    median(all, Start::residentMib)));
        }
        Files.writeString(out.resolve("start.md"), text);
    }

    /** With an archive of the classes, which a first process writes. */
    private static ProcessBuilder withArchive(String classPath, Path folder, Class<?> start, String... options)
            throws IOException, InterruptedException {
        Path archive = folder.resolve(start.getSimpleName() + options.length + ".jsa");
        ProcessBuilder writing =
                process(classPath, with(options, "-XX:ArchiveClassesAtExit=" + archive, start.getName()));
        // It names what it cannot archive.
        writing.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        writing.start().waitFor();
        if (!Files.exists(archive)) {
            throw new IllegalStateException("no archive of the classes of " + start);
        }
        return process(classPath, with(options, "-XX:SharedArchiveFile=" + archive, start.getName()));
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> number) {
        return Result.median(starts.stream().map(number::applyAsDouble).toList());
    }

    private static double least(List<Start> starts, ToDoubleFunction<Start> number) {
        return starts.stream().mapToDouble(number).min().orElseThrow();
    }

    private static String[] with(String[] options, String... others) {
        return Stream.concat(Stream.of(options), Stream.of(others)).toArray(String[]::new);
    }

    private static ProcessBuilder process(String classPath, String... arguments) {
        ProcessBuilder builder = WorkerProcess.java(classPath, List.of(arguments));
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder;
    }

    /**
     * One start.
     *
     * @param millis until the process says that it has its result
     * @param processorMillis the processor time of all its threads until then
     * @param residentMib the most resident memory until then
     */
    private record Start(double millis, double processorMillis, double residentMib) {}

    private static Start start(ProcessBuilder builder) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process process = builder.start();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Worker.MARK)) {
                    double millis = (System.nanoTime() - begin) / 1e6;
                    String[] needed = lines.readLine().split(" ");
                    return new Start(millis, Double.parseDouble(needed[1]), Double.parseDouble(needed[0]) / 1024);
                }
            }
        } finally {
            process.waitFor();
        }
        throw new IllegalStateException("no result from " + builder.command() + "; logs/start.log says why");
    }
}
