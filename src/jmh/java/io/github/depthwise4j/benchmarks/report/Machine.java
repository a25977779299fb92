package io.github.depthwise4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the times were measured on. */
public final class Machine {
    public static final String FILE = "machine.md";

    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    private Machine() {}

    /** Writes one line. */
    public static void write(Path folder) throws IOException {
        List<String> processor = Files.readAllLines(Path.of("/proc/cpuinfo"));
        String features = first(processor, "flags");
        String instructions = Stream.of("avx512f", "avx2", "sse4_1")
                .filter(name -> (" " + features + " ").contains(" " + name + " "))
                .findFirst()
                .orElse("older");
        Files.writeString(
                folder.resolve(FILE),
                Runtime.getRuntime().availableProcessors() + " processors, " + first(processor, "model name")
                        + " (family "
                        + first(processor, "cpu family") + ", model " + first(processor, "model") + "), " + instructions
                        + ", caches " + caches() + ", Java " + Runtime.version() + ", load before the run "
                        + Files.readString(Path.of("/proc/loadavg")).split(" ")[0] + ".\n\n");
    }

    private static String first(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.matches(key + "\\s*:.*"))
                .map(line -> line.replaceFirst("[^:]*:\\s*", ""))
                .findFirst()
                .orElse("?");
    }

    private static String caches() throws IOException {
        if (!Files.isDirectory(CACHES)) {
            return "?";
        }
        try (Stream<Path> levels = Files.list(CACHES)) {
            return levels.map(level -> level.resolve("size"))
                    .filter(Files::exists)
                    .sorted()
                    .map(Machine::read)
                    .collect(Collectors.joining(" "));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            return "?";
        }
    }
}
