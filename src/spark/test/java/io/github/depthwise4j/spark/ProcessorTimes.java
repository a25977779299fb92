package io.github.depthwise4j.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The seconds of processor time that processes have used so far, by kind of thread; and what was used between two of
 * them. Linux names the threads of a JVM, the first 15 letters of them.
 */
final class ProcessorTimes {
    private static final String WHOLE = "all";
    private static final double TICKS_PER_SECOND = 100;

    private final Map<String, Double> seconds;

    private ProcessorTimes(Map<String, Double> seconds) {
        this.seconds = seconds;
    }

    static ProcessorTimes of(List<ProcessHandle> processes) throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        for (ProcessHandle process : processes) {
            Duration whole = process.info().totalCpuDuration().orElseThrow();
            seconds.merge(WHOLE, whole.toMillis() / 1000.0, Double::sum);
            try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
                for (Path thread : threads.toList()) {
                    add(thread.resolve("stat"), seconds);
                }
            }
        }
        return new ProcessorTimes(seconds);
    }

    private static void add(Path stat, Map<String, Double> seconds) throws IOException {
        try {
            String line = Files.readString(stat);
            String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
            // The state is the first field behind the name; user and system time are the 12th and 13th.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            seconds.merge(
                    kind(name),
                    (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND,
                    Double::sum);
        } catch (NoSuchFileException e) {
            // It ended meanwhile.
        }
    }

    private static String kind(String thread) {
        if (thread.contains("CompilerThre") || thread.startsWith("Sweeper")) {
            return "compilers";
        }
        if (thread.equals("VM Thread") || thread.startsWith("GC Thread")) {
            return "collector";
        }
        return thread.startsWith("Executor task") || thread.equals("java") ? "tasks" : "others";
    }

    ProcessorTimes since(ProcessorTimes before) {
        Map<String, Double> difference = new TreeMap<>(seconds);
        before.seconds.forEach((kind, time) -> difference.merge(kind, -time, Double::sum));
        return new ProcessorTimes(difference);
    }

    double of(String kind) {
        return seconds.getOrDefault(kind, 0.0);
    }

    double whole() {
        return seconds.get(WHOLE);
    }

    @Override
    public String toString() {
        return seconds.entrySet().stream()
                .map(each -> String.format("%s %.2f s", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
